// An answer as a table: sorted by any column, its things linked to their pages here.
import { number, say } from "../words.js";
import { address, element, table, text } from "./rows.js";

const PAGE = 100;

export const tableView = (told) => class Table {
  label = say("table");
  priority = 10;

  constructor(yasr) {
    this.yasr = yasr;
  }

  canHandleResults() {
    return Boolean(this.yasr.results?.getVariables()?.length);
  }

  draw() {
    const { rows, columns, numbers, years } = table(this.yasr.results);
    this.numbers = new Set([...numbers, ...years]);
    this.columns = columns;
    this.rows = rows;
    this.shown = PAGE;
    this.body = element("tbody");
    this.more = element("button", { type: "button" });
    this.more.addEventListener("click", () => this.fill((this.shown += PAGE)));
    const made = element("table", {}, element("thead", {}, this.head()), this.body);
    const region = { class: "wide", tabindex: "0", role: "region", "aria-label": say("answer") };
    this.yasr.resultsEl.append(element("div", region, made), this.more);
    this.fill();
  }

  head() {
    const cells = this.columns.map((column) => {
      const button = element("button", { type: "button", class: "sort" }, column);
      const cell = element("th", { scope: "col", ...this.kind(column) }, button);
      button.addEventListener("click", () => this.sort(column, cell));
      return cell;
    });
    return element("tr", {}, ...cells);
  }

  sort(column, cell) {
    const down = cell.getAttribute("aria-sort") === "ascending";
    for (const one of cell.parentElement.children) one.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    const value = (row) => text(row[column], told);
    this.rows = [...this.rows].sort((a, b) => (down ? -1 : 1) * order(value(a), value(b)));
    this.fill();
  }

  fill() {
    const rows = this.rows.slice(0, this.shown);
    this.body.replaceChildren(...rows.map((row) => this.row(row)));
    const left = this.rows.length - rows.length;
    this.more.hidden = left <= 0;
    this.more.textContent = say("more", { n: number(Math.min(left, PAGE)), left: number(left) });
  }

  row(row) {
    return element("tr", {}, ...this.columns.map((column) => this.cell(column, row[column])));
  }

  cell(column, value) {
    const cell = element("td", this.kind(column));
    const words = text(value, told);
    const to = value?.type === "uri" && address(value.value, told);
    if (value?.["xml:lang"] && value["xml:lang"] !== document.documentElement.lang) cell.lang = value["xml:lang"];
    cell.append(to ? element("a", { href: to, title: value.value }, words) : words);
    return cell;
  }

  kind(column) {
    return this.numbers.has(column) ? { class: "number" } : {};
  }

  download() {
    return { getData: () => this.yasr.results.asCsv(), filename: "answer.csv", contentType: "text/csv", title: say("csv") };
  }
};
