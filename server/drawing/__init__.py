"""SVG drawings: charts, flows, networks and the world map."""
