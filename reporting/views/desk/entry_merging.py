"""Merging an entry that someone else saved while it was edited: what a form sends, what is shown."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from reporting.actions.editing import EditingSession, latest_version
from reporting.actions.exceptions import EditConflict
from reporting.actions.merging import Base, MergeNeeded, merge_entry
from reporting.entry_content import EntryContent, EventContent
from reporting.forms.entry import EntryForms
from reporting.merging import Merge
from reporting.models import Entry
from reporting.queries.editing import country_names
from reporting.views.desk.differences import field_label, field_words
from reporting.views.desk.entry_editor import EntryEditor, entry_panel
from reporting.views.desk.merging import FieldWording, answers_of, merge_page, merged_message


def base_json(revision: int, content: EntryContent) -> str:
    """What the form carries to be merged later: the content that it is filled with."""
    return json.dumps({"revision": revision, "content": content.as_json()}, ensure_ascii=False)


def base_of(data: QueryDict) -> Base | None:
    """What the form was filled with; None if that is missing or no content."""
    try:
        sent = json.loads(data.get("base", ""))
        base = Base(int(sent["revision"]), EntryContent.from_json(sent["content"]))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return base if _is_content(base.content) else None


def _is_content(content: EntryContent) -> bool:
    """Whether all values have the types of a content: the browser may send anything."""
    return all(
        isinstance(value, str) or (isinstance(value, tuple) and all(map(_is_element, value)))
        for value in vars(content).values()
    )


def _is_element(element: object) -> bool:
    if isinstance(element, tuple):
        return all(isinstance(part, str) for part in element)
    return isinstance(element, str | EventContent)


def base_shown(request: HttpRequest, entry: Entry | None, before: EntryContent) -> str:
    """The base of a form that is shown: what it sent, or else the content on record."""
    if entry is None:
        return ""
    return request.POST.get("base") or base_json(entry.revision, before)


def conflict_of(
    request: HttpRequest, editor: EntryEditor, forms: EntryForms
) -> EditConflict | None:
    """The version that someone saved since the form was shown; None if nobody did."""
    if editor.entry is None or (latest := latest_version(editor.entry)) is None:
        return None
    session = EditingSession(forms.session, False, request.user)  # type: ignore[arg-type]
    try:
        session.require_fresh(editor.entry, latest, forms.based_on)
    except EditConflict as conflict:
        return conflict
    return None


def merged_with(
    request: HttpRequest,
    editor: EntryEditor,
    forms: EntryForms,
    conflict: EditConflict,
    *,
    keeps_both: bool = False,
) -> Merge[EntryContent]:
    """The content of the form merged with the newer version.

    With `keeps_both`, what has no answer yet is kept of both.
    """
    mine, base, answers = (
        forms.content(editor.before),
        base_of(request.POST),
        answers_of(request.POST),
    )
    merge = merge_entry(conflict, mine, base=base, answers=answers)
    if keeps_both and merge.is_open:
        merge = merge_entry(conflict, mine, base=base, answers=merge.all_kept)
    return merge


def merge_page_of(
    request: HttpRequest, editor: EntryEditor, needed: MergeNeeded[EntryContent]
) -> HttpResponse:
    """The page on which the user decides what to keep."""
    conflict: Any = needed.conflict
    return merge_page(
        request,
        needed,
        entry_wording(),
        {
            "chapter": editor.chapter,
            "entry": editor.entry,
            "address": editor.address,
            "title": editor.title,
            "language": editor.before.language,
            "who": _who(request, conflict),
            "may_edit": True,
        },
    )


def entry_wording() -> FieldWording:
    """How the fields of an entry are shown. Takes one query when they are."""
    countries: dict[str, str] = {}

    def words(name: str, value: Any, content: EntryContent) -> str:
        if not countries:
            countries.update(country_names())
        shown = dict(vars(content))
        shown[name] = value
        return field_words(EntryContent(**shown), name, countries)

    return FieldWording(field_label, words)


def entry_merged_message(
    request: HttpRequest, merge: Merge[EntryContent], conflict: EditConflict
) -> str:
    """Who changed what, in one sentence; empty if nothing was taken."""
    return merged_message(merge, _who(request, conflict), entry_wording())


def _who(request: HttpRequest, conflict: EditConflict) -> object:
    if conflict.latest.saved_by_id == request.user.pk:
        return _("Your other tab")
    return conflict.latest.saved_by or _("An import")


def merged_form(
    request: HttpRequest,
    editor: EntryEditor,
    merge: Merge[EntryContent],
    conflict: EditConflict,
    session: str,
) -> Mapping[str, object]:
    """The merged content for the script of the form, which takes it over and saves it."""
    revision = conflict.latest.revision
    base = base_json(revision, merge.theirs)
    context = {
        "chapter": editor.chapter,
        "entry": editor.entry,
        "address": editor.address,
        "forms": editor.holding(merge.content, revision, session),
        "panel": entry_panel(editor, merge.content),
        "base": base,
    }
    return {
        "revision": revision,
        "base": base,
        "form": render_to_string("desk/_entry_form.html", context, request),
        "message": entry_merged_message(request, merge, conflict),
    }
