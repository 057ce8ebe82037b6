"""The page on which a person decides what to keep of passages that two people changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from program.forms import RichTextField
from program.rich_text import to_plain
from program.rich_text.merging import has_words, shown_units
from reporting.actions.merging import MergeNeeded
from reporting.merging import Merge, MergedField, MergeKind, Question
from reporting.views.desk.fragments import fragment, is_htmx
from reporting.views.desk.kept_forms import typed_fields

PREFIX = "choice-"  # of the names of the choices
# What the page itself sends; everything else is what was typed in the form.
_OF_THE_PAGE = {
    "csrfmiddlewaretoken",
    "drop",
    "edit",
    "keep",
    "resolve",
    "restore",
    "save",
    "session",
}

LabelOf = Callable[[str], str]
WordsOf = Callable[[str, Any, Any], str]


@dataclass(frozen=True)
class FieldWording:
    """How the fields of a content are shown.

    `label` names a field; `words` tells the value of a field as text, given its name, the value and
    the content that has it.
    """

    label: LabelOf
    words: WordsOf


@dataclass(frozen=True)
class ShownQuestion:
    name: str
    mine: SafeString
    theirs: SafeString
    can_keep_both: bool
    both: SafeString | None  # what keeping both gives, where it is not one after the other
    answer: str
    is_missing: bool


@dataclass(frozen=True)
class ShownPart:
    """A part of a field: agreed content, or a question."""

    html: SafeString | None = None
    question: ShownQuestion | None = None


@dataclass(frozen=True)
class MergedFieldShown:
    label: str
    is_text: bool
    parts: list[ShownPart]


def answers_of(data: QueryDict) -> dict[str, str]:
    """The choices that were made on the page, by the key of their question."""
    return {
        name.removeprefix(PREFIX): str(value)
        for name, value in data.items()
        if name.startswith(PREFIX)
    }


def merge_page(
    request: HttpRequest,
    needed: MergeNeeded[Any],
    wording: FieldWording,
    context: Mapping[str, object],
) -> HttpResponse:
    """The page with the questions of a merge; everything that was typed is kept in it.

    `context` has the "address" and the "title" of the form, "who" saved, "may_edit" if the form can
    be opened with both texts, and what the breadcrumb needs.
    """
    fields = [
        (name, value)
        for name, value in typed_fields(request.POST)
        if name not in _OF_THE_PAGE and not name.startswith((PREFIX, "add-"))
    ]
    is_answered = "resolve" in request.POST
    shown = {
        **context,
        "conflict": needed.conflict,
        "section": "desk",
        "fields": fields,
        "merged_fields": list(_shown_fields(needed.merge, wording, is_answered)),
        "taken": taken_words(needed.merge, wording),
        "count": len(needed.merge.questions),
        "is_answered": is_answered and needed.merge.is_open,
    }
    if is_htmx(request):
        return fragment(request, "desk/_merge.html", shown, status=HTTPStatus.CONFLICT)
    return render(request, "desk/merge.html", shown, status=HTTPStatus.CONFLICT)


def form_wording(form: BaseForm) -> FieldWording:
    """How the fields of a plain form are shown: by its labels."""

    def label(name: str) -> str:
        return str(form.fields[name].label)

    def words(name: str, value: Any, content: Any) -> str:
        if isinstance(form.fields[name], RichTextField):
            return to_plain(value)
        return "" if value is None else str(value)

    return FieldWording(label, words)


def tell_merged(request: HttpRequest, merge: Merge[Any] | None, wording: FieldWording) -> None:
    """Tell the user what was merged, if anything was."""
    if merge is not None and (message := merged_message(merge, _("Someone else"), wording)):
        messages.info(request, message)


def merged_message(merge: Merge[Any], who: object, wording: FieldWording) -> str:
    """Who changed what, when all of it could be taken; empty if nothing was taken."""
    taken = taken_words(merge, wording)
    if not taken:
        return ""
    return _("%(who)s changed %(what)s. Both changes are kept.") % {
        "who": who,
        "what": _joined(taken),
    }


def taken_words(merge: Merge[Any], wording: FieldWording) -> list[str]:
    """What of the other person's changes was taken, such as "paragraph 2" or "Countries"."""
    texts = [merged for merged in merge.taken if merged.kind == MergeKind.TEXT]
    return [
        _taken_in_text(merged, wording, has_label=len(texts) > 1)
        if merged.kind == MergeKind.TEXT
        else _quoted(wording.label(merged.name))
        for merged in merge.taken
    ]


def _taken_in_text(merged: MergedField, wording: FieldWording, *, has_label: bool) -> str:
    label = _quoted(wording.label(merged.name))
    if not merged.taken:
        return label
    numbers = _joined([str(number) for number in merged.taken])
    words = ngettext("paragraph %(numbers)s", "paragraphs %(numbers)s", len(merged.taken)) % {
        "numbers": numbers
    }
    return f"{words} ({wording.label(merged.name)})" if has_label else words


def _quoted(label: str) -> str:
    return _("“%(label)s”") % {"label": label}


def _joined(words: list[str]) -> str:
    """The words as a list in one sentence."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _shown_fields(
    merge: Merge[Any], wording: FieldWording, is_answered: bool
) -> Iterator[MergedFieldShown]:
    for merged in merge.fields:
        if merged.questions:
            show = _display(merged, merge, wording)
            yield MergedFieldShown(
                wording.label(merged.name),
                merged.kind == MergeKind.TEXT,
                [_shown_part(part, show, is_answered) for part in merged.parts],
            )


def _shown_part(
    part: tuple[Any, ...] | Question, show: Callable[[Any], SafeString], is_answered: bool
) -> ShownPart:
    if not isinstance(part, Question):
        return ShownPart(html=show(part))
    joined = part.both if part.both not in (None, (*part.mine, *part.theirs)) else None
    return ShownPart(
        question=ShownQuestion(
            name=PREFIX + part.key,
            mine=show(part.mine),
            theirs=show(part.theirs),
            can_keep_both=part.both is not None,
            both=None if joined is None else show(joined),
            answer=part.answer,
            is_missing=is_answered and not part.answer,
        )
    )


def _display(
    merged: MergedField, merge: Merge[Any], wording: FieldWording
) -> Callable[[Any], SafeString]:
    """How elements or values of this field are shown."""
    if merged.kind == MergeKind.TEXT:
        return _show_units
    if merged.kind == MergeKind.ELEMENTS:
        return lambda elements: _lines(
            wording.words(merged.name, elements, merge.mine).splitlines()
        )
    return lambda values: _lines(
        line
        for name, value in zip(merged.names, values, strict=True)
        for line in wording.words(name, value, merge.mine).splitlines()
    )


def _show_units(units: Any) -> SafeString:
    # The writer of rich text escapes all characters and knows no element beyond those of its model.
    return mark_safe(shown_units(units)) if has_words(units) else mark_safe("")


def _lines(lines: Iterable[str]) -> SafeString:
    html = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
    return format_html("<p>{}</p>", html) if html else escape("")
