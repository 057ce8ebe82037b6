"""The tag of every printed number that counts rows."""

from django import template
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reporting.filtered_lists import CountedRows

register = template.Library()


@register.simple_tag
def count(
    known: int | None = None,
    rows: CountedRows | None = None,
    *,
    noun: str = "entries",
    linked: bool = True,
    is_demonstration: bool = False,
    **parameters: object,
) -> SafeString:
    """The number of `rows`, or of the list `noun` with these filters, as a link to them.

    `known` is the number that an aggregate has counted already; without it, the tag counts. A page
    with many numbers counts them together and passes each of them. With `linked=False` it is a
    number without a link, where a link stands around it. What counts a demonstration has no list
    and is a number only. A test follows each of the others to its rows.
    """
    if is_demonstration and known is not None:
        return format_html("{}", localize(known))
    rows = rows or CountedRows.of(noun, **parameters)
    number = rows.count() if known is None else known
    if not linked or not number:
        return format_html('<span data-count="{}">{}</span>', rows.address, localize(number))
    return format_html('<a href="{0}" data-count="{0}">{1}</a>', rows.address, localize(number))
