"""Nothing that is not accepted shows anywhere, not even in a count."""

import json

import pytest

from reporting.api.throttling import AnonymousRateThrottle
from reporting.enums import SubmissionStatus
from reporting.urls.api import router

from .conftest import plant_chapter, plant_entry

NOUNS = [noun for noun, _viewset, _name in router.registry]
HIDDEN = [status for status in SubmissionStatus if status != SubmissionStatus.ACCEPTED]


def everything(answer, client) -> dict[str, object]:
    """Every page of every list, and details of rows of each, by address."""
    found: dict[str, object] = {}
    for noun in NOUNS:
        page = answer(f"/{noun}/", page_size=200, count="true")
        while True:
            found[f"{noun} from {len(found)}"] = page["results"]
            # An entry's detail is made as its row is: a few will do.
            rows = page["results"][:: 20 if noun == "entries" else 1]
            for row in (row for row in rows if "api_url" in row):
                path = row["api_url"].removeprefix("http://testserver")
                found[path] = (row, client.get(path).json())
            if not page["next"]:
                break
            page = client.get(page["next"]).json()
        found[noun] = page["count"]
    return found


@pytest.fixture
def planted(db) -> list[str]:
    """Hidden chapters of years of their own and of 2011's neighbors, in every hidden status."""
    paths = []
    for year, status in zip((2010, 2012, 2013), HIDDEN, strict=True):
        for position, slug in enumerate(("iom", "mide"), start=1):
            chapter = plant_chapter(year, slug, status, position=position)
            entry = plant_entry(chapter, 1, kind="next_year", countries=(("GUY", "place"),))
            chapter.financing.create(
                position=1, kind="external_contribution", text="Planted money", entry=entry
            )
            paths += [
                f"/entries/{entry.reference}/",
                f"/chapters/{year}-{slug}/",
                f"/years/{year}/",
            ]
    return paths


@pytest.fixture
def _no_throttle(monkeypatch) -> None:
    monkeypatch.setattr(AnonymousRateThrottle, "THROTTLE_RATES", {"anon": None})


@pytest.mark.usefixtures("_no_throttle")
def test_hidden_chapters_change_no_answer_at_all(answer, client, request):
    before = everything(answer, client)

    request.getfixturevalue("planted")
    after = everything(answer, client)

    assert after == before
    assert "Planted" not in json.dumps(list(after.values()))


def test_hidden_objects_are_not_found_at_their_own_address(answer, planted):
    for path in planted:
        answer(path, status=404)


@pytest.mark.parametrize("path", ["/entries/", "/chapters/"])
def test_hidden_year_is_refused_like_one_that_never_was(answer, planted, path):
    hidden = answer(path, status=400, year=2012)
    never = answer(path, status=400, year=2099)

    assert hidden["detail"] == never["detail"].replace("2099", "2012")


def test_hidden_entries_are_in_no_filtered_list(answer, planted):
    assert answer("/entries/", country="GUY")["results"] == []
    assert answer("/entries/", role="place", country="GUY", count="true")["count"] == 0
    assert answer("/countries/GUY/")["entries_count"] == 0


def test_public_entry_does_not_name_the_hidden_one_it_continues(answer):
    hidden = plant_chapter(2019, "iom", SubmissionStatus.RETURNED)
    public = plant_chapter(2020, "iom", SubmissionStatus.ACCEPTED)
    announcement = plant_entry(hidden, 1, kind="next_year")
    plan = plant_entry(public, 1, kind="planned")
    done = plant_entry(public, 2, continues=(announcement.reference, plan.reference))

    assert answer(f"/entries/{done.reference}/")["continues"] == [plan.reference]
    [_plan, row] = answer("/entries/", year=2020)["results"]
    assert row["continues"] == [plan.reference]
    [executed] = answer("/chapters/2020-iom/")["executed"]
    assert executed["continues"] == [plan.reference]


def test_hidden_chapter_of_a_public_year_takes_no_number(answer):
    plant_chapter(2020, "mide", SubmissionStatus.DRAFT, position=1)
    plant_chapter(2020, "rial", SubmissionStatus.ACCEPTED, position=2)

    assert [row["number"] for row in answer("/years/2020/")["chapters"]] == ["A.1"]
    assert answer("/years/2020/")["chapters_count"] == 1


def test_signed_in_people_see_no_more_than_strangers(answer, client, planted, admin_user):
    client.force_login(admin_user)

    for path in planted:
        answer(path, status=404)
    assert answer("/entries/", count="true")["count"] == 214
