// Evidence of a statement by hover and by focus; without this script a button opens it when pressed,
// and a link leads to its page. Of many in a list one is a stop of Tab, and the arrow keys lead on.
const SOON = 120; // milliseconds that a pointer rests before a page is asked for
const LATER = 250; // milliseconds in which a pointer may go from the control to what it opened
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const ALIKE = ["a.why", ".count", "td.number > a"]; // what stands in each row of a list, or each cell of a table
const CONTROLS = "button.why, a.why, main :is(.count, .number, .number > a)[href*='/search?']";
const notes = new Map();
const controls = new Map(); // of each note, by what it is opened
let timer = 0;
let wanted = null;

// What a control opens: its own note, or what the page says to which it leads.
async function noteOf(control) {
  if (!notes.has(control)) notes.set(control, control.popoverTargetElement ?? fetched(control));
  const note = await notes.get(control);
  if (note) controls.set(note, control);
  return note;
}

async function fetched(control) {
  const address = new URL(control.href.replace("/search", "/evidence/list")); // a count leads to its list
  if (address.origin !== location.origin) return null;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = page.querySelector("#evidence");
  if (!answer.ok || !said) return null;
  const note = Object.assign(document.createElement("div"), { className: "evidence", popover: "auto" });
  note.append(...said.children);
  if (peers(control).length < 2) note.querySelector(".keys").remove();
  control.after(note);
  return note;
}

async function open(control) {
  clearTimeout(timer);
  wanted = control;
  const note = await noteOf(control).catch(() => null);
  if (!note || wanted !== control || note.matches(":popover-open")) return note;
  note.showPopover({ source: control });
  note.dataset.hovered = "1";
  return note;
}

function leave() {
  clearTimeout(timer);
  wanted = null;
  timer = setTimeout(() => document.querySelectorAll(".evidence[data-hovered]:popover-open").forEach(close), LATER);
}

function close(note) {
  const isUsed = note.matches(":hover, :focus-within") || controls.get(note).matches(":hover, :focus-visible");
  if (!isUsed) note.hidePopover();
}

// What was opened by hover or focus stays open when its control is pressed.
async function keep(event, control) {
  const note = control.popoverTargetElement;
  if (event.ctrlKey || event.metaKey || event.shiftKey || !control.matches(".why")) return;
  if (note && !(note.dataset.hovered && note.matches(":popover-open"))) return delete note.dataset.hovered;
  event.preventDefault();
  const opened = await open(control);
  if (opened) delete opened.dataset.hovered;
  else location.assign(control.href);
}

// The like links of the same list or table, of which one is a stop of Tab.
function peers(control) {
  const list = control.closest("ol, ul, table");
  const alike = ALIKE.find((one) => control.matches(one));
  return list && alike ? [...list.querySelectorAll(alike)] : [];
}

function stop(control) {
  for (const one of peers(control)) one.tabIndex = one === control ? 0 : -1;
}

function step(event, control) {
  const all = peers(control);
  const next = all[all.indexOf(control) + STEPS[event.key]];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

// Lists may be drawn anew, so what happens is heard by the document; in a note `within` is done.
function on(type, act, within) {
  document.addEventListener(type, (event) => {
    const control = event.target.closest(CONTROLS);
    if (control) act(event, control);
    else if (event.target.closest(".evidence")) within?.();
  });
}
const stay = () => clearTimeout(timer);

on("pointerover", (event, control) => {
  if (event.pointerType !== "mouse") return;
  clearTimeout(timer);
  timer = setTimeout(() => open(control), control.popoverTargetElement ? 0 : SOON);
}, stay);
on("pointerout", leave, leave);
on("focusin", (event, control) => {
  stop(control);
  if (control.matches(":focus-visible")) open(control);
}, stay);
on("focusout", leave, leave);
on("click", keep);
on("keydown", (event, control) => event.key in STEPS && step(event, control));
