// The explorer where scripts run: each look is an address, fetched, drawn and told by the server.
import { draw } from "./stage.js";
import { save } from "./saving.js";
import { watch } from "./sheet.js";

const explorer = document.getElementById("explorer");
const stage = document.getElementById("stage");
const sheet = document.getElementById("sheet");
const SWAPPED = ["ask", "selected", "tables", "told", "exports", "title", "use-it", "language-choice"];
const NAMED = ["around", "from", "to", "chain"];
let drawing;
let shown = location.href;

const { prefix = "" } = document.documentElement.dataset; // of the language of the page

const dataOf = (address) => {
  const url = new URL(address, location.href);
  for (const name of ["select", "add"]) url.searchParams.delete(name);
  url.pathname = `${prefix}/explore.json`;
  return url.href;
};
const selectedIn = (address) => new URL(address, location.href).searchParams.get("select") ?? "";

async function read(address, as) {
  const answer = await fetch(address, { headers: { Accept: as === "json" ? "application/json" : "text/html" } });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return { url: answer.url, body: await answer[as]() };
}

// Go to a look: the server tells it in words, and the picture changes where the nodes do.
async function go(address, { isBack = false } = {}) {
  explorer.classList.add("busy");
  try {
    const { url, body } = await read(address, "text");
    const page = new DOMParser().parseFromString(body, "text/html");
    if (Boolean(page.getElementById("sheet")) !== Boolean(sheet)) return location.assign(url);
    if (!isBack && url !== location.href) history.pushState({ step: step() + 1 }, "", url);
    swap(page);
    if (drawing && dataOf(url) !== dataOf(shown)) await drawing.show((await read(dataOf(url), "json")).body);
    drawing?.select(selectedIn(url));
    shown = url;
  } catch {
    location.assign(address);
  } finally {
    explorer.classList.remove("busy");
  }
}

// How many looks there were before this one on this visit, which can be undone.
const step = () => history.state?.step ?? 0;

function swap(page) {
  document.title = page.title;
  const focused = controlOf(document.activeElement);
  const opened = [...document.querySelectorAll("#ask details")].map((one) => one.open);
  const name = document.activeElement?.dataset?.name;
  const known = new Set([...document.querySelectorAll("#sheet a[data-name]")].map((one) => one.dataset.name));
  explorer.className = page.getElementById("explorer").className;
  const { scrollLeft, scrollTop: scrolled } = sheet ?? {};
  for (const id of SWAPPED) document.getElementById(id)?.replaceWith(page.getElementById(id));
  if (sheet) {
    sheet.replaceChildren(...page.getElementById("sheet").childNodes);
    sheet.scrollTo(scrollLeft, scrolled);
    watch(sheet, { expand, hide, undo, known, focus: name });
  }
  document.querySelectorAll("#ask details").forEach((one, place) => { one.open ||= opened[place]; });
  ready();
  if (document.activeElement === document.body) focusAgain(focused);
}

// Selects a control that is replaced in the look that follows, or else the part that it is in.
function controlOf(one) {
  const part = one?.closest(SWAPPED.map((id) => `#${id}`).join());
  if (!part) return "";
  if (one.id) return `#${CSS.escape(one.id)}`;
  return one.matches("input") ? `#ask [name="${one.name}"][value="${CSS.escape(one.value)}"]` : `#${part.id}`;
}

function focusAgain(selector) {
  const one = selector && document.querySelector(selector);
  if (!one) return;
  if (one.tabIndex < 0) one.tabIndex = -1; // a part of the page takes the focus, but no stop of the Tab key
  one.focus({ preventScroll: true });
}

// What only scripts can do is offered where they run.
function ready() {
  document.getElementById("pictures").hidden = !drawing;
  document.getElementById("undo").hidden = step() === 0;
  for (const keys of document.querySelectorAll(".keys")) keys.hidden = !sheet;
}

const undo = () => { if (step()) history.back(); };

// What a form asks for, without what is usual: all kinds checked are as good as none.
function asked(form) {
  const data = new FormData(form);
  for (const name of ["kind", "via"]) {
    if (!form.querySelector(`input[type=checkbox][name=${name}]:not(:checked)`)) data.delete(name);
  }
  const isNamed = NAMED.some((name) => data.has(name));
  const usual = isNamed && form.querySelector("#most [data-usual]")?.value;
  const pairs = [...data].filter(([name, value]) => value !== "" && !(name === "most" && value === usual));
  return `${prefix}/explore?${new URLSearchParams(pairs)}`;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-look]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(new URL(link.getAttribute("href"), location.href).href); // a link of SVG has another `href`
});
document.addEventListener("submit", (event) => {
  if (event.target.id !== "ask") return;
  event.preventDefault();
  go(asked(event.target));
});
document.addEventListener("change", (event) => {
  if (event.target.matches("#ask input[type=checkbox], #ask select")) go(asked(event.target.form));
});
document.addEventListener("click", (event) => {
  const format = event.target.dataset?.save;
  if (format) save(drawing, format);
});
document.addEventListener("click", (event) => { if (event.target.id === "undo") undo(); });
addEventListener("popstate", () => go(location.href, { isBack: true }));

// Selecting a node, and opening what it leads to, from within the picture.
function select(name) {
  const url = new URL(location.href);
  url.searchParams.delete("add");
  if (name) url.searchParams.set("select", name);
  else url.searchParams.delete("select");
  go(url.href);
}

async function expand(name) {
  const url = new URL(location.href);
  const around = url.searchParams.getAll("around");
  if (around.includes(name)) return;
  if (!NAMED.some((one) => url.searchParams.has(one))) for (const one of ["most", "all"]) url.searchParams.delete(one);
  url.searchParams.append("around", name);
  url.searchParams.set("select", name);
  await go(url.href);
}

const hide = (name) => {
  const url = new URL(location.href);
  url.searchParams.append("without", name);
  for (const key of ["select", "add"]) url.searchParams.delete(key);
  for (const key of NAMED) {
    if (url.searchParams.getAll(key).includes(name)) url.searchParams.delete(key, name);
  }
  return go(url.href);
};

if (sheet) watch(sheet, { expand, hide, undo });
else if (explorer.dataset.cytoscape) {
  drawing = await draw(stage, explorer.dataset, { select, expand });
  await drawing.show((await read(dataOf(location.href), "json")).body);
  drawing.select(selectedIn(location.href));
  explorer.dataset.drawn = drawing.engine();
}
ready();
