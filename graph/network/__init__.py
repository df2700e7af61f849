"""Network of issues (networkx): analyses, exports, layout and SVG picture."""
