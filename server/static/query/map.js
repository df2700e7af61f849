// An answer as a map of the world: its countries, coloured by a number or by how many rows name them.
import { number as written, say } from "../words.js";
import { choice, element, svg, table } from "./rows.js";

const WORLD = "/parts/world.json";
const CODES = `SELECT ?place ?code ?name ?own { ?place a jg:Country ; jg:m49 ?code ; rdfs:label ?name FILTER(LANG(?name) = "en") OPTIONAL { ?place skos:prefLabel ?own FILTER(LANG(?own) = "${document.documentElement.lang}") } }`;
const STEPS = 6;

export const mapView = (told) => class WorldMap {
  label = say("map");
  priority = 3;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    const { rows, addresses } = table(this.yasr.results);
    this.column = addresses.find((one) => rows.some((row) => row[one]?.value.startsWith(`${told.base}id/place/`)));
    return Boolean(this.column);
  }

  async draw() {
    const { numbers } = table(this.yasr.results);
    try {
      [this.world, this.countries] = await Promise.all([shapes(), countries()]);
    } catch (error) {
      this.yasr.resultsEl.append(element("p", {}, say("no-shapes")));
      return;
    }
    const options = ["", ...numbers];
    const controls = element("p", { class: "choosing" }, choice(say("colour-by"), options, numbers[0] ?? "", (value) => this.paint(value), say("rows")));
    this.figure = element("div", { class: "is-place map" });
    this.yasr.resultsEl.append(controls, this.figure);
    this.paint(numbers[0] ?? "");
  }

  paint(number) {
    const sums = new Map();
    let others = 0;
    for (const row of table(this.yasr.results).rows) {
      const code = this.countries.get(row[this.column]?.value)?.code;
      if (!code) others += 1;
      else sums.set(code, (sums.get(code) ?? 0) + (number ? Number(row[number]?.value ?? 0) : 1));
    }
    const most = Math.max(...sums.values(), 1);
    const step = (value) => value > 0 ? Math.max(1, Math.ceil((STEPS * Math.log1p(value)) / Math.log1p(most))) : 0;
    const names = new Map([...this.countries.values()].map((one) => [one.code, one.name]));
    const codes = new Set([...Object.keys(this.world.countries), ...Object.keys(this.world.dots)]);
    const drawn = [...codes].map((code) => this.country(code, names.get(code) ?? code, sums.get(code) ?? 0, step));
    const size = `0 0 ${this.world.width} ${this.world.height}`;
    const words = say("countries", { n: written(sums.size), most: written(most), others: written(others) });
    this.figure.replaceChildren(svg("svg", { class: "world", viewBox: size, role: "img", "aria-label": say("world", { words }) }, ...drawn), element("p", { class: "quiet" }, words));
  }

  country(code, name, value, step) {
    const group = svg("g", { class: `step-${step(value)}` }, svg("title", {}, `${name}: ${written(value)}`));
    if (this.world.countries[code]) group.append(svg("path", { d: this.world.countries[code] }));
    const [cx, cy] = this.world.dots[code] ?? [];
    if (cx !== undefined) group.append(svg("circle", { cx, cy, r: value ? 42 : 24 }));
    return group;
  }
};

let drawing, known;

function shapes() {
  return (drawing ??= fetched(WORLD));
}

// The code and the name of each country by its address.
function countries() {
  return (known ??= fetched(`/sparql?format=json&query=${encodeURIComponent(CODES)}`).then(
    ({ results }) => new Map(results.bindings.map(({ place, code, name, own }) => [place.value, { code: code.value, name: (own ?? name).value }])),
  ));
}

async function fetched(from) {
  const answer = await fetch(from);
  if (!answer.ok) throw new Error(`${from}: ${answer.status}`);
  return answer.json();
}
