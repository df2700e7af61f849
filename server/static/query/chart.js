// An answer as a chart: columns by year, else bars; in panels by a third column.
import { number as written, say } from "../words.js";
import { choice, element, svg, table, text } from "./rows.js";

const MOST = 60;
const PANELS = 24;
const [WIDTH, CEILING, FLOOR, BAR, LABEL] = [320, 14, 112, 26, 240];

export const chartView = (told) => class Chart {
  label = say("chart");
  priority = 5;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    const { columns, numbers } = table(this.yasr.results);
    return numbers.length > 0 && columns.length > 1;
  }

  draw() {
    const { columns, years, numbers, words } = table(this.yasr.results);
    const number = numbers.at(-1);
    const { label, panel } = this.sides(years, words, columns.filter((one) => one !== number));
    this.chosen = { label, panel, number };
    const controls = element("p", { class: "choosing" },
      choice(say("show"), numbers, this.chosen.number, (value) => this.choose({ number: value })),
      choice(say("by"), columns, label, (value) => this.choose({ label: value })),
      choice(say("in-panels-by"), ["", ...columns], panel, (value) => this.choose({ panel: value })));
    this.figure = element("div");
    this.yasr.resultsEl.append(controls, this.figure);
    this.choose({});
  }

  // By what to draw: years in panels by a few words, else words, in panels where they come again.
  sides([year], words, [first]) {
    const few = words.find((one) => this.values(one).size <= PANELS) ?? "";
    if (year) return { label: year, panel: few };
    const [one, other] = words;
    const comes = one && this.values(one).size < table(this.yasr.results).rows.length;
    return comes && other && one === few ? { label: other, panel: few } : { label: one ?? first, panel: "" };
  }

  values(column) {
    return new Set(table(this.yasr.results).rows.map((row) => text(row[column], told)));
  }

  choose(changed) {
    Object.assign(this.chosen, changed);
    const panels = this.panels();
    const top = Math.max(...[...panels.values()].flatMap((one) => [...one.values()]), 0) || 1;
    const labels = [...new Set([...panels.values()].flatMap((one) => [...one.keys()]))];
    const isByYear = labels.every((one) => /^[12]\d{3}$/.test(one));
    const draw = isByYear ? columns(labels, top) : bars(top);
    const drawn = [...panels].slice(0, PANELS).map(([name, told]) => draw(name, told));
    this.figure.className = isByYear ? "panels is-issue" : "bars is-issue";
    this.figure.replaceChildren(...drawn);
    if (this.isAdded) this.figure.append(element("p", { class: "quiet" }, say("added")));
    const left = Math.max(panels.size - PANELS, isByYear ? 0 : labels.length - MOST, 0);
    if (left) this.figure.append(element("p", { class: "quiet" }, say("left", { n: written(left) })));
  }

  // By panel and label the sum of the numbers: a label that comes again is added up.
  panels() {
    const { label, panel, number } = this.chosen;
    const found = new Map();
    this.isAdded = false;
    for (const row of table(this.yasr.results).rows) {
      const name = panel ? text(row[panel], told) : "";
      if (!found.has(name)) found.set(name, new Map());
      const [one, key] = [found.get(name), text(row[label], told)];
      this.isAdded ||= one.has(key);
      one.set(key, (one.get(key) ?? 0) + Number(row[number]?.value ?? 0));
    }
    return found;
  }
};

const short = (value) => written(value, { maximumFractionDigits: 2 });

function figure(name, picture) {
  const caption = name ? [element("figcaption", {}, name)] : [];
  return element("figure", { class: "panel" }, ...caption, picture);
}

const columns = (labels, top) => {
  const [first, last] = [Math.min(...labels), Math.max(...labels)];
  const pitch = WIDTH / (last - first + 1);
  return (name, told) => {
    const drawn = [...told].map(([year, number]) => {
      const height = Math.max(((FLOOR - CEILING) * number) / top, number ? 1 : 0);
      const x = (year - first + 0.1) * pitch;
      const bar = svg("rect", { class: "column", x, y: FLOOR - height, width: pitch * 0.8, height });
      bar.append(svg("title", {}, `${year}: ${short(number)}`));
      return bar;
    });
    return figure(name, svg("svg", { viewBox: `0 0 ${WIDTH} 132`, role: "img", "aria-label": say("by-year", { name, first, last }) },
      svg("line", { class: "rule", x1: 0, x2: WIDTH, y1: CEILING, y2: CEILING }),
      svg("text", { class: "tick", x: 0, y: CEILING - 4 }, short(top)),
      ...drawn,
      svg("line", { class: "floor", x1: 0, x2: WIDTH, y1: FLOOR, y2: FLOOR }),
      svg("text", { class: "tick", x: 0, y: 128 }, String(first)),
      svg("text", { class: "tick end", x: WIDTH, y: 128 }, String(last))));
  };
};

const bars = (top) => (name, told) => {
  const shown = [...told].slice(0, MOST);
  const width = 720;
  const drawn = shown.flatMap(([label, number], at) => {
    const long = Math.max(((width - LABEL - 70) * Math.max(number, 0)) / top, 1);
    const cut = label.length > 36 ? `${label.slice(0, 35)}…` : label;
    const y = at * BAR;
    return [
      svg("text", { class: "row", x: LABEL - 8, y: y + 17 }, cut, svg("title", {}, label)),
      svg("rect", { class: "column", x: LABEL, y: y + 4, width: long, height: BAR - 8 }),
      svg("text", { class: "beside", x: LABEL + long + 6, y: y + 17 }, short(number)),
    ];
  });
  const height = shown.length * BAR;
  return figure(name, svg("svg", { class: "large", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": say("bars", { name }) }, ...drawn));
};
