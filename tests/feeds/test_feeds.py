"""Feeds: valid for feed readers, whole, with permanent ids, and the same bytes for the same archive."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import feedparser
import msgspec
import pytest
from hypothesis import given, settings

from generator.archive.graph import Archive
from generator.feeds import feed_files
from tests.publishing.sample import ASKED, HOSTILE, MEETING, answered, archive, archives, entry, sample

SITE = "https://kamer.example/sub/"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(feed_files(sample(), SITE))


def parsed(data: bytes) -> Any:
    found = feedparser.parse(data, resolve_relative_uris=False, sanitize_html=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_there_is_a_feed_of_every_kind_in_both_formats(files: dict[str, bytes]) -> None:
    stems = {
        "volg/alles",
        "volg/antwoorden",
        "volg/open-vragen",
        "volg/toezeggingen",
        "volg/fracties/d66",
        "volg/fracties/vvd",
        "volg/onderwerpen/geld",
        f"volg/vergaderingen/{MEETING}",
        "volg/kamerstukken/36045",
    }
    assert set(files) == {stem + suffix for stem in stems for suffix in (".xml", ".json")}


def test_without_the_address_of_the_site_there_are_none() -> None:
    assert list(feed_files(sample(), None)) == []
    assert list(feed_files(sample(), "")) == []


def test_atom_feeds_say_what_they_must(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.endswith(".xml"):
            feed = parsed(data)
            assert feed.version == "atom10"
            assert feed.feed.id == f"tag:kamer.example,2026-01-01:feed/{path.removesuffix('.xml')}"
            links = {(link.rel, link.type): link.href for link in feed.feed.links}
            assert links["self", "application/atom+xml"] == SITE + path
            assert links["alternate", "application/feed+json"] == SITE + path.replace(".xml", ".json")
            assert links["alternate", "text/html"].startswith(SITE)
            assert feed.feed.updated == max((e.updated for e in feed.entries), default="2026-02-12T00:00:00Z")
            for item in feed.entries:
                assert item.id.startswith("tag:kamer.example,2026-01-01:")
                assert item.link.startswith(f"{SITE}vergaderingen/{MEETING}/#{ASKED}--")
                assert datetime.fromisoformat(item.published) <= datetime.fromisoformat(item.updated)
            assert len({item.id for item in feed.entries}) == len(feed.entries)


def test_json_feeds_say_the_same(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.endswith(".json"):
            feed, atom = json.loads(data), parsed(files[path.replace(".json", ".xml")])
            assert feed["version"] == "https://jsonfeed.org/version/1.1"
            assert feed["feed_url"] == SITE + path
            assert [item["id"] for item in feed["items"]] == [item.id for item in atom.entries]
            assert [item["date_modified"] for item in feed["items"]] == [
                item.updated for item in atom.entries
            ]


def test_an_entry_carries_question_and_answer(files: dict[str, bytes]) -> None:
    item = next(e for e in parsed(files["volg/alles.xml"]).entries if e.id.endswith(f"vraag/{ASKED}/1"))
    assert item.title == "D66: Wat kost het?"
    html = item.content[0].value
    for text in (
        "Vraag 1 van D66 (4 februari 2026)",
        "Wat kost het?",
        "minister van Defensie, R. Voorbeeld, 10 februari 2026",
        "Vijf miljoen euro.",
        "Stand: Beantwoord",
        "geen officiële website",
    ):
        assert text in html
    assert (item.published, item.updated) == ("2026-02-05T00:00:00Z", "2026-02-12T00:00:00Z")
    assert [tag.term for tag in item.tags] == ["Geld"]


def test_what_stands_in_which_feed(files: dict[str, bytes]) -> None:
    def ids(stem: str) -> list[str]:
        return [item["id"].split(":", 2)[2] for item in json.loads(files[f"volg/{stem}.json"])["items"]]

    assert ids("alles") == [f"vraag/{ASKED}/{n}" for n in (1, 2, 3, 5, 4)]
    assert ids("antwoorden") == [f"antwoord/{ASKED}/{n}" for n in (1, 2, 3, 5)]
    assert ids("open-vragen") == [f"vraag/{ASKED}/4"], "what was split is left to its parts"
    assert ids("toezeggingen") == [f"toezegging/{ASKED}/2--t1", f"toezegging/{ASKED}/2--t2"]
    assert ids("onderwerpen/geld") == [f"vraag/{ASKED}/1", f"vraag/{ASKED}/2"]
    assert ids("kamerstukken/36045") == [f"vraag/{ASKED}/1"]
    assert ids("fracties/vvd") == []


def test_text_is_text(files: dict[str, bytes]) -> None:
    item = next(e for e in parsed(files["volg/alles.xml"]).entries if e.id.endswith(f"vraag/{ASKED}/5"))
    html = ElementTree.fromstring(f"<x>{item.content[0].value.replace('<br>', '<br/>')}</x>")
    assert {e.tag for e in html.iter()} == {"x", "p", "strong", "br", "a"}
    texts = ["\n".join(e.itertext()) for e in html.iter("p")]
    start, _, end = HOSTILE.partition(" \x0b")
    assert sum(text.startswith(start) and text.endswith(end[-8:]) for text in texts) == 3
    assert item.title.startswith(f"D66: {start[:40]}")


def test_the_same_archive_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert dict(feed_files(sample(), SITE)) == files
    assert dict(feed_files(sample(), SITE.rstrip("/"))) == files


def test_ids_stay_when_the_site_moves(files: dict[str, bytes]) -> None:
    moved = dict(feed_files(sample(), "https://other.example/", authority="kamer.example"))
    here, there = (parsed(some["volg/alles.xml"]) for some in (files, moved))
    assert [item.id for item in here.entries] == [item.id for item in there.entries]
    assert there.entries[0].link.startswith("https://other.example/")


def test_an_answer_makes_a_question_new_under_the_same_id() -> None:
    before = parsed(dict(feed_files(archive(entry(1, status="pending")), SITE))["volg/alles.xml"]).entries[0]
    after = parsed(dict(feed_files(archive(answered(1)), SITE))["volg/alles.xml"]).entries[0]
    assert (before.id, before.published) == (after.id, after.published)
    assert before.updated < after.updated


def test_long_archives_give_short_feeds_of_the_newest() -> None:
    many = [entry(n, added=f"2026-01-{n % 28 + 1:02d}") for n in range(1, 301)]
    found = {
        path: json.loads(data) for path, data in feed_files(archive(*many), SITE) if path.endswith(".json")
    }
    assert len(found["volg/alles.json"]["items"]) == 100
    assert len(found["volg/fracties/d66.json"]["items"]) == 50
    assert found["volg/alles.json"]["items"][0]["date_published"] == "2026-01-28T00:00:00Z"


@settings(max_examples=40)
@given(archives())
def test_whatever_the_texts_feeds_are_valid_and_the_same_twice(some: Archive) -> None:
    first = dict(feed_files(some, SITE))
    assert first == dict(feed_files(some, SITE))
    for path, data in first.items():
        if path.endswith(".xml"):
            ElementTree.fromstring(data)
        else:
            msgspec.json.decode(data)


def test_the_time_of_the_build_is_nowhere(monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes]) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert dict(feed_files(sample(), SITE)) == files
