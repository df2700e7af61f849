// A picture of up to some 1,500 nodes, laid out by fCoSE from where the server placed them.
import { isCalm, POINTS, SHAPES, shortened, theme } from "./theme.js";

const SPREAD = 110;

export function begin(canvas, { default: cytoscape }, acts) {
  const picture = cytoscape({
    container: canvas,
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

  return {
    show: (found) => change(picture, found),
    select(name) {
      picture.elements().removeClass("chosen beside apart");
      const node = picture.getElementById(name);
      if (node.empty()) return;
      const beside = node.closedNeighborhood();
      picture.elements().not(beside).addClass("apart");
      beside.addClass("beside");
      node.addClass("chosen");
    },
    paint: () => picture.style(styles(theme())),
    zoom(act) {
      if (act === "fit") picture.fit(undefined, 40);
      else picture.zoom({ level: picture.zoom() * (act === "in" ? 1.4 : 1 / 1.4), renderedPosition: middle(canvas) });
    },
    places: () => Object.fromEntries(picture.nodes().map((node) => [node.id(), { ...node.renderedPosition(), size: node.renderedWidth() / 2 }])),
    end: () => picture.destroy(),
  };
}

const middle = (canvas) => ({ x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 });

// Take away what is no longer seen, add what is new beside what led to it, and lay it out.
function change(picture, { nodes, links, ways }) {
  const before = new Set(picture.nodes().map((node) => node.id()));
  const side = SPREAD * Math.sqrt(nodes.length);
  const ids = new Set(nodes.map((node) => node.id));
  const onWay = new Set(ways.flatMap((way) => way.slice(1).map((name, place) => pair(way[place], name))));
  picture.batch(() => {
    picture.edges().remove();
    picture.nodes().filter((node) => !ids.has(node.id())).remove();
    for (const node of nodes) {
      const data = { ...node, short: shortened(node.label), size: 14 + Math.min(34, 3 * Math.sqrt(node.links)) };
      const old = picture.getElementById(node.id);
      if (old.nonempty()) old.data(data);
      else picture.add({ data, position: { x: node.x * side * 1.5, y: node.y * side } });
    }
    picture.add(links.map((link, place) => ({
      data: { id: `link ${place}`, ...link, on: onWay.has(pair(link.source, link.target)) ? 1 : 0 },
    })));
    for (const node of nodes) if (node.more > 0) picture.getElementById(node.id).addClass("more");
    picture.nodes().filter((node) => !node.data("more")).removeClass("more");
  });
  return arranged(picture, before);
}

const pair = (one, other) => [one, other].sort().join(" ");

function arranged(picture, before) {
  const kept = picture.nodes().filter((node) => before.has(node.id()));
  const isNew = kept.empty();
  const layout = picture.layout({
    name: "fcose",
    randomize: false,
    quality: picture.nodes().length > 400 ? "draft" : "default",
    animate: !isNew && !isCalm(),
    animationDuration: 350,
    fit: true,
    padding: 40,
    nodeDimensionsIncludeLabels: picture.nodes().length < 120,
    idealEdgeLength: (edge) => 70 + 2 * Math.min(40, edge.source().degree() + edge.target().degree()),
    nodeRepulsion: 9000,
    packComponents: true,
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
        color: ink, "font-family": font, "font-size": 13, "min-zoomed-font-size": 8,
        "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 130,
        "text-outline-color": paper, "text-outline-width": 3, "border-width": 1.5, "border-color": paper,
      },
    },
    ...marked,
    { selector: 'node[mark = "term"]', style: { height: 8 } },
    { selector: "node.more", style: { "border-color": quiet, "border-width": 2, "border-style": "double" } },
    {
      selector: "edge",
      style: { width: 1.2, "line-color": quiet, opacity: 0.4, "curve-style": "haystack", "haystack-radius": 0 },
    },
    { selector: "edge[on = 1]", style: { width: 4, "line-color": accent, opacity: 1, "z-index": 5 } },
    { selector: "node.apart", style: { opacity: 0.28 } },
    { selector: "edge.apart", style: { opacity: 0.08 } },
    { selector: "edge.beside", style: { opacity: 0.9, width: 2, "line-color": ink } },
    { selector: "node.near", style: { "min-zoomed-font-size": 0, "z-index": 9, "border-color": ink } },
    { selector: "edge.near", style: { opacity: 0.9 } },
    { selector: "node.chosen", style: { "border-color": ink, "border-width": 4, "border-style": "solid", "font-weight": 700, "min-zoomed-font-size": 0, "z-index": 10 } },
  ];
}
