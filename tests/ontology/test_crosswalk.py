"""The crosswalk tables: each mapping is one that the shape of a category allows."""

from ontology.crosswalk import crosswalk
from shapes.model import data_model


def test_each_mapping_uses_a_property_that_the_shape_of_a_category_allows() -> None:
    (category,) = [one for one in data_model() if one.iri.endswith("#Category")]
    allowed = {field.iri.rpartition("#")[2] for field in category.properties}
    used = {mapping.predicate.removeprefix("skos:") for mapping in crosswalk().mappings}
    assert used <= allowed
