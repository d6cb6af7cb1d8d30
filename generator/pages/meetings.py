"""The pages of meetings: all of them by year, one page each, and the sets of Kamervragen apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from generator.addresses import MEETINGS, WRITTEN_QUESTIONS, data_path, meeting_data, meeting_page
from generator.archive.graph import DocumentNode, Entry, FactionContribution, MeetingNode, Redirect
from generator.keys import anchor
from generator.pages import wording
from generator.pages.annotating import plain_blocks
from generator.pages.escaping import identifier
from generator.pages.links import Links
from generator.pages.lists import chamber, list_page, meeting_line, others, year_links
from generator.pages.page import MetaValue, Page
from generator.pages.paging import YearPage, by_year, year_path
from generator.pages.publication import Plan, Publication
from generator.pages.question_article import article
from generator.pages.questions import FactionMark, NamedLink, question_label
from generator.pages.rendering import render
from generator.pages.room import Room, room_for
from generator.pages.running import blocks
from generator.records import Paragraph

#: Members that are named in the first sentence of a page; with more, their factions are.
MOST_MEMBERS = 3
#: Longer introductions are folded.
FOLDED_INTRODUCTION = 500


class Fact(NamedTuple):
    name: str
    text: str
    links: tuple[NamedLink, ...] = ()


class Step(NamedTuple):
    """A document in the life line of a meeting."""

    date: str | None
    kind: str
    document: NamedLink
    detail: str
    original: Markup | None


class Jump(NamedTuple):
    """A faction in the list at the top, with where its questions begin."""

    mark: FactionMark
    href: Markup
    questions: int


class Asked(NamedTuple):
    """A question, and the paragraphs that follow it and ask nothing."""

    question: Markup
    context: Markup


class Contribution(NamedTuple):
    """What one faction contributed."""

    #: Of its heading.
    level: int
    anchor: Markup
    mark: FactionMark | None
    #: Heading where there is no registered faction; "" for none.
    name: str
    counts: str
    joins: tuple[str, ...]
    introduction: Markup
    folded: bool
    asked: tuple[Asked, ...]


class QuestionList(NamedTuple):
    """One list of questions: a document, or a section of it."""

    title: str
    anchor: Markup
    contributions: tuple[Contribution, ...]


class Pointer(NamedTuple):
    """An id that is no question of its own any more."""

    anchor: Markup
    id: str
    target: NamedLink | None
    reason: str


class Index(NamedTuple):
    """One page of a list of meetings."""

    base: str
    title: str
    about: str
    part: YearPage[str]
    others: tuple[tuple[str, str], ...]


def plans(publication: Publication) -> Iterator[Plan]:
    yield from _indexes(
        publication.planned_meetings, MEETINGS, "Vergaderingen",
        "Alle vergaderingen waarover de Kamer schriftelijk vragen stelde, met de antwoorden van de minister.",
    )  # fmt: skip
    yield from _indexes(
        publication.planned_written_questions, WRITTEN_QUESTIONS, "Kamervragen",
        "Kamervragen: vragen die Kamerleden uit eigen beweging aan de minister stelden, met de antwoorden.",
    )  # fmt: skip
    for one in publication.whole.meetings:
        yield Plan(meeting_page(one), meeting, one)
    for former in publication.whole.former_meetings:
        if former not in publication.whole.meetings:
            yield Plan(meeting_page(former), _moved, former)


def _indexes(nodes: Sequence[MeetingNode], base: str, title: str, about: str) -> Iterator[Plan]:
    years = {node.meeting.id: wording.year_of(node.date) for node in nodes}
    parts = by_year(years, years.__getitem__, most=120, least=30)
    for part in parts:
        yield Plan(year_path(base, part), _index, Index(base, title, about, part, others(parts, part)))


def _index(publication: Publication, index: Index) -> Page:
    part = index.part
    path = year_path(index.base, part)
    links = publication.links(path)
    nodes = [publication.archive.meetings[one] for one in part.items]
    title = f"{index.title} {part.label}" if part.name else index.title
    body = render(
        "meetings.md.jinja",
        title=title,
        kind="kamervragen" if index.base == WRITTEN_QUESTIONS else "meetings",
        years=[
            (year or "Zonder jaar", [meeting_line(publication, links, node) for node in members])
            for year, members in groupby(nodes, key=lambda node: wording.year_of(node.date))
        ],
        others=year_links(links, index.base, index.others, part.name),
    )
    return list_page(path, title, index.about, body)


def meeting(publication: Publication, named: str) -> Page:
    """Return the page of one meeting: the whole consultation, to read or to scan."""
    node = publication.archive.meetings[named]
    path = meeting_page(named)
    links = publication.links(path)
    entries = publication.entries(node.questions)
    counted = publication.counted(node.questions)
    lists = _lists(publication, links, node, entries)
    summary = lead(publication, counted)
    body = render(
        "meeting.md.jinja",
        name=node.meeting.name,
        when=wording.meeting_days(node.meeting),
        lead=summary,
        description=node.meeting.description,
        registered=node.registered,
        facts=_facts(publication, links, node, counted),
        steps=_steps(publication, links, node),
        jumps=_jumps(publication, links, counted, lists),
        unattributed=sum(1 for entry in counted if not entry.factions),
        lists=lists,
        pointers=_pointers(publication, links, node.meeting.id),
    )
    when = wording.meeting_days(node.meeting)
    # Meetings of the same kind have the same name, and a budget round its year in it.
    title = f"{node.meeting.name}, {when}" if when and when not in node.meeting.name else node.meeting.name
    return Page(path=path, meta={"title": title, "description": summary, "kind": "meeting"}, body=body)


def lead(publication: Publication, entries: Sequence[Entry]) -> str:
    """Return in one or two sentences who asked how much, who answered, and when."""
    if not entries:
        return "Over deze vergadering staan nog geen vragen in het archief."
    askers = list(dict.fromkeys(faction for entry in entries for faction in entry.factions))
    asked = wording.count(len(entries), "vraag", "vragen")
    known = sum(1 for entry in entries if entry.factions)
    members = list(dict.fromkeys(member for entry in entries for member in entry.members))
    if members and len(members) <= MOST_MEMBERS:
        first = f"{wording.enumeration(members)} {'stelde' if len(members) == 1 else 'stelden'} {asked}."
    elif askers and known < len(entries):
        first = f"De Kamer stelde {asked}. Van {known} daarvan is bekend welke fractie vroeg."
    elif len(askers) == 1:
        first = f"{publication.faction(askers[0]).name} stelde {asked}."
    elif askers:
        first = f"{wording.sentence(wording.number_word(len(askers)))} fracties stelden samen {asked}."
    else:
        first = f"De Kamer stelde {asked}."
    answered = [entry for entry in entries if entry.status.status != "pending"]
    if not answered:
        return f"{first} Er is nog geen antwoord."
    by = wording.offices(list(dict.fromkeys(person for entry in answered for person in entry.answered_by)))
    dates = sorted({entry.answer_date for entry in answered if entry.answer_date})
    second = f"{wording.sentence(by)} antwoordde" if by else "De minister antwoordde"
    if " en " in by:
        second += "n"
    if dates:
        second += f" op {wording.enumeration(wording.day(date) for date in dates)}"
    missing = len(entries) - len(answered)
    return f"{first} {second}." + (
        f" Op {missing} {'vraag' if missing == 1 else 'vragen'} is nog geen antwoord." if missing else ""
    )


def _documents(publication: Publication, node: MeetingNode) -> tuple[DocumentNode, ...]:
    documents = publication.archive.documents
    return tuple(documents[identifier] for identifier in node.documents if identifier in documents)


def _facts(publication: Publication, links: Links, node: MeetingNode, entries: Sequence[Entry]) -> list[Fact]:
    documents = _documents(publication, node)
    committee = node.meeting.committee or next((doc.committee for doc in documents if doc.committee), None)
    procedures = dict.fromkeys(
        doc.record.procedure for doc in documents if doc.record.procedure != "onbekend"
    )
    asked = sorted({entry.asked_date for entry in entries if entry.asked_date})
    dossiers = dict.fromkeys(dossier for doc in documents for dossier in doc.record.facts.dossiers)
    facts = [
        Fact("Wanneer", wording.meeting_days(node.meeting)),
        Fact("Kamer", chamber(publication, node)),
        Fact("Commissie", committee or ""),
        Fact("Soort", wording.enumeration(wording.PROCEDURE_NAMES[name] for name in procedures)),
        Fact("Gevraagd op", wording.enumeration(wording.day(date) for date in asked)),
        Fact("Antwoorden", wording.counted_statuses(entries)),
        Fact("Dossier", "", tuple(_dossier(publication, links, dossier) for dossier in dossiers)),
        Fact(
            "Als bestand",
            "",
            (
                NamedLink("JSON", links.page(meeting_data(node.meeting.id, "json"))),
                NamedLink("Markdown", links.page(data_path(meeting_data(node.meeting.id, "md")))),
            ),
        ),
    ]
    return [fact for fact in facts if fact.text or fact.links]


def _dossier(publication: Publication, links: Links, dossier: str) -> NamedLink:
    return NamedLink(dossier, links.dossier(dossier) if dossier in publication.archive.dossiers else Markup())


def _steps(publication: Publication, links: Links, node: MeetingNode) -> list[Step]:
    steps = []
    for document in _documents(publication, node):
        details = []
        if document.asks:
            details.append(wording.count(len(document.asks), "vraag", "vragen"))
        if document.answers:
            details.append(wording.count(len(document.answers), "antwoord", "antwoorden"))
            asked = min(
                (entry.asked_date for entry in publication.entries(document.answers) if entry.asked_date),
                default=None,
            )
            waited = wording.days_between(asked, document.date)
            if waited is not None and waited >= 0:
                details.append(f"{wording.count(waited, 'dag', 'dagen')} na de vragen")
        if document.record.facts.postponement:
            details.append(document.record.facts.postponement)
        steps.append(
            Step(
                date=document.date,
                kind=wording.KIND_NAMES[document.record.kind],
                document=NamedLink(document.title, links.document(document.id)),
                detail=", ".join(details),
                original=links.outside(document.url),
            )
        )
    return steps


def _lists(
    publication: Publication, links: Links, node: MeetingNode, entries: Sequence[Entry]
) -> tuple[QuestionList, ...]:
    """Return the questions as printed: by list, then by faction; every one is there exactly once."""
    room = room_for(entries, node.contributions)
    left = {entry.id: entry for entry in entries}
    anchors: dict[str, int] = {}
    groups = [
        (key, list(members))
        for key, members in groupby(node.contributions, key=lambda part: (part.document, part.section))
    ]
    lists: list[QuestionList] = []
    for number, ((document, section), parts) in enumerate(groups, 1):
        members = parts if any(map(_printed, parts)) else [_one_list(parts)]
        title = _list_title(publication, document, section) if len(groups) > 1 else ""
        contributions = []
        for part in members:
            asked = [left.pop(identifier) for identifier in part.questions if identifier in left]
            contributions.append(
                _contribution(
                    publication,
                    links,
                    part,
                    asked,
                    room,
                    anchors,
                    level=_level(title),
                    alone=len(members) == 1,
                )
            )
        lists.append(QuestionList(title, identifier(f"lijst-{number}"), tuple(contributions)))
    if left:
        rest = FactionContribution(faction=None, name=None, document="", questions=tuple(left))
        title = "Andere vragen" if lists else ""
        contribution = _contribution(
            publication,
            links,
            rest,
            list(left.values()),
            room,
            anchors,
            level=_level(title),
            alone=True,
        )
        lists.append(QuestionList(title, identifier("andere-vragen"), (contribution,)))
    return tuple(lists)


def _level(title: str) -> int:
    """Return the level of the headings in a list with this title."""
    return 3 if title else 2


def _printed(part: FactionContribution) -> bool:
    """Tell whether the document itself gives a faction a part of its own."""
    return bool(part.heading or part.introduction or part.context or not part.questions)


def _one_list(parts: Sequence[FactionContribution]) -> FactionContribution:
    """Return a list without parts as one: who asks stands at each question."""
    questions = tuple(question for part in parts for question in part.questions)
    first = parts[0]
    return FactionContribution(
        faction=None, name=None, document=first.document, section=first.section, questions=questions
    )


def _list_title(publication: Publication, document: str, section: str | None) -> str:
    node = publication.archive.documents.get(document)
    if node is None:
        return "Vragen"
    titles = {part.key: part.title for part in node.record.sections}
    return titles.get(section or "", "") or node.title


def _contribution(
    publication: Publication,
    links: Links,
    part: FactionContribution,
    entries: Sequence[Entry],
    room: Room,
    anchors: dict[str, int],
    *,
    level: int,
    alone: bool,
) -> Contribution:
    mark = None
    if part.faction and publication.has_page(part.faction):
        mark = FactionMark(part.faction, publication.faction(part.faction).name, links.faction(part.faction))
    name = "" if mark else (part.name or ("" if alone else "Zonder genoemde fractie"))
    base = f"fractie-{part.faction}" if mark else "vragen"
    below = level + 1 if mark or name else level
    anchors[base] = anchors.get(base, 0) + 1
    context = {
        question: _plain(publication, [paragraph for _, paragraph in members])
        for question, members in groupby(part.context, key=lambda pair: pair[0])
    }
    return Contribution(
        level=level,
        anchor=identifier(base if anchors[base] == 1 else f"{base}-{anchors[base]}"),
        mark=mark,
        name=name,
        counts=_counts([entry for entry in entries if not entry.continued_as]),
        joins=part.joins,
        introduction=_plain(publication, part.introduction),
        folded=sum(len(paragraph.text) for paragraph in part.introduction) > FOLDED_INTRODUCTION,
        asked=tuple(
            Asked(
                article(publication, links, entry, below, room),
                context.get(entry.id, Markup()),
            )
            for entry in entries
        ),
    )


def _plain(publication: Publication, paragraphs: Sequence[Paragraph]) -> Markup:
    """Return what a faction says without asking anything; nothing where it says nothing."""
    form = publication.form
    return form.finished(blocks(form, plain_blocks(paragraphs))) if paragraphs else Markup()


def _counts(entries: Sequence[Entry]) -> str:
    if not entries:
        return "Geen vragen gesteld"
    return f"{wording.count(len(entries), 'vraag', 'vragen')}: {wording.counted_statuses(entries)}"


def _jumps(
    publication: Publication, links: Links, entries: Sequence[Entry], lists: Sequence[QuestionList]
) -> list[Jump]:
    """Return the factions in order of printing, each with its number of questions and where they begin."""
    starts: dict[str, Markup] = {}
    for contribution in (part for group in lists for part in group.contributions):
        if contribution.mark:
            starts.setdefault(contribution.mark.id, Markup(f"#{contribution.anchor}"))
    counts: dict[str, int] = dict.fromkeys(starts, 0)
    for entry in entries:
        for faction in entry.factions:
            if publication.has_page(faction):
                counts[faction] = counts.get(faction, 0) + 1
                starts.setdefault(faction, Markup(f"#{identifier(entry.anchor)}"))
    return [
        Jump(
            FactionMark(faction, publication.faction(faction).name, links.faction(faction)),
            starts[faction],
            number,
        )
        for faction, number in counts.items()
    ]


def _pointers(publication: Publication, links: Links, meeting: str) -> list[Pointer]:
    """Return the ids that once stood on a page and lead elsewhere now, each with its old anchor."""
    found = [_pointer(publication, links, redirect) for redirect in publication.pointers(meeting)]
    for entry in publication.entries(publication.archive.former_meetings.get(meeting, ())):
        link = NamedLink(question_label(publication, entry), links.entry(entry))
        found += [
            Pointer(identifier(anchor(old)), old, link, "Staat nu bij een andere vergadering.")
            for old in (entry.id, *entry.aliases)
        ]
    return list({pointer.anchor: pointer for pointer in found}.values())


def _pointer(publication: Publication, links: Links, redirect: Redirect) -> Pointer:
    target = publication.archive.questions.get(redirect.target or "")
    link = NamedLink(question_label(publication, target), links.entry(target)) if target else None
    return Pointer(identifier(anchor(redirect.id)), redirect.id, link, redirect.reason)


def _moved(publication: Publication, former: str) -> Page:
    return moved_page(publication, meeting_page(former), former)


def moved_page(publication: Publication, path: str, former: str, **meta: MetaValue) -> Page:
    """Return what a meeting leaves behind at ``path`` when its documents go to another."""
    body = render(
        "moved.md.jinja", former=former, pointers=_pointers(publication, publication.links(path), former)
    )
    return list_page(
        path,
        f"Verhuisd: {former}",
        "Deze vergadering staat nu onder een andere naam in het archief.",
        body,
        **meta,
    )
