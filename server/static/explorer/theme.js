// Colours of the style sheet, as the pictures need them, and the shapes that go with them.
export const SHAPES = {
  issue: "diamond",
  actor: "ellipse",
  system: "rectangle",
  workers: "polygon",
  place: "polygon",
  area: "triangle",
  impact: "polygon",
  source: "round-rectangle",
  task: "hexagon",
  condition: "pentagon",
  arrangement: "rhomboid",
  demand: "polygon",
  affected: "polygon",
  term: "rectangle",
};
export const POINTS = {
  demand: "-1 -1 0.2 -1 1 0 0.2 1 -1 1 -0.2 0",
  affected: "-1 0.8 -0.9 0 -0.5 -0.5 0 -0.7 0.5 -0.5 0.9 0 1 0.8",
  workers: "-0.92 -1 0.92 -1 0.2 0 0.92 1 -0.92 1 -0.2 0",
  place: "-1 -0.85 1 -0.85 0 1",
  impact: "-0.4 -1 0.4 -1 0.4 -0.4 1 -0.4 1 0.4 0.4 0.4 0.4 1 -0.4 1 -0.4 0.4 -1 0.4 -1 -0.4 -0.4 -0.4",
};
// The same shapes as letters, for pictures that draw all nodes round.
export const LETTERS = {
  issue: "◆", actor: "●", system: "■", workers: "⧗", place: "▼", area: "▲", impact: "✚", source: "▤", term: "▬",
  task: "⬢", condition: "⬟", arrangement: "▰", demand: "➤", affected: "◓",
};

const FORCED = "(forced-colors: active)";

// A colour of the system, which has a name, as the engines read colours.
function inNumbers(colour) {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = colour;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

export function theme() {
  const style = getComputedStyle(document.querySelector(".canvas") ?? document.documentElement);
  const isForced = matchMedia(FORCED).matches;
  const read = (name, otherwise) => {
    const colour = style.getPropertyValue(name).trim() || otherwise;
    return isForced ? inNumbers(colour) : colour;
  };
  const marks = Object.keys(SHAPES);
  return {
    paper: read("--card", "#fff"),
    ink: read("--ink", "#111"),
    quiet: read("--quiet", "#666"),
    line: read("--line", "#ccc"),
    accent: read("--accent", "#9a2617"),
    font: "ui-sans-serif, system-ui, sans-serif",
    kinds: Object.fromEntries(marks.map((mark) => [mark, read(`--${mark}`, "#555")])),
  };
}

export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function onThemeChange(act) {
  for (const one of ["(prefers-color-scheme: dark)", FORCED]) matchMedia(one).addEventListener("change", act);
  addEventListener("themechange", act);
}

// A label in one line, cut where it is long; what it holds is drawn and never run.
export function shortened(label, longest = 36) {
  const text = [...label.slice(0, 4 * longest).replace(/\s+/g, " ").trim()];
  return text.length <= longest ? text.join("") : `${text.slice(0, longest - 1).join("").trimEnd()}…`;
}
