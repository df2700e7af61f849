"""The networkx graph of issues: analysis, exports and the SVG picture."""
