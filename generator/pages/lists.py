"""Lists of questions and of meetings, as they stand on the pages of factions, topics, years and overviews."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.archive.graph import Entry, MeetingNode, Status
from generator.pages import wording
from generator.pages.escaping import escape, identifier
from generator.pages.forms import Form
from generator.pages.links import Links
from generator.pages.page import MetaValue, Page
from generator.pages.paging import YearPage, year_path
from generator.pages.publication import Publication, once_a_page
from generator.pages.questions import FactionMark, NamedLink, faction_marks
from generator.pages.running import labels
from generator.pages.wording import question_title
from generator.records import Paragraph

#: What lists of questions are: Material's search must find the question on its own page, not every list it is
#: in.
LIST_META: Mapping[str, MetaValue] = {"search": {"exclude": True}}


#: Characters of a question and of an answer in a list, at most.
QUESTION_LENGTH = 170
ANSWER_LENGTH = 200


#: Pages of a long list that each of them names, all of them.
MOST_PAGES_NAMED = 40


class MeetingLine(NamedTuple):
    """A meeting in a list."""

    name: str
    href: Markup
    when: str
    where: str
    questions: int
    #: Questions that got an answer, of whatever kind.
    answered: int
    statuses: tuple[tuple[Status, int], ...]
    factions: tuple[FactionMark, ...]


#: What stands about a question behind its name.
About = Callable[[Form, Entry], str]


def question_line(
    publication: Publication,
    entry: Entry,
    meeting: Markup,
    about: str,
    *,
    answer: str | None = None,
    of: str | None = None,
) -> str:
    """Return a question as a list shows it, as an item.

    ``meeting`` is the link to the page of its meeting; ``about`` was written to stand behind its name.
    ``answer`` is a text for behind the question. ``of`` is the faction whose list it is: its name need not
    stand at every line.
    """
    form = publication.form
    who = _who(publication, entry.factions, of)
    inferred = ' <span class="where">fractie afgeleid</span>' if entry.attribution == "inferred" else ""
    number = f'<span class="number">{form.text(question_title(entry))}</span>'
    href = f"{meeting}#{identifier(entry.anchor)}"
    start = form.text(_start(entry.question, QUESTION_LENGTH))
    text = f'<span class="line-text">{form.link(start, href)}</span>'
    said = "" if answer is None else f' <span class="line-answer">{form.text(answer)}</span>'
    head = f'<span class="line-head">{number}{who}{inferred} {about}</span>'
    return f'<li markdown="1">{head} {text}{said}</li>'


@once_a_page
def _who(publication: Publication, factions: tuple[str, ...], of: str | None) -> str:
    shown = [publication.faction(one) for one in factions if publication.has_page(one) and one != of]
    return labels(publication.form, tuple(FactionMark(one.id, one.name, Markup()) for one in shown))


def question_list(form: Form, lines: Iterable[str]) -> Markup:
    """Return lines of questions as a list, for the body of a page."""
    return form.finished("\n".join(['<ul class="questions" markdown="1">', *lines, "</ul>"]))


def status_mark(form: Form, entry: Entry) -> str:
    """Return the status of a question."""
    return _status_mark(form.text, entry.status.status, wording.status_detail(entry))


@lru_cache(maxsize=1024)
def _status_mark(text: Callable[[str], str], status: Status, detail: str) -> str:
    name = wording.STATUS_NAMES[status]
    return f'<span class="status status-{status}">{text(f"{name}: {detail}" if detail else name)}</span>'


def asked_mark(form: Form, entry: Entry) -> str:
    """Return since when a question waits; nothing where that is not known."""
    if not entry.asked_date:
        return ""
    iso, day = form.text(entry.asked_date), form.text(wording.day(entry.asked_date))
    return f'<span class="where">gevraagd op <time datetime="{iso}" data-days-since>{day}</time></span>'


def answer_start(entry: Entry) -> str:
    """Return the beginning of the answer, or of the sentence that decided its status."""
    decided = entry.status.sentence if entry.status.status in ("declined", "deferred") else None
    return wording.excerpt(decided, ANSWER_LENGTH) if decided else _start(entry.answer, ANSWER_LENGTH)


def _start(paragraphs: tuple[Paragraph, ...], length: int) -> str:
    """Return the beginning of a text."""
    return wording.excerpt(" ".join([paragraph.text for paragraph in paragraphs]), length)


def meeting_line(publication: Publication, links: Links, node: MeetingNode) -> MeetingLine:
    entries = publication.outlined(node.questions)
    factions = {mark.id: mark for entry in entries for mark in faction_marks(publication, links, entry)}
    statuses = wording.status_counts(entries)
    return MeetingLine(
        name=node.meeting.name,
        href=links.meeting(node.meeting.id),
        when=when_held(node),
        where=chamber(publication, node),
        questions=len(entries),
        answered=sum(number for status, number in statuses if status != "pending"),
        statuses=statuses,
        factions=tuple(factions.values()),
    )


def when_held(node: MeetingNode) -> str:
    """Return when a meeting was: its own days, or else the date that its documents give."""
    return wording.meeting_days(node.meeting) or wording.day(node.date)


def chamber(publication: Publication, node: MeetingNode) -> str:
    """Return the chamber of a meeting: as registered, or as its documents say."""
    if node.meeting.chamber:
        return node.meeting.chamber
    documents = (publication.archive.documents.get(identifier) for identifier in node.documents)
    return next((document.chamber for document in documents if document and document.chamber), "")


def by_meeting(
    publication: Publication,
    links: Links,
    entries: Iterable[Entry],
    *,
    about: About = status_mark,
    answer: bool = False,
    of: str | None = None,
) -> Markup:
    """Return questions grouped by meeting, in the order they come in, for the body of a page."""
    form, meetings = publication.form, publication.archive.meetings
    parts = []
    for meeting, members in groupby(entries, key=lambda entry: entry.meeting):
        page = links.meeting(meeting)
        parts.append(_meeting_head(publication, meetings[meeting], page))
        parts.append(
            question_list(
                form,
                (
                    question_line(
                        publication,
                        entry,
                        page,
                        about(form, entry),
                        answer=(answer_start(entry) or None) if answer else None,
                        of=of,
                    )
                    for entry in members
                ),
            )
        )
    return Markup("\n\n".join(parts))


def _meeting_head(publication: Publication, node: MeetingNode, page: Markup) -> str:
    """Return the heading of a meeting, as Markdown in any form: its id follows from those before it."""
    meeting, where = node.meeting, chamber(publication, node)
    when = escape(when_held(node))
    beside = f"{when} · {escape(where)}" if where else when
    return f'## [{escape(meeting.name)}]({page})\n\n<p class="group-head">{beside}</p>'


def others(parts: Sequence[YearPage[Any]], page: YearPage[Any]) -> tuple[tuple[str, str], ...]:
    """Return the names and labels of the pages of a long list that ``page`` leads to, for ``year_links``.

    All of them, where they are few; else the first, those of its own year, and the newest of every other: a
    list of twenty years has hundreds of pages, and each would repeat them all.
    """
    if len(parts) <= MOST_PAGES_NAMED:
        return tuple((part.name, part.label) for part in parts)
    found: dict[str, list[tuple[str, str]]] = {}
    for part in parts:
        year = part.name.partition("-")[0]
        named = found.setdefault(year, [])
        if year == page.name.partition("-")[0]:
            named.append((part.name, part.label))
        elif not named:
            named.append((part.name, part.label.partition(",")[0] if year else part.label))
    return tuple(one for named in found.values() for one in named)


def year_links(
    links: Links, base: str, pages: Sequence[tuple[str, str]], current: str
) -> tuple[NamedLink, ...]:
    """Return the links between the pages of a long list, none for one page; the current has no address.

    ``pages`` are their names and labels, ``current`` is the name of one of them.
    """
    if len(pages) < 2:
        return ()
    return tuple(
        NamedLink(
            label,
            Markup() if name == current else links.page(year_path(base, YearPage(name, label, ()))),
        )
        for name, label in pages
    )


def list_page(path: str, title: str, description: str, body: str, **meta: MetaValue) -> Page:
    """Return a page that lists what stands in full elsewhere."""
    return Page(path=path, meta={"title": title, "description": description, **LIST_META, **meta}, body=body)
