// What the views of an answer share: its columns, what a value is called, and elements.
import { say } from "../words.js";

const NUMERIC = /#(integer|decimal|double|float|int|long|short|nonNegativeInteger|positiveInteger)$/;
const SVG = "http://www.w3.org/2000/svg";

// The rows of an answer with its columns, and which of them hold numbers, years or addresses.
export function table(results) {
  const rows = results?.getBindings() ?? [];
  const columns = results?.getVariables() ?? [];
  const all = (column, test) => {
    const values = rows.map((row) => row[column]).filter(Boolean);
    return values.length > 0 && values.every(test);
  };
  const years = columns.filter((column) => all(column, (one) => /^[12]\d{3}$/.test(one.value)));
  const numbers = columns.filter((column) => !years.includes(column) && all(column, isNumber));
  const addresses = columns.filter((column) => all(column, (one) => one.type === "uri"));
  const words = columns.filter((one) => ![years, numbers, addresses].some((some) => some.includes(one)));
  return { rows, columns, years, numbers, addresses, words };
}

function isNumber({ type, datatype, value }) {
  return type !== "uri" && NUMERIC.test(datatype ?? "") && Number.isFinite(Number(value));
}

// Where a thing is read: those of this graph here, others where they are.
export function address(iri, { base, prefixes }) {
  if (iri.startsWith(prefixes.jg)) return `/ontology#${iri.slice(prefixes.jg.length)}`;
  if (iri.startsWith(base)) return `/${iri.slice(base.length)}`;
  return /^https?:/.test(iri) ? iri : "";
}

// What an address is called in short: jg:Issue, place/kenya, concept/condition/low-wages.
export function short(iri, { base, prefixes }) {
  if (iri.startsWith(`${base}id/`)) return iri.slice(base.length + 3);
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace) && iri !== namespace) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return iri.startsWith(base) ? iri.slice(base.length) : iri;
}

export function text(value, told) {
  if (!value) return "";
  return value.type === "uri" ? short(value.value, told) : value.value;
}

export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// A list to choose from, with what it is for; `empty` says what the choice of none of them means.
export function choice(label, options, chosen, change, empty = say("none")) {
  const select = element("select");
  for (const option of options) select.append(new Option(option || empty, option, false, option === chosen));
  select.addEventListener("change", () => change(select.value));
  return element("label", {}, `${label} `, select);
}
