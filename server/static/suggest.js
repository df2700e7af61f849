// Suggestions while typing: an ARIA combobox with a listbox of records, by keyboard and by mouse.
// Source: ARIA Authoring Practices Guide, editable combobox with list autocomplete.
const DELAY = 120; // milliseconds without a key before the search is asked
const { prefix = "" } = document.documentElement.dataset; // of the language of the page
const words = document.getElementById("suggest-words").dataset;

for (const field of document.querySelectorAll("input[data-suggest]")) suggest(field);

function suggest(field) {
  const list = Object.assign(document.createElement("ul"), { id: `${field.id}-suggestions`, hidden: true });
  const status = document.createElement("p");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggest);
  status.setAttribute("role", "status");
  field.after(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) field.setAttribute(name, value);
  const state = { field, list, status, chosen: -1, timer: 0, asked: null };
  field.addEventListener("input", () => wait(state));
  field.addEventListener("keydown", (event) => press(state, event));
  field.addEventListener("blur", () => close(state));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));
}

function wait(state) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => ask(state), DELAY);
}

async function ask(state) {
  const typed = state.field.value.trim();
  state.asked?.abort();
  if (!typed) return close(state);
  state.asked = new AbortController();
  try {
    const answer = await fetch(`${prefix}/suggest?${new URLSearchParams({ q: typed })}`, { signal: state.asked.signal });
    if (answer.ok) show(state, await answer.json());
    else close(state);
  } catch (error) {
    if (error.name !== "AbortError") close(state);
  }
}

function show(state, hits) {
  if (document.activeElement !== state.field) return;
  state.list.replaceChildren(...hits.map((hit, number) => option(state.list.id, hit, number)));
  state.list.hidden = hits.length === 0;
  state.field.setAttribute("aria-expanded", String(hits.length > 0));
  state.status.textContent = hits.length ? words.some.replace("{n}", hits.length) : words.none;
  choose(state, -1);
}

function option(name, hit, number) {
  const item = Object.assign(document.createElement("li"), { id: `${name}-${number}` });
  item.setAttribute("role", "option");
  item.dataset.page = hit.page;
  const kind = Object.assign(document.createElement("span"), { className: "quiet", textContent: hit.kind });
  item.append(hit.title, " ", kind);
  return item;
}

function press(state, event) {
  const last = state.list.children.length - 1;
  if (event.key === "Escape" && !state.list.hidden) { event.preventDefault(); close(state); }
  if (state.list.hidden) return;
  if (event.key === "ArrowDown") choose(state, state.chosen < last ? state.chosen + 1 : 0);
  else if (event.key === "ArrowUp") choose(state, state.chosen > 0 ? state.chosen - 1 : last);
  else if (event.key === "Enter" && state.chosen >= 0) go(state.list.children[state.chosen]);
  else return;
  event.preventDefault();
}

function choose(state, number) {
  state.chosen = number;
  [...state.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === number)));
  if (number < 0) state.field.removeAttribute("aria-activedescendant");
  else state.field.setAttribute("aria-activedescendant", state.list.children[number].id);
}

function go(item) {
  if (item) location.assign(prefix + item.dataset.page);
}

function close(state) {
  clearTimeout(state.timer);
  state.asked?.abort();
  state.list.hidden = true;
  state.field.setAttribute("aria-expanded", "false");
  state.status.textContent = "";
  choose(state, -1);
}
