"""What is sent twice at the same moment, by two people or by one program."""

import http.client
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.crash.browser import Browser

ROUNDS = 5
EDIT = "/desk/entries/2013-iom-1/"


def test_two_people_save_at_once_and_both_texts_survive(portal):
    browsers = [Browser(portal.port, session) for session in portal.sessions[:2]]
    begun = browsers[0].open()
    browsers[0].save(begun, "The first text.")
    for number in range(ROUNDS):
        pages = [browser.open(EDIT, EDIT + "autosave/") for browser in browsers]
        assert pages[0].based_on == pages[1].based_on
        start = Barrier(2)
        texts = [f"Text {number} of writer {who}." for who in range(2)]

        def save(who, start=start, pages=pages, texts=texts):
            start.wait()
            return browsers[who].save(pages[who], texts[who])

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(save, range(2)))

        assert sorted(status for status, _said in answers) == [200, 409]
        saved = [status for status, _said in answers].index(200)
        refused = answers[1 - saved][1]
        assert browsers[0].text_at(EDIT) == texts[saved]
        assert refused["kept"] is True
        assert texts[1 - saved] in browsers[1 - saved].page_at(refused["page"])


def test_a_new_entry_sent_twice_at_once_is_one_entry(portal):
    browser = Browser(portal.port, portal.sessions[0])
    page = browser.open()
    start = Barrier(2)

    def save(text):
        start.wait()
        return browser.save(type(page)(page.autosave, page.token, "", page.session), text)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(save, ["Once.", "Once."]))

    assert {said["key"] for _status, said in answers} == {"2013-iom-1"}
    assert browser.page_at("/desk/2013/iom/").count('id="e-2013-iom-') == 1


def test_one_key_with_two_contents_at_once_begins_one_entry(portal):
    secret = Browser(portal.port, portal.sessions[0]).new_api_token("Two at once")
    for number in range(1, ROUNDS + 1):
        key, start = str(uuid.uuid4()), Barrier(2)
        texts = [f"Text {number} of program {who}." for who in range(2)]

        def send(text, key=key, start=start):
            start.wait()
            return sent(portal, secret, text, key=key)

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(send, texts))

        assert sorted(status for status, _said in answers) == [201, 409]
        [won] = [said for status, said in answers if status == 201]
        [lost] = [said for status, said in answers if status == 409]
        assert won["id"] == f"2013-iom-{number}"
        assert won["id"] in lost["detail"]


def sent(portal, secret, text, *, key):
    """The status and the answer to a new entry, sent by a program."""
    connection = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=20)
    try:
        connection.request(
            "POST",
            "/api/v1/drafts/2013-iom/entries/",
            json.dumps({"kind": "executed", "text": text}),
            {
                "Authorization": f"Bearer {secret}",
                "Content-Type": "application/json",
                "Idempotency-Key": key,
            },
        )
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()
