"""Institutions are known by their noun in many languages, and nobody beside them is."""

import pytest

from graph.privacy.institutions import is_institution
from graph.privacy.party_classifier import Verdict, judge


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Colegio San Mart\u00edn",
            "Colegio P\u00fablico Miguel Hern\u00e1ndez",
            "CEIP Gloria Fuertes",
        ),
        *(
            "Escuela Primaria Benito Ju\u00e1rez",
            "Hospital Cl\u00ednico de M\u00e1laga",
            "Banco de Lima",
        ),
        *("Gesamtschule Musterstadt", "Anne-Frank-Gesamtschule", "Grundschule am Park"),
        *("Stadtwerke M\u00fcnchen", "Jobcenter K\u00f6ln", "Universit\u00e4tsklinikum Essen"),
        *("Lyc\u00e9e Victor Hugo", "\u00c9cole primaire Jules Ferry", "H\u00f4pital Saint-Louis"),
        *("Liceo Scientifico Volta", "Comune di Firenze", "Col\u00e9gio Santa Maria"),
        *("Greenfield Comprehensive", "St Mary's Primary", "Riverside Elementary", "Martin School"),
        *(
            "Sint-Jozefcollege",
            "Erasmus Ziekenhuis",
            "Szko\u0142a Podstawowa nr 5",
            "Rinkeby skola",
        ),
    ],
)
def test_a_noun_where_its_language_puts_it_names_an_institution(name: str) -> None:
    assert is_institution(name)
    assert judge(name).verdict is Verdict.ORGANIZATION


@pytest.mark.parametrize(
    "name",
    [
        *("Colegio de Mar\u00eda Herzberg", "Colegio Cervantes Ana Herzberg", "Hospital de Ana"),
        *("Colegio despide a Juan Herzberg", "Profesor Colegio Juan", "Ana Herzberg Colegio"),
        *("Colegio San Mart\u00edn (Juan Herzberg)", "Colegio San Mart\u00edn - Juan Herzberg"),
        *(
            "Colegio San Mart\u00edn Juan Herzberg",
            "alumna Ana Colegio",
            "Escuela de Juan Herzberg",
        ),
        *("Lehrerin Herzberg Gesamtschule", "Schule Anna Herzberg", "Gymnasium Frau Herzberg"),
        *("Anna Herzberg Gesamtschule K\u00f6ln", "Klinik Dr. Herzberg"),
        *(
            "Lyc\u00e9e Hugo Mme Herzberg",
            "Mme Herzberg Lyc\u00e9e Hugo",
            "Scuola di Anna Herzberg",
        ),
        *("Oakwood Academy Mary Herzberg", "Mary Herzberg Oakwood School", "School Mary Herzberg"),
        *("Mary Herzberg at Oakwood School", "Mary Herzberg sues Oakwood Academy"),
        *("Jane Herzberg School Nurse", "Ngozi Herzberg of Hillview School"),
    ],
)
def test_a_name_beside_an_institution_is_withheld(name: str) -> None:
    assert not is_institution(name)
    assert judge(name).verdict in (Verdict.WITHHELD, Verdict.NOBODY)
