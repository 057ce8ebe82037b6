"""WeasyPrint reads the typefaces of this project and nothing else, whatever a document asks for."""

from pathlib import Path

import pytest
from django.conf import settings
from weasyprint import HTML
from weasyprint.urls import URLFetcherResponse

from reporting.document.fetcher import FONTS, AddressRefused, TypefaceFetcher
from tests.reporting.document import hostile

SECRET = Path(settings.BASE_DIR) / "manage.py"
FONT = FONTS / "SourceSerif4-Regular.ttf"
TARGETS = pytest.mark.parametrize(
    "target", ["{host}/called", "file:///etc/passwd", "../../manage.py"]
)


class Watched(TypefaceFetcher):
    """Our fetcher, which also tells what it was asked for and what it answered."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.answered: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        self.asked.append(url)
        response = super().fetch(url, headers)
        self.answered.append(url)
        return response


def write(html: str, fetcher: TypefaceFetcher) -> bytes:
    base = f"{FONTS.as_uri()}/"
    return HTML(string=f"<p>x</p>{html}", base_url=base, url_fetcher=fetcher).write_pdf()


def ways(known: dict[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("way", known.values(), ids=known.keys())


@ways(hostile.HTML)
@TARGETS
def test_a_document_that_asks_for_anything_ends_the_rendering(way, target, host):
    fetcher = Watched()
    with pytest.raises(AddressRefused):
        write(way.format(target=target.format(host=host)), fetcher)
    assert fetcher.answered == []


@ways(hostile.HTML_IN_IMAGES)
@TARGETS
def test_an_image_that_asks_for_anything_gets_nothing(way, target, host):
    fetcher = Watched()
    write(way.format(target=target.format(host=host)), fetcher)
    assert fetcher.answered == []


@ways(hostile.HTML_UNREAD)
def test_what_only_browsers_read_is_not_asked_for(way, host):
    fetcher = Watched()
    write(way.format(target=f"{host}/called"), fetcher)
    assert fetcher.asked == []


def test_the_way_is_open_without_our_fetcher(server):
    server.requests.clear()
    called = f"http://127.0.0.1:{server.server_port}/called"
    HTML(string=hostile.HTML["image"].format(target=called)).write_pdf()
    assert server.requests == ["/called"]


REFUSED = [
    "file:///etc/passwd",
    f"file://{SECRET}",
    f"file://{FONTS}/../../manage.py",
    f"file://{FONTS}/%2e%2e/%2e%2e/manage.py",
    f"file://{FONTS}/..%2f..%2fmanage.py",
    f"file://{FONT}/../../../manage.py",
    f"file://{FONTS}/README.md",
    f"file://{FONTS}/",
    f"file://{FONT}?x=1",
    f"file://{FONT}#x",
    f"file://{FONT}%00.txt",
    f"file://localhost{FONT}",
    f"file://example.org{FONT}",
    f"FILE://{SECRET}",
    f"//example.org{FONT}",
    str(FONT),
    "SourceSerif4-Regular.ttf",
    "http://127.0.0.1:1/SourceSerif4-Regular.ttf",
    "https://example.org/SourceSerif4-Regular.ttf",
    "ftp://example.org/SourceSerif4-Regular.ttf",
    "data:text/css,p{color:red}",
    "data:font/ttf;base64,AAEAAAA=",
    "jar:file:///etc/passwd",
    "",
]


@pytest.mark.parametrize("url", REFUSED)
def test_every_other_address_is_refused(url):
    with pytest.raises(AddressRefused):
        TypefaceFetcher().fetch(url)


@pytest.mark.parametrize("font", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_each_typeface_of_the_project_is_read(font):
    response = TypefaceFetcher().fetch(font.as_uri())
    assert response.read() == font.read_bytes()
