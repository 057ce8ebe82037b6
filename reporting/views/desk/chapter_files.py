"""/desk/<year>/<implementer>/chapter.<format> : the chapter as a document on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reporting import permissions
from reporting.document.assemble import chapter_document
from reporting.document.chapter import FORMATS, Purpose
from reporting.enums import FileFormat
from reporting.views.desk.base import chapter_to_see, desk_page
from reporting.views.editions import TYPES


@require_safe
@desk_page
def chapter_file(request: HttpRequest, year: int, slug: str, file_format: str) -> HttpResponse:
    """The chapter at work as PDF or Word, marked as a draft until it is accepted."""
    chapter = chapter_to_see(request.user, year, slug)
    permissions.require_to_see_work(request.user, chapter)
    if file_format not in FORMATS:
        raise Http404(_("A chapter can be downloaded as PDF and as Word."))
    purpose = Purpose.COPY if chapter.is_accepted else Purpose.DRAFT
    content = chapter_document(chapter, purpose=purpose, file_format=file_format)
    response = HttpResponse(content, content_type=TYPES[FileFormat(file_format)])
    response["Content-Disposition"] = (
        f'attachment; filename="{purpose}-{year}-{slug}.{file_format}"'
    )
    return response
