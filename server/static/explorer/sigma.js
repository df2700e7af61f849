// A picture of thousands of nodes where the release placed them, drawn by WebGL.
import { LETTERS, shortened, theme } from "./theme.js";

const FAINT = 0.16;

export function begin(canvas, { Graph, Sigma }, acts) {
  const graph = new Graph({ multi: true });
  let colours = theme();
  let chosen = "";
  let beside = new Set();
  const taken = []; // where names stand
  const picture = new Sigma(graph, canvas, {
    labelFont: colours.font,
    labelSize: 12,
    labelDensity: 1,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: 3,
    defaultEdgeColor: faint(colours),
    zIndex: true,
    nodeReducer: (name, data) => reducedNode(name, data, chosen, beside, colours),
    edgeReducer: (name, data) => reducedEdge(graph, name, data, chosen, colours),
    defaultDrawNodeLabel: (context, data, settings) => named(context, data, settings, colours, taken, canvas),
    defaultDrawNodeHover: (context, data, settings) => hovered(context, data, settings, colours),
  });
  picture.on("beforeRender", () => { taken.length = 0; });
  picture.on("clickNode", ({ node }) => acts.select(node));
  picture.on("clickStage", () => acts.select(""));
  picture.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
    preventSigmaDefault();
    acts.expand(node);
  });
  const paint = () => {
    colours = theme();
    picture.setSetting("defaultEdgeColor", faint(colours));
    graph.updateEachNodeAttributes((_, data) => ({ ...data, color: colours.kinds[data.mark] }));
  };

  return {
    async show(found) {
      graph.clear();
      fill(graph, found, colours);
      picture.refresh();
    },
    select(name) {
      chosen = graph.hasNode(name) ? name : "";
      beside = new Set(chosen ? [chosen, ...graph.neighbors(chosen)] : []);
      picture.refresh({ skipIndexation: true });
    },
    paint,
    zoom(act) {
      const camera = picture.getCamera();
      if (act === "fit") camera.animatedReset();
      else if (act === "in") camera.animatedZoom();
      else camera.animatedUnzoom();
    },
    places: () => Object.fromEntries(graph.mapNodes((name) => {
      const { x, y, size } = picture.getNodeDisplayData(name);
      return [name, { ...picture.framedGraphToViewport({ x, y }), size: picture.scaleSize(size) }];
    })),
    end: () => picture.kill(),
  };
}

function fill(graph, { nodes, links }, { kinds }) {
  for (const node of nodes) {
    graph.addNode(node.id, {
      x: node.x,
      y: 1 - node.y,
      size: 1.6 + Math.min(11, Math.sqrt(node.links) / 2.5),
      label: `${LETTERS[node.mark]} ${shortened(node.label)}`,
      mark: node.mark,
      color: kinds[node.mark],
    });
  }
  for (const link of links) graph.addEdge(link.source, link.target, { size: 0.7, via: link.via });
}

// A colour near that of the page: sigma.js adds clear colours up to white, which no paper shows.
function faint({ quiet, paper }) {
  const [ink, ground] = [quiet, paper].map((colour) => colour.match(/^#(..)(..)(..)$/)?.slice(1).map((part) => parseInt(part, 16)));
  return ink && ground ? `rgb(${ink.map((part, place) => Math.round(part * FAINT + ground[place] * (1 - FAINT))).join(",")})` : quiet;
}

// A name with a rim of the page's colour, so that it reads on whatever lies below; none on another.
function named(context, data, { labelSize, labelFont }, { paper, ink }, taken, canvas) {
  if (!data.label) return;
  context.font = `${labelSize}px ${labelFont}`;
  const width = context.measureText(data.label).width;
  const right = data.x + data.size + 3;
  const x = right + width < canvas.clientWidth ? right : data.x - data.size - 3 - width;
  const y = data.y + labelSize / 3;
  if (taken.some((one) => Math.abs(one.y - y) < labelSize + 2 && one.x < x + width && x < one.x + one.width)) return;
  taken.push({ x, y, width });
  Object.assign(context, { lineWidth: 4, lineJoin: "round", strokeStyle: paper, fillStyle: ink });
  context.strokeText(data.label, x, y);
  context.fillText(data.label, x, y);
}

function reducedNode(name, data, chosen, beside, { line }) {
  if (!chosen || name === chosen) return { ...data, highlighted: name === chosen, zIndex: name === chosen ? 3 : 1 };
  return beside.has(name) ? { ...data, forceLabel: beside.size < 40, zIndex: 2 } : { ...data, color: line, label: "", zIndex: 0 };
}

function reducedEdge(graph, name, data, chosen, { ink }) {
  if (!chosen) return data;
  return graph.extremities(name).includes(chosen) ? { ...data, color: ink, size: 1.2, zIndex: 1 } : { ...data, hidden: true };
}

// The name of a node that is pointed at or selected, on a card of the page's own colour.
function hovered(context, data, { labelSize, labelFont }, { paper, ink }) {
  context.font = `600 ${labelSize}px ${labelFont}`;
  const label = data.label ?? "";
  const width = context.measureText(label).width + data.size + 16;
  context.beginPath();
  context.roundRect(data.x - data.size - 4, data.y - labelSize, width + data.size, 2 * labelSize, 6);
  Object.assign(context, { fillStyle: paper, strokeStyle: ink, lineWidth: 1 });
  context.fill();
  context.stroke();
  context.beginPath();
  context.arc(data.x, data.y, data.size, 0, 2 * Math.PI);
  context.fillStyle = data.color;
  context.fill();
  context.fillStyle = ink;
  context.fillText(label, data.x + data.size + 5, data.y + labelSize / 3);
}
