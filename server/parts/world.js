// Draws the countries of Natural Earth (public domain) in the Equal Earth projection, which keeps
// areas: Šavrič, Patterson and Jenny, Int. J. of Geographical Information Science 33 (2019).
import { createRequire } from "node:module";
import { geoArea, geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";

const WIDTH = 10000;
const DETAIL = 1.2e-5; // steradians: a bend that takes up less is drawn straight
const SMALL = 1800; // a country that takes up less of the drawing has a dot
const NOT_DRAWN = "010"; // Antarctica

// Parts of a country with an ISO 3166-1 code of their own: by M49 code, west, south, east, north.
const APART = {
  250: {
    175: [45, -13.1, 45.4, -12.6], 254: [-54.7, 2, -51.5, 5.9], 312: [-61.9, 15.8, -61, 16.6],
    474: [-61.3, 14.3, -60.7, 15], 638: [55.1, -21.5, 55.9, -20.8],
  },
  578: { 744: [-9.2, 70.7, 34, 81] },
};
const MAINLAND = { 578: [4, 57, 32, 71.3] };

// Countries that the shapes leave out, being small: where their dots stand.
const LEFT_OUT = {
  "074": [3.4, -54.4], 162: [105.6, -10.5], 166: [96.8, -12.2], 292: [-5.4, 36.1],
  535: [-68.3, 12.2], 581: [-162.1, 5.9], 772: [-171.8, -9.2], 798: [179.2, -8.5],
};

// The map as JSON: a path for each country by its M49 code, a dot for each that is too small to be seen.
export function world() {
  const topology = createRequire(import.meta.url)("world-atlas/countries-50m.json");
  const exact = byCode(topology);
  const simple = byCode(simplify(presimplify(topology, sphericalTriangleArea), DETAIL), DETAIL / 2);
  const all = { type: "GeometryCollection", geometries: [...exact.values()] };
  const projection = geoEqualEarth().rotate([-11, 0]).precision(6).fitWidth(WIDTH, all);
  const draw = geoPath(projection).digits(0);
  const drawn = { width: WIDTH, height: Math.ceil(draw.bounds(all)[1][1]), countries: {}, dots: {} };
  for (const [code, country] of [...exact].sort()) {
    const path = relative(draw(simple.get(code)) ?? "");
    if (path) drawn.countries[code] = path;
    if (code && draw.area(country) < SMALL) drawn.dots[code] = at(draw.centroid(largest(country)));
  }
  for (const [code, place] of Object.entries(LEFT_OUT)) drawn.dots[code] = at(projection(place));
  return JSON.stringify(drawn);
}

function at(point) {
  return point.map(Math.round);
}

// The same path in steps from point to point, which are shorter to write; a closed ring leads back.
function relative(path) {
  let [from, start] = [[0, 0], [0, 0]];
  return path.replace(/([ML])(-?\d+),(-?\d+)|Z/g, (_, letter, x, y) => {
    if (!letter) return (from = start) && "z";
    const [right, down] = [x - from[0], y - from[1]];
    from = [+x, +y];
    if (letter === "M") start = from;
    return `${letter.toLowerCase()}${right}${down < 0 ? "" : " "}${down}`;
  });
}

// Polygons of some size by the code of their country; without a code those that ISO 3166-1 gives none.
function byCode(topology, least = 0) {
  const found = new Map();
  for (const { id = "", geometry } of feature(topology, topology.objects.countries).features) {
    if (id === NOT_DRAWN || !geometry) continue;
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const polygon of polygons.filter((one) => sizeOf(one) > least)) {
      const code = apart(id, polygon) ?? id;
      if (!found.has(code)) found.set(code, { type: "MultiPolygon", coordinates: [] });
      found.get(code).coordinates.push(polygon);
    }
  }
  return found;
}

// Steradians; none of a line, which is what simplifying leaves of a small island.
function sizeOf(coordinates) {
  const area = geoArea({ type: "Polygon", coordinates });
  return area < 2 * Math.PI ? area : 0;
}

function apart(id, [[point]]) {
  if (MAINLAND[id] && isIn(MAINLAND[id], point)) return undefined;
  return Object.keys(APART[id] ?? {}).find((code) => isIn(APART[id][code], point));
}

function isIn([west, south, east, north], [x, y]) {
  return west <= x && x <= east && south <= y && y <= north;
}

function largest({ coordinates }) {
  const polygons = coordinates.map((one) => ({ type: "Polygon", coordinates: one }));
  return polygons.reduce((one, other) => (geoArea(other) > geoArea(one) ? other : one));
}
