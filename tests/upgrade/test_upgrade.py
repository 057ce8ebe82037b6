"""A database that commit 27a46af left is upgraded, and nothing that anybody wrote is lost.

README.md says what is in it and how it was made.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from program.world import countries_of_the_world
from tests.prepared import FIXTURES
from tests.upgrade.database import restored, run
from tests.upgrade.look import literal
from tests.upgrade.small_year import write_small_year

HERE = Path(__file__).resolve().parent
RECORD = HERE / "27a46af.json"
# What was signed by 27a46af was signed with this key.
SECRET_KEY = "only-for-tests-and-known-to-everybody-0123456789-abcdefghijklmnopqrstuvwxyz"
# Rows of these are made anew, or counted when a page asks.
MADE_ANEW = {
    "reporting.SearchDocument",
    "reporting.YearFigures",
    "reporting.ChapterFigures",
    "reporting.CountryFigures",
}


@dataclass(frozen=True)
class Upgrade:
    """What 27a46af showed, what the present code finds, and what its commands said."""

    record: dict[str, Any]
    found: dict[str, Any]
    verified: tuple[str, str]
    checked: str


@pytest.fixture(scope="module")
def upgrade(tmp_path_factory) -> Iterator[Upgrade]:
    folder = tmp_path_factory.mktemp("upgrade")
    with restored(folder) as address:
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "SECRET_KEY": SECRET_KEY,
            "DEBUG": "false",
            "LOCAL_DEMONSTRATION": "false",
            "TASKS_RUN_IN": "database",
            "EMAIL_URL": "memorymail://",
            "RENDERED_ROOT": str(folder / "rendered"),
        }
        run(environment, "manage.py", "migrate", "--verbosity", "0")
        verified = run(environment, "manage.py", "verify_editions")
        checked = run(environment, "manage.py", "check")
        small_year = write_small_year(FIXTURES, folder / "2010", 2010)
        answers = folder / "answers.json"
        run(environment, "-m", "tests.upgrade.look", str(RECORD), str(small_year), str(answers))
        verified_again = run(environment, "manage.py", "verify_editions")
        yield Upgrade(
            record=json.loads(RECORD.read_text(encoding="utf-8")),
            found=json.loads(answers.read_text(encoding="utf-8")),
            verified=(verified, verified_again),
            checked=checked,
        )


def recorded_words(record: dict[str, Any]) -> dict[tuple[str, int, str], str]:
    """By model, key and field, the words that 27a46af showed of each long text."""
    return {
        (label, pk, field): literal(words) for label, pk, field, _form, words in record["texts"]
    }


# Texts


def test_every_long_text_shows_the_words_that_it_showed(upgrade):
    expected = recorded_words(upgrade.record)
    found = {(label, pk, field): words for label, pk, field, words in upgrade.found["texts"]}

    assert len(expected) > 1_300
    changed = {
        key: (words, found.get(key)) for key, words in expected.items() if found.get(key) != words
    }
    assert changed == {}


def test_texts_that_were_not_shown_as_typed_are_listed_in_the_log(upgrade):
    """Entries in every status: drafts, returned, reopened and accepted ones, and other texts."""
    listed = {(where, note) for where, note in upgrade.found["converted"]}
    year = "1998. The Convention entered into force in that year."
    as_list = f"Typed: “{year}” – shown as a numbered list: “{year}”"

    assert {where for where, note in listed if note == f"Text\n{as_list}"} >= {
        "2012-iom-28",
        "2012-iachr-23",
        "2012-dps-6",
        "2012-unhcr-5",
        "2012-ilo-9",
    }
    assert ("iom", f"Opening words: executed\n{as_list}") in listed
    assert ("2012", f"Highlight 1\n{as_list}") in listed
    assert ("2012-iom-59", "Text\nTyped: “5*6*7” – shown: “567”") in listed
    assert not any("bold" in note or "identity documents" in note for _where, note in listed)


def test_nothing_of_the_year_that_was_only_loaded_is_listed(upgrade):
    assert not any(where.startswith(("2009", "2010")) for where, _n in upgrade.found["converted"])


LINES_ABOUT_2011 = 28  # of subjects, titles, themes and corrections


def test_no_row_is_lost(upgrade):
    expected = {k: n for k, n in upgrade.record["rows"].items() if k not in MADE_ANEW}
    expected["reporting.LogEntry"] += len(upgrade.found["converted"])
    expected["reporting.LogEntry"] += len(upgrade.found["corrected"]["lines"])
    expected["reporting.LogEntry"] += LINES_ABOUT_2011
    expected["reporting.HighlightEntry"] += 1  # docs/corrections-2011.md
    expected["reporting.EntryCountry"] += 1
    expected["reporting.EntryLink"] += 9
    expected["reporting.EditingPresence"] = 0  # they are of the last minute
    expected["program.Country"] = len(countries_of_the_world())  # those that it lacked are added
    assert {k: n for k, n in upgrade.found["rows"].items() if k not in MADE_ANEW} == expected


def test_the_newest_version_of_each_entry_is_what_the_entry_holds(upgrade):
    assert upgrade.found["versions"] == {
        "read": upgrade.record["rows"]["reporting.EntryVersion"],
        "unlike": [],
    }


def test_outcomes_that_people_stated_say_by_whom_and_when(upgrade):
    by_people = [row for row in upgrade.found["outcomes"] if row[2] == "implementer"]
    assert by_people == [
        [f"2012-iom-{number}", outcome, "implementer", "iom-writer@example.org", 2013, False]
        for number, outcome in enumerate(("carried_out", "under_way", "postponed", "dropped"), 1)
    ]


def test_of_outcomes_that_files_gave_only_those_of_the_printed_report_stay(upgrade):
    stated = [row for row in upgrade.found["outcomes"] if row[2] == "report"]
    assert len(stated) == 14
    assert all(row[0].startswith("2011-") and row[5] for row in stated)
    assert upgrade.found["corrected"]["unquoted"] == []

    lines = dict(upgrade.found["corrected"]["lines"])
    removed = [reference for reference, note in lines.items() if "was removed" in note]
    assert removed == [
        "2009-mide-2",
        "2010-mide-2",
        "2011-education-1",
        "2011-education-3",
        "2011-ilo-1",
    ]
    assert lines.keys() - set(removed) == {row[0] for row in stated}
    assert lines["2011-rial-3"] == (
        "“carried out” is stated in the printed report: “All scheduled activities are fully met.”"
    )


def test_every_version_restores(upgrade):
    expected = recorded_words(upgrade.record)
    restored = upgrade.found["restored"]

    assert len(restored) > 10
    assert restored == [
        [pk, expected["reporting.EntryVersion", pk, "content.text"]] for pk, _words in restored
    ]


def test_a_conflict_at_an_earlier_version_is_merged(upgrade):
    words = recorded_words(upgrade.record)
    spanish = next(shown for shown in words.values() if shown.startswith("El Instituto"))
    assert upgrade.found["merged"] == {
        "taken": ["text", "language", "activities", "countries"],
        "words": spanish,
    }


def test_a_suggested_text_that_waited_is_taken_over(upgrade):
    pk = upgrade.record["suggestion"]
    words = recorded_words(upgrade.record)["reporting.Remark", pk, "suggestion"]
    assert upgrade.found["taken"] == {"pk": pk, "words": words}


def test_a_deleted_entry_comes_back(upgrade):
    assert upgrade.found["undeleted"] == {"words": "Deleted text: one two"}


def test_kept_texts_are_offered_as_they_were_typed(upgrade):
    assert len(upgrade.record["drafts"]) == 5
    drafts = [
        {**draft, "in_form": _without_indents(draft["in_form"])}
        for draft in upgrade.found["drafts"]
    ]
    assert drafts == [
        {
            "pk": kept["pk"],
            "shown": kept["text"],
            "offered": True,
            "in_form": _without_indents(kept["text"]),
        }
        for kept in upgrade.record["drafts"]
    ]


def _without_indents(text: str) -> str:
    """As the form shows a literal text: it keeps no spaces at the beginning of a line."""
    return "\n".join(line.lstrip(" ") for line in text.split("\n"))


# What is public, and what is issued


def test_editions_keep_their_bytes_and_hashes(upgrade):
    kept = [
        {key: edition[key] for key in ("symbol", "year", "sha256", "files")}
        for edition in upgrade.found["editions"]
    ]
    assert kept == upgrade.record["editions"]
    assert upgrade.verified[0].splitlines() == [
        "CP/CAJP-3035/12: as issued",
        "CP/CAJP-3035/12 corr. 1: as issued",
    ]


def test_editions_render_to_the_words_that_were_issued(upgrade):
    for edition in upgrade.found["editions"]:
        assert len(edition["issued"]) > 60
        assert sum(len(words.split()) for words in edition["issued"].values()) > 14_000
        assert edition["rendered"] == edition["issued"]


def test_the_same_entries_are_public_with_the_same_words(upgrade):
    assert upgrade.found["public"] == {
        reference: literal(words) for reference, words in upgrade.record["public"].items()
    }
    assert upgrade.found["hidden"] == [404, 404, 404]


def test_chapters_keep_their_status(upgrade):
    assert upgrade.found["statuses"] == upgrade.record["statuses"]


def test_dismissals_still_silence_their_findings(upgrade):
    assert len(upgrade.record["dismissed"]) > 20
    corrected = [2011, "document.highlight-reworded", "", ""]  # docs/corrections-2011.md
    assert corrected in upgrade.record["dismissed"]
    assert upgrade.found["dismissed"] == [
        row for row in upgrade.record["dismissed"] if row != corrected
    ]


def test_the_search_finds_what_was_accepted_before(upgrade):
    assert upgrade.found["found"] is True


def test_every_page_opens(upgrade):
    assert len(upgrade.found["pages"]) > 45
    assert {a: status for a, status in upgrade.found["pages"].items() if status != 200} == {}


# Files


def test_loading_the_files_of_2011_again_adds_what_is_new_in_them(upgrade):
    """Contributors, places and joined events. Why a record is left differs: the year is issued."""
    before, after = upgrade.record["loading_2011"], upgrade.found["loading_2011"]
    assert before[-1] == "0 inserted, 0 changed, 417 as they were, 4 left."
    assert after[-1] == "30 inserted, 0 changed, 435 as they were, 4 left."
    left = [[line.partition(":")[0] for line in lines[:-1]] for lines in (before, after)]
    assert left[0] == left[1]


def test_loaded_records_that_nobody_edited_still_follow_their_files(upgrade):
    edited = "activity human-rights-of-migrants/67: edited since it was loaded, left as it is"
    assert upgrade.found["loading_small_year"] == [
        edited,
        # The words of an outcome. At first the entries of that year get titles too.
        "0 inserted, 21 changed, 204 as they were, 1 left.",
        edited,
        "0 inserted, 1 changed, 224 as they were, 1 left.",
    ]


# People


def test_a_session_goes_on(upgrade):
    email = upgrade.record["session"]["email"]
    assert upgrade.found["session"] == {"status": 200, "email": email}


def test_a_second_factor_works_and_is_encrypted(upgrade):
    assert upgrade.found["second_factor"] == {"encrypted": True, "signed_in": [True, True]}


def test_a_link_to_reset_a_password_works(upgrade):
    assert upgrade.found["password_reset"] == {"status": 302, "changed": True}


def test_api_tokens_work_unless_they_are_revoked_or_expired(upgrade):
    assert upgrade.found["tokens"] == {"status": 200, "chapter": True, "useless": [401, 401]}


def test_invitations_are_accepted_unless_they_are_closed(upgrade):
    assert upgrade.found["invitations"] == {
        "statuses": {
            "expired": 410,
            "open": 200,
            "account": 200,
            "cancelled": 410,
            "accepted": 410,
        },
        "joined": 2,
    }


def test_unsubscribe_links_of_earlier_mail_work(upgrade):
    assert upgrade.found["unsubscribe"] == {
        "statuses": [200, 200],
        "off": upgrade.record["unsubscribe"]["kinds"],
    }


def test_waiting_notifications_are_mailed_once(upgrade):
    waiting = {email for email, _kind in upgrade.record["unsent"]}
    first, second = upgrade.found["mail"]["runs"]

    assert len(waiting) == 7
    assert waiting <= set(first)
    assert second == []
    assert upgrade.found["mail"]["unsent"] == 0


# The database


def test_an_edition_that_waited_in_the_queue_is_made(upgrade):
    queued = upgrade.found["queued"]
    assert "the report changed after the edition was asked for" in queued.pop("refused")
    assert queued == {
        "state": "done",
        "message": "",
        "formats": ["docx", "html", "pdf"],
    }
    assert upgrade.verified[1].splitlines() == [
        *upgrade.verified[0].splitlines(),
        f"{upgrade.record['queued']['symbol']}: as issued",
    ]


def test_what_is_on_record_is_protected_by_the_database(upgrade):
    assert upgrade.found["refused_changes"] == [
        "reporting_edition",
        "reporting_editionfile",
        "reporting_logentry",
    ]


def test_new_rows_get_keys_that_are_free(upgrade):
    assert upgrade.found["sequences"] == []


def test_the_system_check_finds_nothing(upgrade):
    assert "no issues" in upgrade.checked
