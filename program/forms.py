"""The form field of a long text, with the rich text editor."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from program.rich_text import (
    RichTextError,
    from_html,
    from_plain,
    is_plain,
    to_html,
    to_literal,
)
from program.rich_text.characters import with_line_feeds

_TICK_IS_MISSING = gettext_lazy(
    "There is a text with formatting, and another one below it. Tick “Replace this text by the one "
    "below”, or empty the one below."
)


class UnreadableText(str):
    """What a user sent and no text can be made of; `message` says why and what to do.

    `html` is the structured text that was sent beside a literal one, or the empty string.
    """

    message: str
    is_html: bool
    html: str

    def __new__(cls, sent: str, message: str, *, is_html: bool, html: str = "") -> "UnreadableText":
        text = super().__new__(cls, sent)
        text.message, text.is_html, text.html = message, is_html, html
        return text


class RichTextWidget(forms.Textarea):
    """A text area that a script replaces by the editor.

    The editor sends HTML as `NAME-html`. Without a script, a plain text is edited literally in the
    text area. A text with structure is sent back as it was, unless the user ticks `NAME-replace`.
    What was typed without that tick is refused, because it would be lost.
    """

    template_name = "forms/rich_text.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, limit: int | None = None) -> None:
        super().__init__(attrs)
        self.limit = limit

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Return the stored form of what was sent, or an `UnreadableText`; None if nothing was."""
        html, literal = data.get(f"{name}-html"), data.get(name)
        is_html = html is not None and f"{name}-replace" not in data
        sent = html if is_html else literal
        if sent is None:
            return None
        try:
            if is_html and (literal or "").strip():
                return UnreadableText(
                    literal, str(_TICK_IS_MISSING), is_html=False, html=from_html(html)
                )
            return from_html(sent) if is_html else from_plain(sent)
        except RichTextError as error:
            return UnreadableText(sent, str(error), is_html=is_html)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-html" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["limit"] = self.limit
        text = value or ""
        if isinstance(text, UnreadableText):
            context["widget"] |= {
                "html": text if text.is_html else text.html,
                "plain": not text.is_html and not text.html,
                "literal": "" if text.is_html else text,
                "shown": to_html(text.html),
            }
        else:
            context["widget"] |= {
                "html": text,
                "plain": is_plain(text),
                "literal": to_literal(text),
                "shown": to_html(text),
            }
        return context


def typed_text(data: Any, name: str = "text") -> dict[str, str]:
    """Return the context of `forms/_typed_text.html`: what was typed as a long text, to copy it.

    `data` has the fields of a form. "formatted" is the HTML of a text with formatting, "text" any
    other as it was typed.
    """
    text = RichTextWidget().value_from_datadict(data, {}, name) or ""
    if f"{name}-html" not in data:
        return {"text": with_line_feeds(data.get(name, "")), "formatted": ""}
    if isinstance(text, UnreadableText):
        return {"text": str(text), "formatted": ""}
    return {"text": to_literal(text), "formatted": "" if is_plain(text) else to_html(text)}


_NOT_TEXTS = ("base", "based_on", "csrfmiddlewaretoken", "keep")
_TEXT_NAMES = ("text", "words", "reason", "suggestion")


def typed_texts(data: Any) -> list[dict[str, str]]:
    """Return what was typed as texts in any form, each as `typed_text` does, with its "name".

    Without a script a long text is sent as any other field: whatever has several words is a text,
    but for what stands in a row, such as the place of an event.
    """
    texts = []
    for name in dict.fromkeys(key.removesuffix("-html") for key in data):
        literal = data.get(name, "")
        is_text = f"{name}-html" in data or name.rpartition("-")[2] in _TEXT_NAMES
        has_words = "-" not in name and len(literal.split()) > 1
        if name not in _NOT_TEXTS and (is_text or has_words):
            text = typed_text(data, name)
            if text["text"] or text["formatted"]:
                label = name.replace("-", " ").replace("_", " ").capitalize()
                texts.append({**text, "name": label})
    return texts


class RichTextField(forms.CharField):
    """A long text; its cleaned value is in the stored form (`program.rich_text`).

    `limit` is shown to the editor's counter, in characters; the action validates it. There is no
    `maxlength`, because browsers cut pasted text to that length.
    """

    widget = RichTextWidget

    def __init__(self, *, rows: int = 4, limit: int | None = None, **options: Any) -> None:
        options.setdefault("widget", RichTextWidget(attrs={"rows": rows}, limit=limit))
        super().__init__(**{"strip": False, **options})

    def to_python(self, value: Any) -> str:
        if isinstance(value, UnreadableText):
            raise ValidationError(value.message)
        return super().to_python(value) or ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or "") != (data or ""))
