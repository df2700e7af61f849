// A picture of up to some 1,500 nodes: where the server placed them, laid out anew by fCoSE if few.
import { isCalm, POINTS, SHAPES, shortened, theme } from "./theme.js";

const SPREAD = 150;
const LAID_OUT = 250; // fCoSE takes time in proportion to the square of the nodes
const CROWDED = 60;
const LETTERS_HIGH = 12.5;
const FITTING = 5;
const MARGIN = 40;

export function begin(canvas, { default: cytoscape }, acts) {
  const picture = cytoscape({
    container: canvas,
    hideEdgesOnViewport: true,
    hideLabelsOnViewport: true,
    minZoom: 0.05,
    maxZoom: 4,
    boxSelectionEnabled: false,
    style: styles(theme()),
  });
  picture.on("tap", "node", ({ target }) => acts.select(target.id()));
  picture.on("dbltap", "node", ({ target }) => acts.expand(target.id()));
  picture.on("tap", ({ target }) => target === picture && acts.select(""));
  picture.on("mouseover", "node", ({ target }) => target.addClass("near").neighborhood().addClass("near"));
  picture.on("mouseout", "node", () => picture.elements().removeClass("near"));

  picture.on("zoom", soon(() => readable(picture)));

  return {
    async show(found) {
      picture.resize(); // it learns some time later that it has another size, as after printing
      await change(picture, found);
      fitted(picture);
    },
    select(name) {
      picture.batch(() => select(picture, name));
      readable(picture);
    },
    paint: () => picture.style(styles(theme())),
    zoom(act) {
      if (act === "fit") fitted(picture);
      else picture.zoom({ level: picture.zoom() * (act === "in" ? 1.4 : 1 / 1.4), renderedPosition: middle(canvas) });
    },
    places: () => Object.fromEntries(picture.nodes().map((node) => [node.id(), { ...node.renderedPosition(), size: node.renderedWidth() / 2 }])),
    end: () => picture.destroy(),
  };
}

function select(picture, name) {
  picture.elements(".chosen, .beside, .apart").removeClass("chosen beside apart");
  const node = picture.getElementById(name);
  if (node.empty()) return;
  const beside = node.closedNeighborhood();
  picture.elements().not(beside).addClass("apart");
  beside.addClass("beside");
  node.addClass("chosen");
}

const middle = (canvas) => ({ x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 });

function soon(act) {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(act, 80);
  };
}

// Write names as large on the screen at any zoom, those of the most linked first, none on another.
function readable(picture) {
  const size = LETTERS_HIGH / Math.max(0.35, picture.zoom());
  const named = new Set(free(picture.nodes().toArray(), size));
  const isCrowded = picture.nodes().length > LAID_OUT;
  picture.batch(() => {
    picture.nodes().forEach((node) => node.toggleClass("mute", !named.has(node)));
    picture.edges().toggleClass("many", isCrowded);
    picture.collection([...named]).style({ "font-size": size, "text-max-width": 10 * size, "text-margin-y": size / 4 });
  });
}

// Show the whole with its names. These stay as large at any zoom, so each turn comes nearer to what fits.
function fitted(picture) {
  for (let turn = 0; turn < FITTING; turn += 1) {
    readable(picture);
    picture.fit(undefined, MARGIN);
  }
  readable(picture);
}

function free(nodes, size) {
  const taken = [];
  const shapes = new Map(nodes.map((node) => [node, shapeBox(node)]));
  return nodes.sort((a, b) => rank(b) - rank(a)).filter((node) => {
    const box = labelBox(node, size);
    const meets = () => taken.some((one) => !apart(one, box)) || nodes.some((one) => one !== node && !apart(shapes.get(one), box));
    const isFree = node.hasClass("chosen") || !meets();
    if (isFree) taken.push(box);
    return isFree;
  });
}

const rank = (node) => (node.hasClass("chosen") ? 1e9 : 0) + node.data("links");
const apart = (one, other) => one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;

function shapeBox(node) {
  const { x, y } = node.position();
  const half = node.data("size") / 2;
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}

function labelBox(node, size) {
  const { x, y } = node.position();
  const letters = node.data("short").length;
  const half = (Math.min(letters, 18) * size * 0.56) / 2;
  const top = y + node.data("size") / 2;
  return { left: x - half, right: x + half, top, bottom: top + size * 1.1 * Math.ceil(letters / 14) + size / 4 };
}

// Take away what is no longer seen, add what is new beside what led to it, and lay it out.
function change(picture, { nodes, links, ways }) {
  const before = new Set(picture.nodes().map((node) => node.id()));
  const isLaidOut = nodes.length <= LAID_OUT;
  const side = (isLaidOut ? SPREAD : CROWDED) * Math.sqrt(nodes.length);
  const wide = Math.sqrt(picture.width() / Math.max(1, picture.height()));
  const ids = new Set(nodes.map((node) => node.id));
  const onWay = new Set(ways.flatMap((way) => way.slice(1).map((name, place) => pair(way[place], name))));
  picture.batch(() => {
    picture.edges().remove();
    picture.nodes().filter((node) => !ids.has(node.id())).remove();
    const added = [];
    for (const node of nodes) {
      const data = { ...node, short: shortened(node.label), size: 14 + Math.min(34, 3 * Math.sqrt(node.links)) };
      const old = picture.getElementById(node.id);
      const position = { x: node.x * side * wide, y: (node.y * side) / wide };
      if (old.empty()) added.push({ group: "nodes", data, position, classes: "mute" });
      else if (isLaidOut) old.data(data);
      else old.data(data).position(position);
    }
    picture.add([...added, ...links.map((link, place) => ({
      group: "edges",
      data: { id: `link ${place}`, ...link, on: onWay.has(pair(link.source, link.target)) ? 1 : 0 },
    }))]);
    picture.nodes().forEach((node) => node.toggleClass("more", node.data("more") > 0));
  });
  return isLaidOut ? arranged(picture, before) : picture.fit(picture.nodes().boundingBox({ includeLabels: false }), MARGIN);
}

const pair = (one, other) => [one, other].sort().join(" ");

function arranged(picture, before) {
  const kept = picture.nodes().filter((node) => before.has(node.id()));
  const isNew = kept.empty();
  const many = picture.nodes().length;
  const layout = picture.layout({
    name: "fcose",
    randomize: false,
    quality: "default",
    animate: !isNew && !isCalm(),
    animationDuration: 350,
    fit: true,
    padding: 50,
    nodeDimensionsIncludeLabels: many < 60,
    idealEdgeLength: (edge) => 60 + 9 * Math.sqrt(edge.source().degree() * edge.target().degree()),
    edgeElasticity: (edge) => 0.45 / Math.sqrt(Math.min(edge.source().degree(), edge.target().degree())),
    nodeRepulsion: 4500 + 120 * many,
    gravity: 0.4,
    numIter: Math.min(2500, Math.round(90_000 / many)),
    packComponents: false,
    tile: false,
  });
  const done = layout.promiseOn("layoutstop");
  layout.run();
  return done;
}

function styles({ paper, ink, quiet, accent, font, kinds }) {
  const marked = Object.entries(kinds).map(([mark, colour]) => ({
    selector: `node[mark = "${mark}"]`,
    style: {
      "background-color": colour,
      shape: SHAPES[mark],
      ...(POINTS[mark] ? { "shape-polygon-points": POINTS[mark] } : {}),
    },
  }));
  return [
    {
      selector: "node",
      style: {
        width: "data(size)", height: "data(size)", label: "data(short)",
        color: ink, "font-family": font, "font-size": LETTERS_HIGH,
        "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 130,
        "text-outline-color": paper, "text-outline-width": 3, "border-width": 1.5, "border-color": paper,
      },
    },
    ...marked,
    { selector: 'node[mark = "term"]', style: { height: 8 } },
    { selector: "node.more", style: { "border-color": quiet, "border-width": 2, "border-style": "double" } },
    { selector: "node.mute", style: { label: "" } },
    {
      selector: "edge",
      style: { width: 1.2, "line-color": quiet, opacity: 0.4, "curve-style": "haystack", "haystack-radius": 0 },
    },
    { selector: "edge.many", style: { width: 1, opacity: 0.12 } },
    { selector: "edge[on = 1]", style: { width: 4, "line-color": accent, opacity: 1, "z-index": 5 } },
    { selector: "node.apart", style: { opacity: 0.28 } },
    { selector: "edge.apart", style: { opacity: 0.08 } },
    { selector: "edge.beside", style: { opacity: 0.9, width: 2, "line-color": ink } },
    { selector: "node.near", style: { label: "data(short)", "z-index": 9, "border-color": ink } },
    { selector: "edge.near", style: { opacity: 0.9 } },
    { selector: "node.chosen", style: { "border-color": ink, "border-width": 4, "border-style": "solid", label: "data(short)", "font-weight": 700, "z-index": 10 } },
  ];
}
