"""What carries the texts of questions elsewhere: Markdown, JSON, JSON-LD, citations. Text stays text."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.archive.graph import Archive
from generator.export.jsonld import dataset_jsonld, meeting_jsonld, script_text
from generator.export.meeting_files import meeting_files
from generator.export.meeting_markdown import escape, meeting_markdown
from generator.pages import Settings
from generator.pages.citations import ADDRESS, cite, embed
from generator.pages.publication import Publication
from tests.publishing.sample import ANSWERED, ASKED, HOSTILE, MEETING, archives, sample

SITE = "https://kamer.example/sub/"
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class Shown(HTMLParser):
    """What a reader sees of HTML, and the tags it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: set[str] = set()
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)


def one_line(text: str) -> str:
    return " ".join(re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", "\ufffd", text).split())


# ---------------------------------------------------------------------- Markdown


@settings(max_examples=300)
@given(st.text() | st.text(alphabet="\\`*_{}[]<>()#+-.!|~&:;=1a \"'@$^\n\t/"))
def test_escaped_text_reads_back_as_itself_wherever_it_stands(text: str) -> None:
    for before, after in (("", ""), ("- ", ""), ("## ", ""), ("**x** ", " x"), ("- Voetnoot 1: ", "")):
        shown = Shown(MARKDOWN.render(f"{before}{escape(text)}{after}\n"))
        assert one_line(text) in one_line(shown.text)
        assert shown.tags <= {"p", "ul", "li", "h2", "strong"}


STARTS = ("1. x", "1) x", "- x", "+ x", "= x", "===", "---", "# x", "> x", "```", "~~~", "    x", "<b>")
OTHERS = ("&amp;", "&#60;", "![x](y)", "[x]: y", "a | b", "x\\", "*", "_x_", "http://x.nl", "<http://x.nl>")


@pytest.mark.parametrize("text", [*STARTS, *OTHERS])
def test_signs_that_start_something(text: str) -> None:
    shown = Shown(MARKDOWN.render(escape(text)))
    assert shown.text.strip() == text.strip()
    assert shown.tags == {"p"}


def test_a_meeting_as_markdown() -> None:
    made = meeting_markdown(sample(), sample().meetings[MEETING], SITE)
    shown = Shown(MARKDOWN.render(made))
    assert shown.tags <= {"h1", "h2", "h3", "ul", "li", "p", "strong", "br", "hr", "a"}
    assert "Raad <Defensie> & meer" in shown.text
    assert shown.text.count(one_line(HOSTILE.split("\n")[0])) == 3
    assert f"{SITE}vergaderingen/{MEETING}/#{ASKED}--1" in shown.text
    assert "Kamerspiegel is geen officiële website." in shown.text


@settings(max_examples=40)
@given(archives())
def test_a_meeting_reads_back_whatever_its_texts(some: Archive) -> None:
    made = meeting_markdown(some, some.meetings[MEETING])
    assert made == meeting_markdown(some, some.meetings[MEETING])
    shown = Shown(MARKDOWN.render(made))
    assert shown.tags <= {"h1", "h2", "h3", "ul", "li", "p", "strong", "br", "hr", "a"}
    text = one_line(shown.text)
    for entry in some.questions.values():
        for paragraph in (*entry.question, *entry.answer):
            for line in paragraph.text.split("\n"):
                assert one_line(line) in text


# ---------------------------------------------------------------------- JSON


def test_each_meeting_as_two_files() -> None:
    made = dict(meeting_files(sample(), lambda entry: {"id": entry.id}, SITE))
    assert set(made) == {f"meetings/{MEETING}.json", f"meetings/{MEETING}.md"}
    told = json.loads(made[f"meetings/{MEETING}.json"])
    assert [row["id"] for row in told["questions"]] == [f"{ASKED}/{n}" for n in range(1, 7)]
    assert told["documents"][0]["signatories"][0]["ministry"].endswith("/mnre1018")
    assert made == dict(meeting_files(sample(), lambda entry: {"id": entry.id}, SITE))


def test_what_a_page_is_about() -> None:
    made = meeting_jsonld(sample(), MEETING, SITE)
    assert made["@type"] == "CollectionPage"
    assert made["temporalCoverage"] == "2026-02-11/2026-02-12"
    first = made["hasPart"][0]
    assert (first["@type"], first["@id"]) == ("Question", f"#{ASKED}--1")
    assert first["acceptedAnswer"]["author"] == {"@id": made["mentions"]["@id"]}
    assert made["mentions"]["worksFor"]["@id"].endswith("/mnre1018")
    assert first["citation"] == "https://x.nl/kst"
    assert len(made["hasPart"]) == 5, "a question that was split is left to its parts"
    assert "acceptedAnswer" not in made["hasPart"][3]


def test_json_ld_cannot_end_its_script() -> None:
    text = script_text(meeting_jsonld(sample(), MEETING, SITE))
    assert "<" not in text
    assert json.loads(text) == meeting_jsonld(sample(), MEETING, SITE)


def test_the_data_set() -> None:
    made = dataset_jsonld(sample(), SITE)
    assert made["dateModified"] == "2026-02-12"
    assert all(one["contentUrl"].startswith(f"{SITE}data/") for one in made["distribution"])
    assert not any("url" in one for one in dataset_jsonld(sample())["distribution"])


@settings(max_examples=30)
@given(archives())
def test_json_ld_is_the_same_twice(some: Archive) -> None:
    first = script_text(meeting_jsonld(some, MEETING, SITE))
    assert first == script_text(meeting_jsonld(some, MEETING, SITE))
    msgspec.json.decode(first)


# ---------------------------------------------------------------------- citations


def publication(archive: Archive, site_url: str | None = SITE) -> Publication:
    return Publication(archive, Settings(site_url=site_url))


def test_a_question_is_cited_in_three_ways() -> None:
    whole = publication(sample())
    made = cite(whole, whole.archive.questions[f"{ASKED}/1"])
    address = f"{SITE}vergaderingen/{MEETING}/#{ASKED}--1"
    title = whole.archive.documents[ANSWERED].title
    assert made.plain == (
        f"Vraag 1 van D66 met antwoord van de minister van Defensie. In: {title}, 10 februari 2026. "
        f"Kamerspiegel, {address}"
    )
    shown = Shown(MARKDOWN.render(made.markdown))
    assert shown.tags == {"p", "a"}
    assert shown.text.strip() == made.plain.removesuffix(f", {address}")
    assert made.bibtex.startswith(f"@misc{{kamerspiegel-{ASKED}-1,\n  author = {{{{J. Jansen, D66}}}},")
    assert f"url = {{{address}}}" in made.bibtex
    nowhere = publication(sample(), None)
    assert cite(nowhere, nowhere.archive.questions[f"{ASKED}/1"]).plain.endswith(f"Kamerspiegel, {ADDRESS}")


@settings(max_examples=40, deadline=None)
@given(archives())
def test_citations_and_snippets_hold_whatever_the_texts(some: Archive) -> None:
    whole = publication(some)
    for entry in some.questions.values():
        bibtex = cite(whole, entry).bibtex
        bare = re.sub(r"\\.", "", bibtex)
        assert bare.count("{") == bare.count("}")
        snippet = embed(whole, entry)
        shown = Shown(snippet)
        assert shown.tags <= {"blockquote", "p", "strong", "em", "br", "footer", "a"}
        assert snippet.count("<a ") == 1
        for paragraph in (*entry.question, *entry.answer):
            assert "".join(paragraph.text.split()) in "".join(shown.text.split())
