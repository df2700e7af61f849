"""Reports of the AI Incident Database: sources with title, outlet, day and address, never texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.importing.aiid.merges import number
from graph.importing.context import Context
from graph.importing.outlets import host_of, outlet, publisher
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell, plain_text
from graph.importing.sheets.dates import timespan
from graph.importing.sheets.header import Sheet
from graph.importing.sheets.sheet import Refused, Row
from graph.importing.source import Entry
from graph.privacy.addresses import is_clear_address
from graph.privacy.withholding import TITLE, Published
from graph.reading.fields import is_address, is_language

__all__ = ["DATABASE", "FILE", "SITE", "Reports"]

SITE: Final = "https://incidentdatabase.ai"
DATABASE: Final = "aiid-responsible-ai-collaborative"
FILE: Final = "reports.csv"
SHEET: Final = Sheet(
    {
        "report_number": ("report_number", "Report number", "ref_number"),
        "title": ("title",),
        "url": ("url", "Address", "link"),
        "source_domain": ("source_domain", "Domain"),
        "date_published": ("date_published", "Date published", "Published"),
        "language": ("language",),
    },
    ("report_number",),
)
ENGLISH: Final = "en"
ARTICLE: Final = {"media": "news-article", "research": "study"}
DAY: Final = len("2019-05-31")


@dataclass(frozen=True)
class _Report:
    """A row of the table: the title, the address, its domain, the day and the language."""

    title: str
    url: str
    host: str
    day: str
    language: str


class Reports:
    """Sources of the reports that incidents list, by number.

    A report that no table describes says what it is, and leads to its page in the database.
    Complexity: one reading of the table, whose rows are in memory.
    """

    def __init__(self, snapshot: Snapshot, context: Context) -> None:
        self.context, self._rows = context, dict[str, _Report]()
        if not context.tables.has(snapshot, FILE):
            return
        counts = context.sheets.counts[FILE] = {"rows": 0, "used": 0, "refused": 0}
        for row in context.tables.rows(snapshot, FILE, SHEET, context.sheets):
            counts["rows"] += 1
            if refused := row if isinstance(row, Refused) else self._refusal(row):
                counts["refused"] += 1
                context.sheets.refuse(FILE, refused)

    def _refusal(self, row: Row) -> Refused | None:
        """Take a row, or return why it is put aside."""
        try:
            self._add(row.cells)
        except BadCell as error:
            return Refused(row.line, row.cells["report_number"][:80], str(error))
        return None

    def _add(self, cells: dict[str, str]) -> None:
        report = number(cells["report_number"])
        if not report:
            raise BadCell("has no number of a report")
        address = cells["url"].strip()
        host = host_of(address) or host_of(cells["source_domain"].strip())
        try:
            day, *_ = timespan(cells["date_published"])
        except BadCell:
            day = ""
        title = plain_text(cells["title"], "title")
        url = address if is_address(address) else ""
        language = cells["language"].strip().casefold()
        language = language if is_language(language) else ""
        self._rows.setdefault(report, _Report(title, url, host, day, language))

    def sources(
        self, reports: Sequence[str], published: Published, hidden: Sequence[str]
    ) -> Iterator[Entry]:
        """Yield the sources of some reports that were not yielded before.

        `published` are the texts of the incident, and `hidden` the names that they leave out.
        """
        for report in reports:
            if self.context.records.first(f"report {report}"):
                row = self._rows.get(report)
                yield self._described(report, row, published, hidden) if row else _plain(report)

    def _described(
        self, report: str, row: _Report, incident: Published, hidden: Sequence[str]
    ) -> Entry:
        texts, id_ = self.context.texts, f"aiid-report-{report}"
        found = texts.publish(id_, {TITLE: row.title}, hidden)
        withheld = found.withheld | incident.withheld
        known = Published(incident.texts | {"report": found.texts[TITLE]}, withheld)
        is_public = row.url and self._is_public(id_, row.url, known)
        self._keep(report, row, found.texts[TITLE], row.url if is_public else "")
        named = outlet(row.host) if row.host else None
        self.context.sheets.counts[FILE]["used"] += 1
        entry = _plain(report) | {"title": _title(found.texts[TITLE], row, report)}
        if is_public:
            entry |= {"sourceKind": "web-page", "url": row.url, "publisher": ""}
        if named:
            kind = ARTICLE.get(named.kind, "web-page")
            by = publisher(self.context.records, row.host)
            entry |= {"sourceKind": kind, "publisher": by}
        return {name: value for name, value in (entry | _issued(row.day)).items() if value}

    def _is_public(self, id_: str, url: str, known: Published) -> bool:
        """Whether an address names nobody; for another the page in the database is given."""
        if self.context.texts.withholder.is_decided_clear(id_, url):
            return True
        is_clear = is_clear_address(url, known.texts.values(), known.withheld)
        self.context.counts["addresses of reports with a name withheld"] += not is_clear
        return is_clear

    def _keep(self, report: str, row: _Report, title: str, url: str) -> None:
        cells = {"report_number": report, "title": title, "url": url}
        cells |= {"source_domain": row.host if outlet(row.host) else ""}
        cells |= {"date_published": row.day, "language": row.language}
        self.context.tables.keep(FILE, cells, judged=True)


def _title(title: str, row: _Report, report: str) -> str | dict[str, str]:
    """Return the title in its language, or what the report is."""
    if not title:
        name = outlet(row.host) if row.host else None
        return (
            f"{name.name}: report {report} in the AI Incident Database" if name else _name(report)
        )
    language = row.language
    if language and language != ENGLISH:
        return {language: title, ENGLISH: _name(report)}
    return title


def _issued(day: str) -> dict[str, str]:
    """Return the field that says when a work was published: a day, or else a year."""
    return {"published": day} if len(day) == DAY else {"publishedYear": day[:4]}


def _name(report: str) -> str:
    return f"Report {report} in the AI Incident Database"


def _plain(report: str) -> Entry:
    return {
        "id": f"aiid-report-{report}",
        "type": "Source",
        "title": _name(report),
        "sourceKind": "database-entry",
        "publisher": DATABASE,
        "url": f"{SITE}/reports/{report}/",
    }
