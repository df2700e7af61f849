// Evidence of a statement by hover and by focus; without this script the buttons open it when pressed.
const LATER = 250; // milliseconds in which a pointer may go from the button to what it opened
let timer = 0;

for (const button of document.querySelectorAll("button.why")) {
  const note = button.popoverTargetElement;
  if (!note) continue;
  const open = () => {
    clearTimeout(timer);
    if (note.matches(":popover-open")) return;
    note.showPopover({ source: button });
    note.dataset.hovered = "1";
  };
  const leave = () => { timer = setTimeout(() => close(note, button), LATER); };
  button.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && open());
  button.addEventListener("pointerleave", leave);
  button.addEventListener("focus", () => button.matches(":focus-visible") && open());
  button.addEventListener("blur", leave);
  button.addEventListener("click", (event) => keep(event, note));
  note.addEventListener("pointerenter", () => clearTimeout(timer));
  note.addEventListener("focusin", () => clearTimeout(timer));
  note.addEventListener("pointerleave", leave);
  note.addEventListener("focusout", leave);
}

// What was opened by hover or focus stays open when its button is pressed.
function keep(event, note) {
  if (note.dataset.hovered && note.matches(":popover-open")) event.preventDefault();
  delete note.dataset.hovered;
}

function close(note, button) {
  const isUsed = note.matches(":hover") || note.contains(document.activeElement) || button.matches(":hover, :focus-visible");
  if (note.dataset.hovered && !isUsed) note.hidePopover();
}
