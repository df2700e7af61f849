// Cytoscape.js with the fCoSE layout: the explorer's picture of up to some 1,500 nodes.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";

cytoscape.use(fcose);

export default cytoscape;
