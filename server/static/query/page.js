// The query page with script: YASGUI's editor and its frame for results, with views of our own.
import { chartView } from "./chart.js";
import { graphView } from "./graph.js";
import { mapView } from "./map.js";
import { element } from "./rows.js";
import { tableView } from "./table.js";
import { say } from "../words.js";

const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";
const MOST = 16 * 2 ** 20;
const LONGEST = 6000;

const form = document.querySelector("form.query");
const told = JSON.parse(document.getElementById("vocabulary").textContent);
const [state, button, area] = [document.getElementById("state"), form.querySelector("button"), form.elements.query];
const place = document.getElementById("results");
const { prefix = "" } = document.documentElement.dataset; // of the language of the page
let editor, results, running;

await begin();

async function begin() {
  const { default: Yasgui } = await import(form.dataset.editor);
  editor = edit(Yasgui.Yasqe);
  Yasgui.Yasr.registerPlugin("table", tableView(told));
  Yasgui.Yasr.registerPlugin("chart", chartView(told));
  Yasgui.Yasr.registerPlugin("map", mapView(told));
  Yasgui.Yasr.registerPlugin("graph", graphView(told, form.dataset.graph));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (running) running.abort();
    else run();
  });
  for (const link of document.querySelectorAll(".examples a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      ask(new URL(link.href).searchParams.get("query"));
    });
  }
  addEventListener("popstate", () => ask(new URLSearchParams(location.search).get("query"), false));
  results = (holder) => new Yasgui.Yasr(holder, { persistenceId: null, prefixes: told.prefixes, pluginOrder: ["table", "chart", "map", "graph", "response"], defaultPlugin: "table" });
  if ("run" in form.dataset) run(false);
}

// The editor in the place of the field, which keeps the text and so the form as it was.
function edit(Yasqe) {
  const prefixes = Object.entries(told.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  const complete = (from, name, get) => Yasqe.forkAutocompleter(from, { name, get, bulk: true, persistenceId: null }, false);
  complete("prefixes", "our-prefixes", prefixes);
  complete("class", "our-classes", told.classes);
  complete("property", "our-properties", told.properties);
  Yasqe.defaults.autocompleters = ["our-prefixes", "our-classes", "our-properties", "variables"];
  const holder = element("div", { class: "editor" });
  area.before(holder);
  const made = new Yasqe(holder, {
    value: area.value,
    persistenceId: null,
    showQueryButton: false,
    createShareableLink: null,
    consumeShareLink: null,
    lineWrapping: true,
    editorHeight: "auto",
    resizeable: false,
    extraKeys: { "Ctrl-Enter": () => run(), "Cmd-Enter": () => run(), Tab: false, "Shift-Tab": false },
  });
  know(made.getMode());
  made.setValue(area.value);
  const input = made.getInputField();
  input.setAttribute("aria-label", say("query"));
  made.getScrollerElement().tabIndex = 0;
  area.hidden = true;
  form.querySelector("label").hidden = true;
  made.on("change", () => (area.value = made.getValue()));
  return made;
}

// The endpoint knows our prefixes, so the editor takes them as declared.
function know(mode) {
  const { startState } = mode;
  mode.startState = (...given) => ({ ...startState(...given), prefixes: { ...told.prefixes } });
}

function ask(query, isNew = true) {
  if (!query) return;
  editor.setValue(query);
  run(isNew);
}

async function run(isNew = true) {
  running?.abort();
  const mine = (running = new AbortController());
  const query = editor.getValue();
  const link = `/sparql?${parameters(query)}`;
  if (isNew && link.length < LONGEST) history.pushState(null, "", prefix + link);
  mark(query);
  button.textContent = say("stop");
  state.textContent = say("asking");
  const began = performance.now();
  try {
    const answer = await sent(query, link, mine.signal);
    const data = await whole(answer, mine);
    if (!answer.ok) throw await problem(data, answer.status, link);
    show(answer, data, performance.now() - began);
    take(link);
  } catch (error) {
    if (mine === running) fail(error, mine.signal.aborted);
  } finally {
    if (mine === running) {
      running = undefined;
      button.textContent = say("run");
    }
  }
}

function sent(query, link, signal) {
  const headers = { Accept: ACCEPT };
  if (link.length < LONGEST) return fetch(link, { headers, signal });
  return fetch("/sparql", { method: "POST", headers, signal, body: parameters(query) });
}

// A query of a named release stays with it.
function parameters(query) {
  const version = form.elements.version?.value;
  return new URLSearchParams(version ? { query, version } : { query });
}

// The body of an answer; one that no page could show is given up.
async function whole(answer, controller) {
  const parts = [];
  let size = 0;
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts).text();
    parts.push(value);
    size += value.length;
    if (size > MOST) {
      const error = new Error(say("too-large"));
      queueMicrotask(() => controller.abort());
      throw error;
    }
  }
}

// What is wrong, as the page says it in its language where to ask again costs nothing.
async function problem(data, status, link) {
  try {
    const { title, detail, line, column } = JSON.parse(data);
    const words = detail ? `${title}: ${detail}` : title;
    const isCheap = prefix && status < 500 && link.length < LONGEST;
    const said = isCheap && (await asPage(link)).querySelector("#results .wrong")?.textContent;
    return Object.assign(new Error(said || words), { line, column });
  } catch {
    return new Error(say("status", { status }));
  }
}

function show(answer, data, duration) {
  const isCut = /"truncated"\s*:\s*true|^# .*truncated/m.test(data.slice(-300));
  const contentType = answer.headers.get("Content-Type");
  const holder = element("div");
  place.replaceChildren(element("h2", {}, say("answer")), holder);
  const shown = results(holder);
  shown.on("drawn", () => tell(holder));
  shown.setResponse({ data, contentType, status: answer.status, executionTime: Math.round(duration) });
  state.textContent = say(isCut ? "cut" : "answered");
}

// Which of the views is chosen, also for who cannot see it.
function tell(holder) {
  for (const one of holder.querySelectorAll(".yasr_btnGroup button")) {
    one.setAttribute("aria-pressed", one.classList.contains("selected"));
  }
}

function fail(error, isStopped) {
  const words = error.name === "AbortError" && isStopped ? say("stopped") : error.message;
  state.textContent = say("no-answer");
  place.replaceChildren(element("h2", {}, say("has-no-answer")), element("p", { class: "wrong", role: "alert" }, words));
  if (error.line) {
    editor.getDoc().setCursor(error.line - 1, Math.max(error.column - 1, 0));
    editor.focus();
  }
}

// The link, formats and programs of this query, as the server writes them.
async function take(link) {
  if (link.length >= LONGEST) return;
  const page = await asPage(link);
  document.getElementById("language-choice")?.replaceWith(page.getElementById("language-choice"));
  const [old, made] = [document, page].map((one) => one.getElementById("take"));
  if (!made) return;
  const open = [...old.querySelectorAll("details")].map((one) => one.open);
  made.querySelectorAll("details").forEach((one, at) => (one.open = open[at] ?? false));
  old.replaceWith(document.adoptNode(made));
}

async function asPage(link) {
  const page = await fetch(prefix + link, { headers: { Accept: "text/html" } });
  return new DOMParser().parseFromString(await page.text(), "text/html");
}

function mark(query) {
  for (const link of document.querySelectorAll(".examples a")) {
    const is = new URL(link.href).searchParams.get("query").trim() === query.trim();
    if (is) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
