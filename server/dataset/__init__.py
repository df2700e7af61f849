"""The dataset for programs: downloads, feeds, sitemap, API description, graph store."""
