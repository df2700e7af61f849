// The stage: Cytoscape.js for small pictures, sigma.js for large ones, one way to speak to both.
import { say } from "../words.js";
import { onThemeChange } from "./theme.js";

const LARGE = 1500;
const SETTLED = 250; // milliseconds until the engine has the new size too

export async function draw(stage, parts, acts) {
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  canvas.role = "img";
  canvas.ariaLabel = say("picture");
  stage.prepend(canvas, buttons());
  stage.classList.add("drawing");
  let engine;
  let kind = "";
  let data;
  let selected = "";

  async function show(found) {
    await seen(canvas);
    const wanted = found.nodes.length > LARGE ? "sigma" : "cytoscape";
    if (wanted !== kind) {
      engine?.end();
      engine = await begin(wanted);
    }
    data = found;
    await engine.show(found);
  }

  async function begin(wanted) {
    kind = wanted;
    const own = await import(`./${wanted}.js`);
    const part = await import(new URL(parts[wanted], location.href).href);
    return own.begin(canvas, part, acts);
  }

  stage.addEventListener("click", (event) => {
    const act = event.target.dataset?.zoom;
    if (act) engine?.zoom(act);
  });
  onThemeChange(() => engine?.paint());
  fitAgain(canvas, () => engine?.zoom("fit"));

  return {
    show,
    select(name) {
      selected = name;
      engine?.select(name);
    },
    selected: () => selected,
    engine: () => kind,
    data: () => data,
    places: () => engine.places(),
    size: () => [canvas.clientWidth, canvas.clientHeight],
  };
}

// Wait until a canvas has a size. On paper it has none, and both engines divide by it.
function seen(canvas) {
  if (canvas.clientWidth && canvas.clientHeight) return undefined;
  return new Promise((done) => {
    const observer = new ResizeObserver(() => {
      if (!canvas.clientWidth || !canvas.clientHeight) return;
      observer.disconnect();
      done();
    });
    observer.observe(canvas);
  });
}

// Show the whole again where a window is made narrower or wider, as a phone that is turned.
function fitAgain(canvas, fit) {
  let width = canvas.clientWidth;
  new ResizeObserver(() => {
    if ([0, width].includes(canvas.clientWidth)) return; // it has no width on paper
    width = canvas.clientWidth;
    setTimeout(fit, SETTLED);
  }).observe(canvas);
}

function buttons() {
  const zoom = document.createElement("div");
  zoom.className = "zoom";
  for (const [act, text] of Object.entries({ in: "+", out: "−", fit: "⤢" })) {
    const button = document.createElement("button");
    const label = say(act);
    Object.assign(button, { type: "button", textContent: text, title: label, ariaLabel: label });
    button.dataset.zoom = act;
    zoom.append(button);
  }
  return zoom;
}
