// Saving the picture as it stands: as SVG written here, and as PNG drawn from it.
import { say } from "../words.js";
import { LETTERS, shortened, theme } from "./theme.js";

const PATHS = {
  issue: "M0-1.15 1.15 0 0 1.15-1.15 0Z",
  actor: "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1-1 0Z",
  system: "M-.9-.9H.9V.9H-.9Z",
  workers: "M-.92-1H.92L.2 0 .92 1H-.92L-.2 0Z",
  place: "M-1.05-.9H1.05L0 1.05Z",
  area: "M0-1.1 1.1.9H-1.1Z",
  impact: "M-.4-1H.4V-.4H1V.4H.4V1H-.4V.4H-1V-.4H-.4Z",
  source: "M-.8-1H.3L.8-.5V1H-.8Z",
  task: "M-.5-.9H.5L1 0 .5.9H-.5L-1 0Z",
  condition: "M0-1 1-.24.64.9H-.64L-1-.24Z",
  arrangement: "M-.5-.8H1L.5.8H-1Z",
  demand: "M-1-1H.2L1 0 .2 1H-1L-.2 0Z",
  affected: "M-1 .8A1 1.5 0 0 1 1 .8Z",
  term: "M-1-.4H1V.4H-1Z",
};
const LEGEND = 52; // the height of what is below the picture
const LABELLED = 100;
const SHARPNESS = 2;

export async function save(drawing, format) {
  const text = svg(drawing);
  const blob = new Blob([text], { type: "image/svg+xml" });
  give(format === "svg" ? blob : await raster(text, drawing.size()), `explore.${format}`);
}

function give(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function raster(text, [width, height]) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SHARPNESS;
  canvas.height = (height + LEGEND) * SHARPNESS;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (one) => ESCAPES[one]).replace(/[\u0000-\u001f\ufffe\uffff]/g, " ");
const round = (number) => Math.round(number * 10) / 10;

function svg(drawing) {
  const { nodes, links } = drawing.data();
  const { paper, ink, quiet, kinds } = theme();
  const [width, height] = drawing.size();
  const at = drawing.places();
  const lines = links.map(({ source, target }) => {
    const [a, b] = [at[source], at[target]];
    return `<line x1="${round(a.x)}" y1="${round(a.y)}" x2="${round(b.x)}" y2="${round(b.y)}"/>`;
  });
  const shapes = nodes.map((node) => {
    const { x, y, size } = at[node.id];
    return `<path d="${PATHS[node.mark]}" transform="translate(${round(x)} ${round(y)}) scale(${round(size)})" fill="${kinds[node.mark]}"><title>${escaped(`${LETTERS[node.mark]} ${shortened(node.label, 140)}`)}</title></path>`;
  });
  const names = apart(nodes, at).map(({ label, x, y }) => `<text x="${round(x)}" y="${round(y)}">${escaped(label)}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + LEGEND}" viewBox="0 0 ${width} ${height + LEGEND}">`,
    `<rect width="${width}" height="${height + LEGEND}" fill="${paper}"/>`,
    `<g stroke="${quiet}" stroke-opacity="${Math.max(0.06, Math.min(0.4, 400 / links.length)).toFixed(2)}">`, ...lines, "</g>",
    `<g stroke="${paper}" stroke-width="0.1">`, ...shapes, "</g>",
    `<g font-family="system-ui, sans-serif" font-size="11" text-anchor="middle" fill="${ink}" stroke="${paper}" stroke-width="3" paint-order="stroke">`,
    ...names, "</g>", ...legend(nodes, width, height), "</svg>",
  ].join("\n");
}

// Names of the most linked nodes, as far as none lies on another.
function apart(nodes, at) {
  const taken = [];
  for (const node of [...nodes].sort((a, b) => b.links - a.links)) {
    const { x, y, size } = at[node.id];
    const label = shortened(node.label, 32);
    const one = { label, x, y: y + size + 13, half: label.length * 3.2 };
    const isFree = taken.every((other) => Math.abs(one.x - other.x) > one.half + other.half || Math.abs(one.y - other.y) > 12);
    if (isFree && taken.push(one) === LABELLED) break;
  }
  return taken;
}

// What shapes and colours mean, and where the view is, below the picture.
function legend(nodes, width, height) {
  const { paper, ink, quiet, kinds } = theme();
  const marks = Object.keys(PATHS).filter((mark) => nodes.some((node) => node.mark === mark));
  const step = Math.min(130, (width - 24) / marks.length);
  return [
    `<g id="legend" font-family="system-ui, sans-serif" font-size="11" fill="${ink}">`,
    `<rect y="${height}" width="${width}" height="${LEGEND}" fill="${paper}"/>`,
    ...marks.flatMap((mark, place) => [
      `<path d="${PATHS[mark]}" transform="translate(${round(16 + place * step)} ${height + 16}) scale(5)" fill="${kinds[mark]}"/>`,
      `<text x="${round(26 + place * step)}" y="${height + 20}">${escaped(say(mark))}</text>`,
    ]),
    `<text x="12" y="${height + 42}" fill="${quiet}">${escaped(shortened(location.href, Math.floor(width / 6)))}</text>`,
    "</g>",
  ];
}
