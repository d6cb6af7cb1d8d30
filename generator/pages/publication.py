"""The archive as it is about to be published: with the settings, and with what several pages look up.

Pages are planned first, from the whole archive, and then made one by one, in any order and by any process.
What a page looks up while it is made is noted (``generator.pages.lookups``), so that it can be kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from itertools import islice
from typing import Any, Final, NamedTuple, TypeVar, TypeVarTuple

import msgspec

from generator.addresses import COMMITMENTS, GLOSSARY, term_page
from generator.archive.graph import (
    Archive,
    Entry,
    FactionNode,
    GlossaryTerm,
    MeetingNode,
    Redirect,
)
from generator.archive.outline import Outline, outlines
from generator.keys import split_question_id
from generator.pages import wording
from generator.pages.forms import AsHtml
from generator.pages.links import Links
from generator.pages.lookups import ALL, RELATED, TERMS_IN, Notes, watched
from generator.pages.page import Asset, Page, Settings
from generator.pages.paging import YearPage, by_year, year_path
from generator.registers import Faction

Item = TypeVar("Item")
Given = TypeVarTuple("Given")

#: Lookups that are no mapping of the archive, by name.
SHOWN_FACTION: Final = "shown faction"
POINTERS: Final = "pointers"
TERMS_PAGED: Final = "terms paged"
PROMISE: Final = "page of commitment"
LINES: Final = "lines"
#: Meanings of a term that are named where it is used; the glossary has all.
MOST_MEANINGS: Final = 2
#: Meanings of one term that are shown: where many authors write, some have a great many.
MOST_OF_A_TERM: Final = 20
#: Meanings of terms on one page; with more, the glossary has a page for every letter.
MOST_TERMS: Final = 350
#: Commitments on one page.
MOST_COMMITMENTS: Final = 80


class Share(NamedTuple):
    """A share of the pages, for one of several processes that make them together."""

    part: int = 0
    of: int = 1

    def mine(self, items: Iterable[Item]) -> Iterator[Item]:
        return islice(items, self.part, None, self.of)


WHOLE = Share()


#: What is made: a page, a file, several files by path, or nothing.
Product = Page | Asset | bytes | Mapping[str, bytes] | None


class Plan(NamedTuple):
    """A page or file to be made. ``make`` looks up in the archive whatever is not given here."""

    path: str
    make: Callable[[Publication, Any], Product]
    #: Plain values (text, numbers, ids, tuples of these): what follows from the archive as a whole.
    given: Any = None


class Promised(NamedTuple):
    """A commitment in a list of all."""

    question: str
    commitment: str
    due: str | None


def once_a_page(
    find: Callable[[Publication, *Given], Item],
) -> Callable[[Publication, *Given], Item]:
    """Let a function of plain values look things up once for each page: what it finds is noted by then."""

    @wraps(find)
    def found(publication: Publication, *given: *Given) -> Item:
        key = (find, *given)
        try:
            value: Item = publication.found[key]
        except KeyError:
            value = publication.found[key] = find(publication, *given)
        return value

    return found


class Publication:
    """What every page is made from; holds no more than the archive says, in the shape that pages ask for."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        #: For plans: nothing is noted. A page that is made uses ``archive``.
        self.whole = archive
        self.notes = Notes()
        #: What was found for the page that is made: see ``once_a_page``.
        self.found: dict[tuple[Any, ...], Any] = {}
        self.archive = watched(archive, self.notes)
        self.settings = settings
        #: In which the page that is made is written.
        self.form = settings.form("")

    def made(self, plan: Plan) -> Product:
        """Make what is planned; ``notes`` holds what was looked up for it."""
        self.notes.clear()
        self.found.clear()
        self.form = self.settings.form(plan.path)
        product = plan.make(self, plan.given)
        if isinstance(product, Page) and isinstance(self.form, AsHtml):
            return msgspec.structs.replace(product, html=self.form)
        return product

    @property
    def derived(self) -> Mapping[str, Callable[[str], Any]]:
        """What can be looked up besides the archive itself: its value, by name and key."""
        return {
            SHOWN_FACTION: self._factions.__contains__,
            POINTERS: lambda meeting: self._pointers.get(meeting),
            TERMS_IN: lambda _: sorted(self.whole.glossary),
            TERMS_PAGED: lambda _: self.terms_paged,
            PROMISE: lambda promise: self._commitment_pages.get(promise),
            LINES: self.settings.digest_of_lines,
        }

    def _note(self, name: str, key: str = "", field: str = "") -> None:
        self.notes.others.add((name, key, field))

    def links(self, page: str) -> Links:
        return Links(self.archive, page)

    def entries(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        """Return the questions with these ids, in that order; unknown ids are left out."""
        wanted = tuple(ids)
        if not wanted:
            return ()
        self.notes.questions.update(wanted)
        return tuple(entry for entry in map(self.whole.questions.get, wanted) if entry is not None)

    def counted(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        """Return the questions with these ids that count; one divided over others counts as those."""
        return tuple(entry for entry in self.entries(ids) if not entry.continued_as)

    def related(self, entry: Entry) -> tuple[str, ...]:
        """Return the ids of the questions that are related to one, the nearest first."""
        self._note(RELATED, entry.id)
        return tuple(other.question for other in entry.related)

    def lines(self, document: str) -> Sequence[str]:
        """Return the lines of a document as shown; none where they are not at hand."""
        self._note(LINES, document)
        return self.settings.read_lines(document)

    def outlined(self, ids: Iterable[str]) -> tuple[Outline, ...]:
        """Return the outlines of the questions with these ids that count, for lists of very many."""
        wanted = tuple(ids)
        self.notes.questions.update(wanted)
        found = map(self._outlines.get, wanted)
        return tuple(outline for outline in found if outline is not None and outline.counts)

    @property
    def all(self) -> Collection[Outline]:
        """Every question that counts."""
        self._note("questions", ALL)
        return self._all

    @cached_property
    def _all(self) -> tuple[Outline, ...]:
        return tuple(outline for outline in self._outlines.values() if outline.counts)

    @cached_property
    def _outlines(self) -> Mapping[str, Outline]:
        return outlines(self.whole.questions)

    @once_a_page
    def faction(self, identifier: str) -> Faction:
        node = self.archive.factions.get(identifier)
        return node.faction if node else Faction(id=identifier, name=identifier)

    def faction_names(self, entry: Entry) -> tuple[str, ...]:
        return tuple([self.faction(identifier).name for identifier in entry.factions])

    @cached_property
    def planned_meetings(self) -> tuple[MeetingNode, ...]:
        """Meetings but the sets of Kamervragen, newest first."""
        return tuple(node for node in self._by_date if node.meeting.kind != "kamervragen")

    @cached_property
    def planned_written_questions(self) -> tuple[MeetingNode, ...]:
        """Sets of Kamervragen, newest first."""
        return tuple(node for node in self._by_date if node.meeting.kind == "kamervragen")

    @once_a_page
    def has_page(self, faction: str) -> bool:
        """Tell whether a faction took part in anything; the others have no page."""
        self._note(SHOWN_FACTION, faction)
        return faction in self._factions

    @property
    def factions(self) -> dict[str, FactionNode]:
        """Factions that took part in anything, by id, ordered by name."""
        self._note("factions", ALL)
        return self._factions

    @cached_property
    def _factions(self) -> dict[str, FactionNode]:
        known = (
            node
            for node in self.whole.factions.values()
            if node.questions or node.silent or not node.registered
        )
        return {
            node.faction.id: node for node in sorted(known, key=lambda node: node.faction.name.casefold())
        }

    @cached_property
    def _by_date(self) -> tuple[MeetingNode, ...]:
        return tuple(
            sorted(self.whole.meetings.values(), key=lambda node: (node.date or "", node.meeting.id))[::-1]
        )

    @cached_property
    def planned_newest_first(self) -> tuple[Outline, ...]:
        """All questions that count, the newest meeting first, each meeting in its own order."""
        known = self._outlines
        named = (identifier for node in self._by_date for identifier in node.questions)
        return tuple(known[one] for one in named if one in known and known[one].counts)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {outline.id: place for place, outline in enumerate(self.planned_newest_first)}

    def planned_newest(self, ids: Iterable[str]) -> list[Outline]:
        """Return those of some questions that count, newest first, each once."""
        places = self._places
        known = {places[identifier] for identifier in ids if identifier in places}
        return [self.planned_newest_first[place] for place in sorted(known)]

    def planned_year(self, question: str) -> str:
        """Return the year under which a question is listed: that of its meeting."""
        return wording.year_of(self.whole.meetings[self._outlines[question].meeting].date)

    @property
    def updated(self) -> str | None:
        """The last day on which a document entered the archive."""
        self._note("documents", ALL)
        return max((node.record.added for node in self.whole.documents.values()), default=None)

    def pointers(self, meeting: str) -> tuple[Redirect, ...]:
        """Return the ids that are no question any more and keep an anchor on the page of a meeting."""
        self._note(POINTERS, meeting)
        return self._pointers.get(meeting, ())

    @cached_property
    def _pointers(self) -> dict[str, tuple[Redirect, ...]]:
        found: dict[str, list[Redirect]] = {}
        for redirect in self.whole.redirects:
            document = self.whole.documents.get(split_question_id(redirect.id)[0])
            meetings = {document.meeting} if document else set()
            if target := self.whole.questions.get(redirect.target or ""):
                meetings.add(target.meeting)
            for meeting in sorted(meetings):
                found.setdefault(meeting, []).append(redirect)
        return {meeting: tuple(redirects) for meeting, redirects in found.items()}

    @cached_property
    def planned_commitments(self) -> tuple[YearPage[Promised], ...]:
        """All commitments, on the pages that list them."""
        found = [
            Promised(outline.id, promise.id, promise.due)
            for outline in self.planned_newest_first
            for promise in outline.promises
        ]
        # Last due first, as every list of this site has the newest first; what has no date comes after.
        found.sort(key=lambda promised: (promised.due or "", promised.commitment), reverse=True)
        return by_year(found, lambda promised: wording.year_of(promised.due), most=MOST_COMMITMENTS)

    def commitment_page(self, commitment: str) -> str:
        """Return the path of the page that lists a commitment."""
        self._note(PROMISE, commitment)
        return self._commitment_pages.get(commitment, COMMITMENTS)

    @cached_property
    def _commitment_pages(self) -> dict[str, str]:
        return {
            promised.commitment: year_path(COMMITMENTS, part)
            for part in self.planned_commitments
            for promised in part.items
        }

    def terms_in(self, entry: Entry, text: str) -> Iterator[re.Match[str]]:
        """Yield the terms of the glossary in a text of a question, as whole words, of two the longest."""
        self._note(TERMS_IN, entry.id)
        return self._term_pattern.finditer(text) if self._term_pattern else iter(())

    @cached_property
    def _term_pattern(self) -> re.Pattern[str] | None:
        return whole_words(self.whole.glossary)

    def term(self, name: str) -> GlossaryTerm:
        return self.archive.glossary[name]

    def term_page(self, name: str) -> str:
        """Return the path of the page that explains a term."""
        self._note(TERMS_PAGED)
        return term_page(initial(name)) if self.terms_paged else GLOSSARY

    @cached_property
    def terms_paged(self) -> bool:
        """Whether the glossary has more than one page; a page that asks notes ``TERMS_PAGED``."""
        shown = (min(MOST_OF_A_TERM, len(term.expansions) or 1) for term in self.whole.glossary.values())
        return sum(shown) > MOST_TERMS


def initial(term: str) -> str:
    """Return by which letter a term is found; "0-9" for digits, "overig" for other signs.

    >>> initial("Éen"), initial("1GNC"), initial("€NL")
    ('e', '0-9', 'overig')
    """
    first = unicodedata.normalize("NFKD", term[:1]).casefold()[:1]
    if first.isascii() and first.isalpha():
        return first
    return "0-9" if first.isdigit() else "overig"


def whole_words(terms: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for any of some terms where it is no part of a word, of two the longest.

    Its alternatives begin with a letter each, for which texts are searched many times as fast as for what may
    not stand before it: that is looked at next.
    """
    rests: dict[str, list[str]] = {}
    for term in sorted(terms, key=lambda term: (-len(term), term)):
        rests.setdefault(re.escape(term[0]), []).append(re.escape(term[1:]))
    words = [rf"{first}(?<![\w-]{first})(?:{'|'.join(others)})" for first, others in rests.items()]
    return re.compile(rf"(?:{'|'.join(words)})(?!\w)") if words else None


def holds_any(entry: Entry, terms: Sequence[str]) -> bool:
    """Tell whether one of some terms may stand in a question, its answer or its notes."""
    texts = [paragraph.text for paragraph in (*entry.question, *entry.answer)]
    texts += [note.text for note in entry.footnotes]
    return any(term in text for term in terms for text in texts)


def expansions(term: GlossaryTerm) -> str:
    """Return what a term stands for; a term with two meanings shows both, one with more says so."""
    meanings = list(dict.fromkeys(text for text, _ in term.expansions))
    shown = "; of: ".join(meanings[:MOST_MEANINGS])
    return shown if len(meanings) <= MOST_MEANINGS else f"{shown}; of anders, zie Begrippen"
