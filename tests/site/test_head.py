"""The head of a page: what machines read there, whatever the texts."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import given, settings

from generator import addresses
from generator.archive.graph import Archive
from generator.feeds import feed_files
from generator.site.head import Head
from tests.publishing.sample import HOSTILE, MEETING, archives, sample

SITE = "https://kamer.example/sub/"
PAGES = (
    addresses.HOME,
    addresses.DATA,
    addresses.OPEN,
    addresses.COMMITMENTS,
    addresses.meeting_page(MEETING),
    addresses.faction_page("d66"),
    addresses.topic_page("geld"),
    addresses.dossier_page("36045"),
)


class Elements(HTMLParser):
    """The elements of a head, and the text of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.script = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.script += data

    def properties(self) -> dict[str | None, str | None]:
        return {values["property"]: values["content"] for tag, values in self.found if tag == "meta"}

    def links(self) -> list[str]:
        return [str(values["href"]) for tag, values in self.found if tag == "link"]


def test_every_feed_is_found_from_the_page_it_belongs_to() -> None:
    head = Head(sample(), SITE, "Kamerspiegel")
    found = {link for page in PAGES for link in Elements(head(page, "T", "D")).links()}
    written = {SITE + path for path, _ in feed_files(sample(), SITE)}
    others = {link for link in written if "/fracties/vvd" in link}
    assert found == written - others
    assert Elements(head(addresses.OPEN, "T", "D")).links()[0] == f"{SITE}volg/open-vragen.xml"


def test_without_an_address_nothing_points_to_what_is_not_there() -> None:
    made = Elements(Head(sample(), None, "Kamerspiegel")(addresses.meeting_page(MEETING), "T", "D"))
    assert made.links() == []
    assert "og:image" not in made.properties()
    assert json.loads(made.script)["@type"] == "CollectionPage"


def test_titles_come_escaped_or_not_and_stand_there_once() -> None:
    head = Head(sample(), SITE, "Kamerspiegel")
    for title in ("A &#38; B &#60;b&#62;", "A & B <b>"):
        assert Elements(head(addresses.HOME, title, HOSTILE)).properties()["og:title"] == "A & B <b>"


@settings(max_examples=25)
@given(archives())
def test_nothing_in_a_head_comes_from_a_text(some: Archive) -> None:
    head = Head(some, SITE, HOSTILE)
    for page in PAGES:
        made = Elements(head(page, HOSTILE, HOSTILE))
        assert {tag for tag, _ in made.found} <= {"meta", "link", "script"}
        assert all(
            set(values) <= {"property", "content", "rel", "type", "title", "href"} for _, values in made.found
        )
        if made.script.strip():
            json.loads(made.script)
