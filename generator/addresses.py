"""Where everything stands on the site: paths of pages, and the addresses a visitor sees.

A *page* is the path of a Markdown page ("vergaderingen/2026-02-11-rbz-defensie.md"); an *address* is what
stands in the browser, relative to the root of the site ("vergaderingen/2026-02-11-rbz-defensie/"). Addresses
are public and permanent: change nothing here without leaving the old address behind.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from generator.keys import anchor

HOME = "index.md"
MEETINGS = "vergaderingen/index.md"
WRITTEN_QUESTIONS = "kamervragen/index.md"
FACTIONS = "fracties/index.md"
TOPICS = "onderwerpen/index.md"
DOCUMENTS = "documenten/index.md"
OPEN = "open/index.md"
DECLINED = "niet-openbaar/index.md"
DEFERRED = "later/index.md"
COMMITMENTS = "toezeggingen/index.md"
DOSSIERS = "kamerstukken/index.md"
GLOSSARY = "begrippen/index.md"
FIGURES = "cijfers/index.md"
COVERAGE = "dekking/index.md"
CALENDAR = "data/toezeggingen.ics"
SEARCH = "zoeken/index.md"
DATA = "data/index.md"
ABOUT = "over.md"
#: Where the page about this site says how to report an error.
REPORTING = "een-fout-melden"


@lru_cache(maxsize=65536)
def _part(name: str) -> str:
    """Return an id as part of an address; ids are slugs and stay what they are."""
    return quote(name, safe="")


def meeting_page(meeting: str) -> str:
    """Return the page of a meeting, also of a set of Kamervragen: what it is may be registered later."""
    return f"vergaderingen/{_part(meeting)}.md"


def faction_page(faction: str) -> str:
    return f"fracties/{_part(faction)}/index.md"


def topic_page(topic: str) -> str:
    return f"onderwerpen/{_part(topic)}/index.md"


def document_page(document: str) -> str:
    return f"documenten/{_part(document)}.md"


def dossier_page(dossier: str) -> str:
    return f"kamerstukken/{_part(dossier)}.md"


def term_page(initial: str) -> str:
    """Return the page of the terms that begin with a letter or sign, where the glossary has several pages.

    >>> term_page("a"), term_page("0-9")
    ('begrippen/a.md', 'begrippen/0-9.md')
    """
    return f"begrippen/{_part(initial)}.md"


#: Markdown that is data, and no page, has this suffix until it is in its place.
MARKDOWN_AS_DATA = ".md.txt"


def data_path(address: str) -> str:
    """Return the path of a file of data among the pages; its address is another where it is Markdown.

    >>> data_path("data/meetings/x.md"), data_path("data/meetings/x.json")
    ('data/meetings/x.md.txt', 'data/meetings/x.json')
    """
    return address.removesuffix(".md") + MARKDOWN_AS_DATA if address.endswith(".md") else address


def meeting_data(meeting: str, suffix: str) -> str:
    """Return the file that holds a meeting as data: suffix "json" or "md"."""
    return f"data/meetings/{_part(meeting)}.{suffix}"


def citations_page(meeting: str) -> str:
    """Return the page with the questions of a meeting in every form to take over."""
    return f"citaten/{_part(meeting)}.md"


def citations(meeting: str, suffix: str) -> str:
    """Return the file with the citations of a meeting's questions: suffix "bib" or "js"."""
    return f"citaten/{_part(meeting)}.{suffix}"


def line_anchor(line: int) -> str:
    """Return the anchor of a line on the page of its document."""
    return f"regel-{line}"


def address(page: str) -> str:
    """Return the site-relative address of a page.

    >>> address("vergaderingen/2026-02-11-rbz-defensie.md"), address("open/index.md"), address("index.md")
    ('vergaderingen/2026-02-11-rbz-defensie/', 'open/', '')
    """
    stem = page.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return f"{stem}/"


def question_address(meeting: str, question: str) -> str:
    """Return the site-relative address of a question on the page of its meeting.

    >>> question_address("2026-02-11-rbz-defensie", "2026-02-10-beantwoording/15")
    'vergaderingen/2026-02-11-rbz-defensie/#2026-02-10-beantwoording--15'
    """
    return f"{_meeting_address(meeting)}#{anchor(question)}"


@lru_cache(maxsize=1024)
def _meeting_address(meeting: str) -> str:
    return address(meeting_page(meeting))
