"""A graph that keeps every rule of the shapes; the cases of validation change one thing in it."""

PREFIXES = """
@prefix : <https://example.org/> .
@prefix concept: <https://w3id.org/justicegraph/concept/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix jg: <https://w3id.org/justicegraph/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# A graph that keeps every rule; each case below changes one thing in it.
SOUND = """
:book a jg:SourceKind , skos:Concept ; skos:prefLabel "book"@en ;
    skos:inScheme concept:source-kind ; skos:definition "A work of many pages."@en .
:ngo a jg:ActorKind , skos:Concept ; skos:prefLabel "NGO"@en ; skos:inScheme concept:actor-kind ;
    skos:definition "A body of people that no state runs."@en .
:remedy a jg:ResponseKind , skos:Concept ; skos:prefLabel "remedy"@en ;
    skos:inScheme concept:response-kind ; skos:definition "Something made good."@en .

:source a jg:Source ; dcterms:title "Source"@en ; rdfs:label "Source"@en ; jg:sourceKind :book ;
    dcterms:issued "2019-05-31"^^xsd:date ; schema:url <https://example.org/> ;
    schema:archivedAt <https://example.com/> ; dcterms:license <https://example.net/> .

:actor a jg:Actor , jg:Organization ; rdfs:label "Actor"@en ; jg:kind :ngo ;
    foaf:homepage <https://example.org/> ; jg:figure :figure ; dcterms:source :source ;
    jg:ownership :ownership .
:ownership a jg:Ownership ; jg:owner :actor ; dcterms:source :source ;
    jg:date "2018/.."^^<http://id.loc.gov/datatypes/edtf/EDTF> .

:issue a jg:Issue , jg:Incident ; dcterms:title "Issue"@en ; rdfs:label "Issue"@en ;
    jg:year "2019"^^xsd:gYear ; jg:endYear "2020"^^xsd:gYear ; jg:figure :figure ;
    jg:notStated dcterms:abstract , jg:justiceArea , jg:impact ; jg:response :response ;
    jg:involvement :involvement ; dcterms:source :source ; jg:classification :classification ;
    jg:date "2019/2020"^^<http://id.loc.gov/datatypes/edtf/EDTF> ; jg:titleMade true ;
    jg:ownerInvolved :actor .
:classification a jg:Classification ; jg:category :late ; jg:annotator :actor ; jg:reviewed true ;
    jg:date "2018/2019"^^<http://id.loc.gov/datatypes/edtf/EDTF> .
:late a jg:Category , skos:Concept ; skos:prefLabel "late"@en ; skos:inScheme :pay ;
    skos:definition "Pay that is late."@en ; skos:closeMatch :book ; skos:broadMatch :remedy ;
    skos:narrowMatch :book ; skos:relatedMatch :book .
:pay a jg:Taxonomy ; dcterms:title "Pay"@en ; dcterms:creator :actor ; dcterms:source :source .

:hazard a jg:Issue , jg:Hazard ; dcterms:title "Hazard"@en ; rdfs:label "Hazard"@en ;
    jg:horizon "2045"^^xsd:gYear ; jg:notStated dcterms:abstract , jg:justiceArea , jg:impact ;
    dcterms:source :source .

:figure a jg:Figure ; jg:value 1.5 ; jg:upperValue 2.5 ; jg:unit "people" ;
    jg:counts "people"@en ; jg:asOf "2018"^^xsd:gYear ; dcterms:source :source .

:response a jg:Response ; jg:responseKind :remedy ; jg:by :actor ; jg:year "2021"^^xsd:gYear ;
    jg:date "2021-05"^^<http://id.loc.gov/datatypes/edtf/EDTF> ; dcterms:source :source .

:proceeding a jg:Proceeding ; rdfs:label "Proceeding"@en ; jg:proceedingKind :suit ;
    jg:proceedingStatus :open ; jg:filed "2023-03"^^<http://id.loc.gov/datatypes/edtf/EDTF> ;
    jg:decided "2024-09"^^<http://id.loc.gov/datatypes/edtf/EDTF> ; jg:party :party ;
    jg:step :step ; dcterms:source :source .
:suit a jg:ProceedingKind , skos:Concept ; skos:prefLabel "suit"@en ;
    skos:inScheme concept:proceeding-kind ; skos:definition "A suit."@en .
:open a jg:ProceedingStatus , skos:Concept ; skos:prefLabel "open"@en ;
    skos:inScheme concept:proceeding-status ; skos:definition "Not decided."@en .
:party a jg:Party ; jg:actor :actor ; jg:partyRole :side ; dcterms:source :source .
:side a jg:PartyRole , skos:Concept ; skos:prefLabel "side"@en ;
    skos:inScheme concept:party-role ; skos:definition "A side."@en .
:step a jg:Step ; jg:stepKind :filing ; dcterms:source :source ;
    jg:date "2023-04"^^<http://id.loc.gov/datatypes/edtf/EDTF> .
:filing a jg:StepKind , skos:Concept ; skos:prefLabel "filing"@en ;
    skos:inScheme concept:step-kind ; skos:definition "A filing."@en .

:organising a jg:Organising ; rdfs:label "Organising"@en ; jg:organisingKind :strike ;
    jg:by :actor ; jg:date "2023-05-01"^^<http://id.loc.gov/datatypes/edtf/EDTF> ;
    dcterms:source :source .
:strike a jg:OrganisingKind , skos:Concept ; skos:prefLabel "strike"@en ;
    skos:inScheme concept:organising-kind ; skos:definition "A strike."@en .

:contact a jg:ContactPoint ; schema:url <https://example.org/contact> ;
    jg:checked "2026-11-29"^^xsd:date ; dcterms:source :source .
:system a jg:AISystem ; rdfs:label "System"@en ; dcterms:source :source ; jg:labourLink :link .
:link a jg:LabourLink ; jg:from :actor ; jg:to :actor ; jg:linkKind :buys ;
    jg:date "2019/.."^^<http://id.loc.gov/datatypes/edtf/EDTF> ; dcterms:source :source .
:buys a jg:LinkKind , skos:Concept ; skos:prefLabel "buys"@en ;
    skos:inScheme concept:link-kind ; skos:definition "One buys of another."@en .

:relation a jg:Relation ; jg:issue :issue , :hazard ; jg:score 0.5 ; jg:reason :reason .
:reason a jg:Reason ; jg:shared :actor ; jg:via jg:actor ; jg:weight 0.25 .

:issue jg:affectedGroup :group ; jg:derivation :derivation ; jg:ownJudgement jg:impact .
:group a jg:AffectedGroup , skos:Concept ; skos:prefLabel "group"@en ;
    skos:inScheme concept:affected-group ; skos:definition "A group."@en .
:derivation a jg:Derivation ; rdf:predicate jg:affectedGroup ; rdf:object :group ;
    jg:derivedBy :words ; jg:evidence "title: “group”"@en ; jg:certainty 0.85 .
:words a jg:DerivationRule , skos:Concept ; skos:prefLabel "words"@en ;
    skos:inScheme concept:derivation-rule ; skos:definition "By its words."@en .
:names a jg:DerivationRule , skos:Concept ; skos:prefLabel "names"@en ;
    skos:inScheme concept:derivation-rule ; skos:definition "By names."@en .

:match a jg:Match ; jg:matched :issue ; jg:matchedWith :hazard ; jg:method :guess ;
    jg:certainty 0.75 .
:guess a jg:MatchMethod , skos:Concept ; skos:prefLabel "guess"@en ;
    skos:inScheme concept:match-method ; skos:definition "Found by guessing."@en .

:tombstone a jg:Tombstone ; jg:formerType jg:Organization ; dcterms:isReplacedBy :actor ;
    jg:withdrawalReason "It was recorded twice."@en .
"""
