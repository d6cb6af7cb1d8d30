"""What the pages are made of: a page, and the settings they all share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from generator.pages.escaping import escape
from generator.pages.forms import MARKDOWN, AsHtml, Form
from generator.search.settings import SearchSettings

#: Values in the front matter: text (escaped when written), flags, numbers, lists of words and mappings of
#: these.
MetaValue = str | bool | int | Sequence[str] | Mapping[str, bool | int]
LineReader = Callable[[str], Sequence[str]]


def no_lines(document: str) -> Sequence[str]:
    """Return no lines: for an archive without its documents at hand."""
    return ()


def no_digest(document: str) -> str:
    """Return nothing: lines that are not at hand are always the same."""
    return ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the site."""

    #: Relative to the root of the pages: "vergaderingen/2026-02-11-rbz-defensie.md".
    path: str
    #: Front matter: ``title``, ``description`` and what the theme needs to know.
    meta: Mapping[str, MetaValue]
    #: Markdown, with lines that stand for the pieces of ``html``.
    body: str
    #: What of it was written as HTML; None where all is Markdown.
    html: AsHtml | None = None

    @property
    def markdown(self) -> str:
        """The page as it stands in a file: front matter, then the body."""
        lines = [f"{key}: {_yaml(value)}" for key, value in self.meta.items()]
        return "\n".join(("---", *lines, "---", "", self.body))

    @property
    def front_matter(self) -> dict[str, object]:
        """The front matter as it is read back from ``markdown``."""
        return {key: _read_back(value) for key, value in self.meta.items()}


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the site that is no page, such as a style sheet or the text of a document."""

    path: str
    content: str


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the pages must know besides the archive; everything outside comes in here."""

    #: Address of the site ("https://kamerspiegel.example/"), or None when it is not known.
    site_url: str | None = None
    #: Returns the lines of a document's text as shown, by document id; empty where they are not at hand.
    read_lines: LineReader = no_lines
    #: Returns what those lines follow from, in short: where it is the same, so are they.
    digest_of_lines: Callable[[str], str] = no_digest
    #: Where an error can be reported: a web address or "mailto:…"; None when there is no such place.
    report: str | None = None
    #: By which the search page knows its engine.
    search: SearchSettings = SearchSettings()
    #: Makes the form in which a page is written, by its path.
    form: Callable[[str], Form] = lambda path: MARKDOWN


def _read_back(value: MetaValue) -> object:
    if isinstance(value, str):
        return str(escape(value))
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {key: _read_back(item) for key, item in value.items()}
    return [_read_back(item) for item in value]


def _yaml(value: MetaValue) -> str:
    """Return a value as YAML on one line. Text is escaped for HTML too: themes print titles as they are."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return f'"{escape(value)}"'
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_yaml(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(_yaml(item) for item in value) + "]"
