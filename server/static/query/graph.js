// An answer as a graph: the things that stand in a row together, or the statements of a graph.
import { number, say } from "../words.js";
import { address, element, table } from "./rows.js";

const MOST = 400;
const COLOURS = { issue: "--issue", actor: "--actor", system: "--system", "worker-group": "--workers", place: "--place", "justice-area": "--area", impact: "--impact", source: "--source" };

export const graphView = (told, part) => class Graph {
  label = say("graph");
  priority = 2;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return Boolean(part) && links(this.yasr.results).length > 0;
  }

  async draw() {
    const all = links(this.yasr.results);
    const shown = all.slice(0, MOST);
    const holder = element("div", { class: "graph", role: "img", "aria-label": say("graph-of", { n: number(shown.length) }) });
    const words = all.length > MOST ? say("first-links", { n: number(MOST), total: number(all.length) }) : say("links", { n: number(all.length) });
    this.yasr.resultsEl.append(holder, element("p", { class: "quiet" }, words));
    const [{ default: cytoscape }, names] = await Promise.all([import(part), called(shown)]);
    this.drawn = cytoscape({ container: holder, elements: elements(shown, names), style: style(), layout: { name: "fcose", animate: false, idealEdgeLength: 90 }, maxZoom: 3 });
    this.drawn.on("tap", "node", ({ target }) => {
      const to = address(target.id(), told);
      if (to) window.open(to, "_blank", "noopener");
    });
  }

  destroy() {
    this.drawn?.destroy();
  }
};

// From, to and by what: neighbours among the addresses of a row, or triples whose object is a thing.
function links(results) {
  const statements = results?.getStatements?.() ?? [];
  if (statements.length) {
    return statements.filter(({ object }) => object.termType === "NamedNode").map(({ subject, predicate, object }) => [subject.value, object.value, predicate.value]);
  }
  const { rows, columns } = table(results);
  return rows.flatMap((row) => {
    const things = columns.filter((column) => row[column]?.type === "uri");
    return things.slice(1).map((column, at) => [row[things[at]].value, row[column].value, column]);
  });
}

// What things are called in the language of the page, else in English, in one question.
async function called(told) {
  const things = [...new Set(told.flatMap(([from, to]) => [from, to]))].filter((one) => !/[\s<>"{}|\\^`]/.test(one));
  const query = `SELECT ?thing ?name ?own { VALUES ?thing { ${things.map((one) => `<${one}>`).join(" ")} } ?thing rdfs:label ?name FILTER(LANG(?name) = "en") OPTIONAL { ?thing skos:prefLabel ?own FILTER(LANG(?own) = "${document.documentElement.lang}") } }`;
  const headers = { Accept: "application/sparql-results+json" };
  const answer = await fetch("/sparql", { method: "POST", headers, body: new URLSearchParams({ query }) });
  if (!answer.ok) return new Map();
  const { results } = await answer.json();
  return new Map(results.bindings.map(({ thing, name, own }) => [thing.value, (own ?? name).value]));
}

const elements = (told, names) => [
  ...[...new Set(told.flatMap(([from, to]) => [from, to]))].map((id) => ({ data: { id, label: cut(names.get(id) ?? named(id)), colour: colour(id) } })),
  ...[...new Map(told.map((one) => [one.join(" "), one]))].map(([id, [source, target, by]]) => ({ data: { id, source, target, label: by.split(/[/#]/).at(-1) } })),
];

function named(iri) {
  return (iri.split(/[/#]/).filter(Boolean).at(-1) ?? iri).replaceAll("-", " ");
}

function cut(words) {
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}

function colour(iri) {
  const kind = Object.keys(COLOURS).find((one) => iri.includes(`/${one}/`));
  return variable(COLOURS[kind] ?? "--quiet");
}

function variable(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || "#777";
}

function style() {
  const [ink, line, paper] = ["--ink", "--quiet", "--paper"].map(variable);
  return [
    { selector: "node", style: { label: "data(label)", "background-color": "data(colour)", color: ink, "font-size": 13, "min-zoomed-font-size": 8, width: 18, height: 16, "text-margin-y": -4, "text-outline-color": paper, "text-outline-width": 2 } },
    { selector: "edge", style: { label: "data(label)", "line-color": line, "target-arrow-color": line, "target-arrow-shape": "triangle", "curve-style": "bezier", width: 1, color: ink, "font-size": 9, "text-outline-color": paper, "text-outline-width": 2, "min-zoomed-font-size": 11 } },
  ];
}
