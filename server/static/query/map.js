// An answer as a map of the world: its countries, coloured by a number or by how many rows name them.
import { choice, element, svg, table } from "./rows.js";

const WORLD = "/parts/world.json";
const CODES = "SELECT ?place ?code ?name { ?place a jg:Country ; jg:m49 ?code ; rdfs:label ?name FILTER(LANG(?name) = 'en') }";
const STEPS = 6;

export const mapView = (told) => class WorldMap {
  label = "Map";
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
      this.yasr.resultsEl.append(element("p", {}, "The shapes of countries are not installed here."));
      return;
    }
    const options = ["rows", ...numbers];
    const controls = element("p", { class: "choosing" }, choice("Colour by", options, numbers[0] ?? "rows", (value) => this.paint(value)));
    this.figure = element("div", { class: "is-place map" });
    this.yasr.resultsEl.append(controls, this.figure);
    this.paint(numbers[0] ?? "rows");
  }

  paint(number) {
    const sums = new Map();
    let others = 0;
    for (const row of table(this.yasr.results).rows) {
      const code = this.countries.get(row[this.column]?.value)?.code;
      if (!code) others += 1;
      else sums.set(code, (sums.get(code) ?? 0) + (number === "rows" ? 1 : Number(row[number]?.value ?? 0)));
    }
    const most = Math.max(...sums.values(), 1);
    const step = (value) => value > 0 ? Math.max(1, Math.ceil((STEPS * Math.log1p(value)) / Math.log1p(most))) : 0;
    const names = new Map([...this.countries.values()].map((one) => [one.code, one.name]));
    const codes = new Set([...Object.keys(this.world.countries), ...Object.keys(this.world.dots)]);
    const drawn = [...codes].map((code) => this.country(code, names.get(code) ?? code, sums.get(code) ?? 0, step));
    const size = `0 0 ${this.world.width} ${this.world.height}`;
    const words = `${sums.size} countries, the most ${most.toLocaleString("en")}.` + (others ? ` ${others.toLocaleString("en")} rows name no country and are not drawn.` : "") + " Darker is more; point at a country for its number, or take the table.";
    this.figure.replaceChildren(svg("svg", { class: "world", viewBox: size, role: "img", "aria-label": `Map of the world. ${words}` }, ...drawn), element("p", { class: "quiet" }, words));
  }

  country(code, name, value, step) {
    const group = svg("g", { class: `step-${step(value)}` }, svg("title", {}, `${name}: ${value.toLocaleString("en")}`));
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
    ({ results }) => new Map(results.bindings.map(({ place, code, name }) => [place.value, { code: code.value, name: name.value }])),
  ));
}

async function fetched(from) {
  const answer = await fetch(from);
  if (!answer.ok) throw new Error(`${from}: ${answer.status}`);
  return answer.json();
}
