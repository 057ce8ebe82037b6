"""/desk/preview/ : a text as it will be printed."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reporting.markdown import to_html
from reporting.validators import text_problems, with_plain_line_breaks
from reporting.views.desk.answers import desk_answer, said


@desk_answer
def preview(request: HttpRequest) -> HttpResponse:
    """The text as sanitised HTML; refused as JSON when it is longer than an entry can be."""
    text = with_plain_line_breaks(request.POST.get("text", ""))
    if problems := list(text_problems(text)):
        return said(HTTPStatus.UNPROCESSABLE_ENTITY, f"{_('Text')}: {problems[0]}")
    # Past the cache, which every keystroke of everybody would fill.
    return HttpResponse(to_html.__wrapped__(text))
