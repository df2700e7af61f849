// The picture in columns, as the server draws it: zoom, keys, and the links of what is pointed at.
const STEP = 1.25;
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// Watch a picture that has just been put in place: the wide one, and the tall one of narrow screens.
export function watch(sheet, acts) {
  for (const svg of sheet.querySelectorAll("svg")) ready(sheet, svg, acts);
  sheet.onkeydown = (event) => press(event, seen(sheet), acts);
}

const seen = (sheet) => [...sheet.querySelectorAll("svg")].find((svg) => svg.checkVisibility());
const nodesOf = (svg) => [...svg.querySelectorAll("a[data-name]")];

function ready(sheet, svg, acts) {
  const nodes = nodesOf(svg);
  for (const node of nodes) {
    node.tabIndex = -1;
    node.addEventListener("pointerenter", () => near(svg, node, true));
    node.addEventListener("pointerleave", () => near(svg, node, false));
    node.addEventListener("focus", () => near(svg, node, true));
    node.addEventListener("blur", () => near(svg, node, false));
    node.addEventListener("dblclick", () => acts.expand(node.dataset.name));
  }
  const first = svg.querySelector("a.selected") ?? svg.querySelector("a.named") ?? nodes[0];
  if (first) first.tabIndex = 0;
  if (first && !acts.known) centre(sheet, first);
  if (acts.focus && svg.checkVisibility() && document.activeElement === document.body) (again(nodes, acts) ?? first)?.focus();
}

// Move a picture that is larger than its frame, as on a phone, to what it is about.
function centre(sheet, node) {
  const [one, frame] = [node, sheet].map((element) => element.getBoundingClientRect());
  if (one.right > frame.right) sheet.scrollLeft += (one.left + one.right - frame.left - frame.right) / 2;
  if (one.bottom > frame.bottom) sheet.scrollTop += (one.top + one.bottom - frame.top - frame.bottom) / 2;
}

// The node that had the focus, or where it was a group that is open now, the first node of it.
const again = (nodes, { focus, known }) => nodes.find((node) => node.dataset.name === focus) ?? nodes.find((node) => !known.has(node.dataset.name));

function near(svg, node, isNear) {
  for (const curve of svg.querySelectorAll(".curve")) {
    const { from, to } = curve.dataset;
    if (`${from} ${to}`.split(" ").includes(node.dataset.name)) curve.classList.toggle("near", isNear); // a bend has both ends in its name
  }
}

function press(event, svg, acts) {
  if (event.altKey || event.metaKey) return;
  const node = event.target.closest?.("a[data-name]");
  const name = node?.dataset.name;
  const isUndo = event.key === "u" || (event.ctrlKey && event.key === "z");
  if (event.ctrlKey && !isUndo) return;
  if (isUndo) acts.undo();
  else if (event.key === "+") zoom(svg, STEP);
  else if (event.key === "-") zoom(svg, 1 / STEP);
  else if (event.key === "0") zoom(svg, 0);
  else if (node && ARROWS[event.key]) step(node, nodesOf(svg), ARROWS[event.key]);
  else if (node && event.key === "e" && !node.matches(".group")) acts.expand(name);
  else if (node && (event.key === "h" || event.key === "Delete") && !node.matches(".group")) acts.hide(name);
  else return;
  event.preventDefault();
}

function zoom(svg, factor) {
  const { width, height } = svg.viewBox.baseVal;
  const wide = factor ? svg.getBoundingClientRect().width * factor : width;
  svg.classList.toggle("zoomed", factor !== 0);
  const size = Math.min(3 * width, Math.max(width / 3, wide));
  svg.setAttribute("width", size);
  svg.setAttribute("height", (size * height) / width);
}

// Go to the nearest node in a direction, where what lies straight ahead is nearest.
function step(node, nodes, [right, down]) {
  const from = middle(node);
  const distances = nodes.filter((other) => other !== node).map((other) => {
    const to = middle(other);
    const ahead = (to.x - from.x) * right + (to.y - from.y) * down;
    const aside = Math.abs((to.x - from.x) * down) + Math.abs((to.y - from.y) * right);
    return { other, far: ahead > 4 ? ahead + 2 * aside : Infinity };
  });
  const best = distances.sort((a, b) => a.far - b.far)[0];
  if (!best || best.far === Infinity) return;
  node.tabIndex = -1;
  best.other.tabIndex = 0;
  best.other.focus();
}

function middle(node) {
  const { x, y } = node.querySelector(".shape").getBoundingClientRect();
  return { x, y };
}
