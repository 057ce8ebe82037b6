"""An entry's content as a browser would send it."""

from django.http import QueryDict

from reporting.entry_content import EntryContent
from reporting.forms.entry_choices import EntryChoices
from reporting.forms.entry_rows import row_of
from reporting.forms.rows import SPARE_ROWS


def data_of(
    content: EntryContent, *, based_on: int, session: str, choices: EntryChoices
) -> QueryDict:
    """The fields of the form that holds `content`."""
    assigned = {code for code, _words in choices.activities}
    data = QueryDict(mutable=True)
    data["kind"], data["text"] = content.kind, content.text
    data["based_on"], data["session"] = str(based_on), session
    data.setlist("activities", [code for code in content.activities if code in assigned])
    data.setlist("other_activities", [code for code in content.activities if code not in assigned])
    data.setlist("continues", list(content.continues))
    _add_rows(data, "countries", [{"country": c, "role": role} for c, role in content.countries])
    _add_rows(data, "events", [row_of(event) for event in content.events])
    _add_rows(data, "documents", [{"title": t, "url": url} for t, url in content.documents])
    return data


def _add_rows(data: QueryDict, prefix: str, rows: list[dict[str, object]]) -> None:
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows) + SPARE_ROWS)
    data[f"{prefix}-INITIAL_FORMS"] = "0"
    for number, row in enumerate(rows):
        for name, value in row.items():
            if value is not False:
                data[f"{prefix}-{number}-{name}"] = str(value)
