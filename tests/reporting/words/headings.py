"""How a chapter's columns are headed in print, by column."""

from reporting.document.content import Chapter


def column_headings(chapter: Chapter) -> dict[str, str]:
    headings = {"activities": chapter.activities_heading}
    headings |= {column.kind: column.heading for column in chapter.columns}
    if chapter.prints_financing:
        headings["financing"] = chapter.financing_heading
    return headings
