"""Machine interfaces of the dataset: downloads, feeds, sitemap, OpenAPI, Graph Store Protocol."""
