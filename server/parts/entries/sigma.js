// sigma.js over graphology: the explorer's picture of larger graphs, drawn by WebGL.
export { default as Graph } from "graphology";
export { default as Sigma } from "sigma";
