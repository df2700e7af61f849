"""The data model says of each class what the shapes allow, and names all that the graph has."""

from graph.engine.oxigraph import Store
from ontology import JG, PREFIXES, terms
from shapes.model import ModelClass, ModelProperty, curie, data_model

CLASSES = {one.iri.removeprefix(JG): one for one in data_model()}
SKOS = PREFIXES["skos"]
WRITTEN_BY_THE_BUILD = {
    PREFIXES["rdf"] + "type",
    PREFIXES["rdfs"] + "label",
    f"{JG}mentionedIn",
}
WITHOUT_SHAPE = {f"{JG}Judgement"}


def property_of(name: str, compact: str) -> ModelProperty:
    (found,) = (one for one in CLASSES[name].properties if curie(one.iri) == compact)
    return found


def ancestors(one: ModelClass) -> list[ModelClass]:
    parents = [CLASSES[up.removeprefix(JG)] for up in one.parents if up.startswith(JG)]
    return [one, *(above for parent in parents for above in ancestors(parent))]


def test_a_class_has_its_label_definition_and_superclass() -> None:
    hazard = CLASSES["Hazard"]
    assert (hazard.label, hazard.parents) == ("hazard", (f"{JG}Issue",))
    assert hazard.definition == "An issue that is forecast and has not come about."


def test_range_and_cardinality_are_those_of_the_shapes() -> None:
    role = property_of("Involvement", "jg:role")
    assert role == ModelProperty(f"{JG}role", "role", (f"{JG}Role",), 1, 1)
    assert property_of("Relation", "jg:issue").cardinality == "2..2"


def test_alternatives_are_all_ranges_and_fields() -> None:
    to = property_of("LabourLink", "jg:to")
    assert (to.ranges, to.field) == ((f"{JG}Actor", f"{JG}WorkerGroup"), "to or toWorkers")


def test_a_text_may_be_bound_to_one_in_each_language() -> None:
    assert property_of("WorkerGroup", "rdfs:label").cardinality == "1..* (one per language)"


def test_a_value_may_be_declared_as_not_stated() -> None:
    assert property_of("Issue", "jg:impact").cardinality == "1..* (or not stated)"


def test_a_subclass_narrows_and_keeps_the_bounds_of_its_superclass() -> None:
    assert property_of("Incident", "jg:year").cardinality == "1..1 (or not stated)"
    assert [curie(one.iri) for one in CLASSES["Incident"].properties] == ["jg:year"]


def test_a_warning_sets_no_bound() -> None:
    assert property_of("WorkerGroup", "jg:task").cardinality == "0..*"


def test_where_shapes_are_silent_the_range_is_that_of_the_context() -> None:
    assert property_of("Actor", "foaf:homepage").ranges == (PREFIXES["rdfs"] + "Resource",)
    assert property_of("AISystem", "skos:altLabel").ranges == (PREFIXES["rdf"] + "langString",)


def test_concepts_name_their_scheme() -> None:
    assert CLASSES["Demand"].is_of_concepts
    scheme = "https://w3id.org/justicegraph/concept/demand"
    assert property_of("Demand", "skos:inScheme").ranges == (scheme,)
    assert [CLASSES[name].scheme for name in ("Demand", "Category", "Issue")] == [scheme, "", ""]


def test_every_class_of_a_record_is_in_the_model() -> None:
    assert {*terms().classes.values()} - {one.iri for one in data_model()} == set()


def test_the_model_names_every_property_of_the_curated_graph(store: Store) -> None:
    # A thing has its class and the superclasses of it, so a property may belong to either.
    used = store.rows("SELECT DISTINCT ?class ?property { ?thing a ?class ; ?property ?value }")
    known = {
        (name.iri, each.iri)
        for one in CLASSES.values()
        for relative in ancestors(one)
        for name in (one, relative)
        for each in (*one.properties, *relative.properties)
    }
    missing = [
        (curie(row["class"].text), curie(row["property"].text))
        for row in used
        if (name := row["class"].text).startswith(JG)
        and name not in WITHOUT_SHAPE
        and not CLASSES[name.removeprefix(JG)].is_of_concepts
        and row["property"].text not in WRITTEN_BY_THE_BUILD
        and (name, row["property"].text) not in known
    ]
    assert missing == []
