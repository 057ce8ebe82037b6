"""The number of queries of every list and detail: literal, and the same for few rows and for 200."""

import pytest

LISTS = [
    # rows, cited activities, countries, events and what they are about, themes, links in two,
    # documents, files; a filter by a code takes one to find it
    ("/entries/", {}, 10),
    # one more for the count
    ("/entries/", {"count": "true"}, 11),
    ("/entries/", {"q": "planted"}, 10),
    ("/entries/", {"q": "planted", "count": "true"}, 11),
    # fewer fields are fewer words in the answer, not fewer queries
    ("/entries/", {"fields": "id,text"}, 10),
    ("/entries/", {"year": 2020}, 11),
    ("/entries/", {"year": 2020, "country": "MEX", "activity": "67"}, 13),
    ("/entries/", {"year": 2020, "implementer": "iom"}, 13),
    # rows, numbers of the chapters of the years shown, figures; plus the filter's one
    ("/chapters/", {"year": 2020}, 7),
    # rows, countries that they are about; a filter by a code takes one to find it
    ("/events/", {}, 2),
    ("/events/", {"country": "MEX", "event_country": "GTM"}, 4),
    ("/events/", {"q": "planted"}, 2),
    ("/financing/", {}, 1),
    # rows with their figures
    ("/years/", {}, 5),
    # rows, assignments, counts
    ("/activities/", {}, 3),
    # rows, memberships, counts
    ("/countries/", {}, 3),
    # rows, assignments, counts of the whole tree in two
    ("/implementers/", {}, 5),
    ("/implementers/", {"fields": "slug,names"}, 1),
    ("/chapters/", {"fields": "id,heading"}, 1),
    ("/activities/", {"fields": "code,text"}, 1),
]
DETAILS = [
    ("/entries/2020-iom-1/", 10),
    # the chapter, its activities, its financing, the ten of its entries, numbers of the year's chapters,
    # figures, the names that were valid in its year
    ("/chapters/2020-iom/", 19),
    ("/chapters/2020-iom/?fields=heading,financing", 3),
    # the year, its chapters and their numbers and figures, the report's parts, editions, highlights
    ("/years/2020/", 17),
    ("/years/2020/?fields=title", 1),
    ("/activities/67/", 4),
    ("/countries/MEX/", 3),
    ("/implementers/iom/", 5),
]


@pytest.mark.usefixtures("planted_2020")
@pytest.mark.parametrize(("path", "parameters", "queries"), LISTS)
@pytest.mark.parametrize("rows", [20, 60, 200])  # the first entries of 2011 have no events
def test_queries_of_a_list_do_not_grow(
    answer, django_assert_num_queries, path, parameters, queries, rows
):
    with django_assert_num_queries(queries):
        given = answer(path, page_size=rows, **parameters)

    assert len(given["results"]) == rows or given["next"] is None


@pytest.mark.usefixtures("planted_2020")
@pytest.mark.parametrize(("path", "queries"), DETAILS)
def test_queries_of_a_detail(answer, django_assert_num_queries, path, queries):
    with django_assert_num_queries(queries):
        answer(path)


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_chapter_do_not_grow_with_its_entries(
    answer, django_assert_num_queries, planted_2020, rows
):
    planted_2020.entries.filter(kind="executed", position__gt=rows).delete()

    with django_assert_num_queries(19):
        given = answer("/chapters/2020-iom/")

    assert [len(entry["events"]) for entry in given["executed"]] == [3] * rows
    assert [len(entry["countries"]) for entry in given["executed"]] == [3] * rows
    assert [len(entry["activity_codes"]) for entry in given["executed"]] == [3] * rows


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("path", ["/api/docs/", "/api/schema/", "/api/v1/"])
def test_what_describes_the_api_takes_no_query(client, django_assert_num_queries, path):
    with django_assert_num_queries(0):
        assert client.get(path).status_code == 200
