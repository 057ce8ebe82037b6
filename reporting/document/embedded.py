"""The data that the PDF of a report carries: its frozen content, and a table of its items."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from program.rich_text import to_plain
from reporting.document.content import Report
from reporting.document.freezing import canonical, to_json
from reporting.enums import column_year
from reporting.spreadsheets import without_formula

COLUMNS = (
    "paragraph",
    "reference",
    "chapter",
    "implementer",
    "column",
    "column_year",
    "heading",
    "subheading",
    "label",
    "activities",
    "countries",
    "text",
)


@dataclass(frozen=True)
class EmbeddedFile:
    """A file within the PDF. `relationship` is the one of ISO 19005-3, 6.8."""

    name: str
    description: str
    data: bytes
    relationship: str


def embedded_files(report: Report) -> tuple[EmbeddedFile, ...]:
    """Return the frozen content as JSON, and the items of the report as CSV."""
    return (
        EmbeddedFile(
            name=f"report-{report.year}.json",
            description="The whole content of this report, as it was frozen",
            data=canonical(to_json(report)),
            relationship="Source",
        ),
        EmbeddedFile(
            name=f"report-{report.year}.csv",
            description="The items of this report, one in each row",
            data=items_as_csv(report),
            relationship="Data",
        ),
    )


def items_as_csv(report: Report) -> bytes:
    """Return the items in printed order as CSV in UTF-8: a header row with `COLUMNS`, then items.

    Several values in one cell are separated by semicolons. Texts are plain, and one that begins as
    a formula would begins with an apostrophe, so that no spreadsheet runs it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([without_formula(value) for value in row] for row in _rows(report))
    return text.getvalue().encode()


def _rows(report: Report) -> Iterator[list[str]]:
    for chapter in report.chapters:
        for column in chapter.columns:
            year = column_year(column.kind, report.year)
            for item in column.items:
                yield [
                    str(item.paragraph),
                    item.reference,
                    chapter.number,
                    chapter.acronym,
                    column.kind,
                    str(year),
                    item.heading,
                    item.subheading,
                    item.label,
                    ";".join(tag.code for tag in item.activities),
                    ";".join(f"{tag.iso3}:{tag.role}" for tag in item.countries),
                    to_plain(item.text),
                ]
