"""One question with its answer, as the page of its meeting shows it: an element.

Written here, and not by a template, since an archive has very many.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup

from generator.addresses import citations_page
from generator.archive.graph import EarlierAnswer, Entry
from generator.keys import anchor
from generator.pages import wording
from generator.pages.annotating import Annotator, note_anchor, plain_blocks, seen_terms
from generator.pages.escaping import identifier
from generator.pages.forms import Form
from generator.pages.links import Links
from generator.pages.publication import Publication, once_a_page
from generator.pages.questions import (
    NamedLink,
    attribution,
    faction_marks,
    question_label,
    question_links,
    question_text,
    topic_links,
)
from generator.pages.room import Room
from generator.pages.running import blocks, inline, labels, link, named_links
from generator.records import Lines

#: Longest referred answer that is shown unfolded: where the answer is nothing but a pointer, and elsewhere.
UNFOLDED_POINTER = 1600
UNFOLDED_MENTION = 500
#: Answers of fewer characters are repeated whole, however little room there is.
SHORT = 400
#: Characters of a related question.
RELATED_LENGTH = 80


def article(publication: Publication, links: Links, entry: Entry, level: int, room: Room) -> Markup:
    """Return a question under a heading of some level, with as much of others as there is room for."""
    name = identifier(entry.anchor)
    status = "reference" if entry.continued_as else entry.status.status
    annotator = Annotator(publication, links, entry, seen=None if room.terms else seen_terms(publication))
    form = publication.form
    title = f'<span class="number">{form.text(wording.question_title(entry))}</span>'
    asking = labels(form, faction_marks(publication, links, entry))
    parts = [
        f'<article class="question is-{status}" id="{name}" markdown="1">',
        *[f'<div id="{identifier(anchor(alias))}"></div>' for alias in entry.aliases],
        '<div class="question-body" markdown="1">',
        form.heading(level, f"{title}{asking}", _heading(publication, entry)),
        f'<p class="status status-{status}">{_status(form, entry)}</p>',
    ]
    if entry.members:
        parts.append(f'<p class="members">{form.text(wording.enumeration(entry.members))}</p>')
    if asker := attribution(publication, entry):
        parts.append(f'<p class="attribution">{form.text(asker)}</p>')
    if entry.subheading:
        parts.append(f'<p class="subheading">{form.text(entry.subheading)}</p>')
    parts += ('<div class="asked" markdown="1">', blocks(form, annotator.blocks("question")), "</div>")
    if entry.continued_as:
        parts.append(
            '<p class="aside" markdown="1">In het antwoord is deze vraag gesplitst: '
            f"{named_links(form, question_links(publication, links, entry.continued_as))}.</p>"
        )
    if entry.answer:
        parts += ('<div class="answered" markdown="1">', _answer_from(form, entry))
        parts.append(blocks(form, annotator.blocks("answer")))
        parts += _shown(publication, links, entry, room.repeated)
        parts += [_earlier(form, links, answer) for answer in entry.earlier_answers]
        parts.append("</div>")
    elif status == "pending" and entry.asked_date:
        asked = _time(form, entry.asked_date, " data-days-since")
        parts.append(
            f'<p class="no-answer">Gevraagd op {asked}. Het antwoord staat nog niet in dit archief.</p>'
        )
    if entry.postponement:
        parts.append(_postponed(form, links, entry))
    if entry.footnotes:
        parts.append(_notes(form, annotator, entry))
    parts += ("</div>", '<div class="question-margin" markdown="1">')
    if about := list(_about(publication, links, entry, room)):
        parts.append("\n".join(('<ul class="about" markdown="1">', *about, "</ul>")))
    sources = "".join([f" Bron: {link(form, source)}" for source in _sources(links, entry)])
    report = links.report(publication.settings.report, entry)
    citing = links.page(citations_page(entry.meeting), entry.anchor)
    parts += (
        f'<p class="tools" markdown="1">{form.link("Link", f"#{name}")}{sources} '
        f"{form.link('Meld een fout', report)} {form.link('Citeer of sluit in', citing)}</p>",
        "</div>",
        "</article>",
    )
    return form.finished(form.below_each_other(parts))


@once_a_page
def _headings(publication: Publication) -> dict[str, str]:
    """Return which question has each id of a heading, by id, on this page."""
    return {}


def _heading(publication: Publication, entry: Entry) -> Markup:
    """Return an id for the heading of a question, a short one: a page of a hundred questions is heavy."""
    short = identifier(f"kop-{entry.key}")
    first = _headings(publication).setdefault(short, entry.id)
    return short if first == entry.id else identifier(f"kop-{entry.anchor}")


def _status(form: Form, entry: Entry) -> str:
    name = "Gesplitst" if entry.continued_as else wording.STATUS_NAMES[entry.status.status]
    detail = wording.status_detail(entry)
    return f"{name}: {form.text(detail)}" if detail else name


def _answer_from(form: Form, entry: Entry) -> str:
    by = wording.signed(entry.answered_by)
    said = f"Antwoord van {form.text(by)}" if by else "Antwoord"
    if entry.answer_date:
        said += f" {_time(form, entry.answer_date)}"
    return f'<p class="answer-from">{said}</p>'


def _time(form: Form, date: str, attributes: str = "") -> str:
    return f'<time datetime="{form.text(date)}"{attributes}>{form.text(wording.day(date))}</time>'


def _shown(publication: Publication, links: Links, entry: Entry, share: int) -> Iterator[str]:
    """Yield the answers that an answer refers to, each once, followed to the end of the chain.

    Only the beginning of one is shown where all of it would make the page heavy.
    """
    form = publication.form
    targets = publication.entries(dict.fromkeys(ref.target for ref in entry.references if ref.target))
    limit = UNFOLDED_POINTER if entry.status.status == "reference" else UNFOLDED_MENTION
    done = {entry.id}
    for first in targets:
        target, via = _end_of_chain(publication, first)
        if target.id in done or not target.answer:
            continue
        done.add(target.id)
        found = Annotator(publication, links, target, own=False).blocks("answer")
        title, href = form.text(f"Antwoord op {question_label(publication, target)}"), links.entry(target)
        length = sum(len(paragraph.text) for paragraph in target.answer)
        folded, whole = length > limit, length <= max(share, SHORT)
        if folded:
            yield f'<details class="elsewhere" markdown="1"><summary>{title}</summary>'
        else:
            yield '<div class="elsewhere" markdown="1">'
            yield f'<p class="elsewhere-title" markdown="1">{form.link(title, href)}</p>'
        if via:
            passed = named_links(form, question_links(publication, links, via))
            yield f'<p class="aside" markdown="1">De minister verwijst hiernaar via {passed}.</p>'
        yield blocks(form, found if whole else found[:1])
        if not whole:
            whole_answer = form.link("Lees het hele antwoord", href)
            yield f'<p class="aside" markdown="1">Dit is het begin. {whole_answer}.</p>'
        elif folded:
            own_place = form.link("Lees dit antwoord op zijn eigen plaats", href)
            yield f'<p class="aside" markdown="1">{own_place}.</p>'
        yield "</details>" if folded else "</div>"


def _end_of_chain(publication: Publication, entry: Entry) -> tuple[Entry, tuple[str, ...]]:
    """Follow answers that are nothing but a pointer; return the last one and the ids passed on the way."""
    passed: list[str] = []
    while entry.status.status == "reference" and entry.id not in passed:
        following = publication.entries(ref.target for ref in entry.references if ref.target)
        if len(following) != 1:
            break
        passed.append(entry.id)
        entry = following[0]
    return entry, tuple(passed)


def _earlier(form: Form, links: Links, answer: EarlierAnswer) -> str:
    """Return an answer that a later one replaced."""
    by = wording.offices(answer.answered_by)
    day = f", {wording.day(answer.date)}" if answer.date else ""
    title = form.text(f"Eerder antwoord{f' van {by}' if by else ''}{day}")
    source = NamedLink(_lines(answer.lines), links.document(answer.document, answer.lines[0]))
    return form.below_each_other(
        (
            f'<details class="elsewhere" markdown="1"><summary>{title} (later vervangen)</summary>',
            blocks(form, plain_blocks(answer.paragraphs)),
            f'<p class="aside" markdown="1">Bron: {link(form, source)}</p>',
            "</details>",
        )
    )


def _postponed(form: Form, links: Links, entry: Entry) -> str:
    """Return why and until when the answer is put off, with the letter that says so."""
    letter = entry.postponement
    assert letter is not None
    words = f"Uitgesteld op {wording.day(letter.date)}" if letter.date else "Uitgesteld"
    detail = f": {form.text(letter.text)}" if letter.text else ""
    shown = link(form, NamedLink(words, links.document(letter.document)))
    return f'<p class="aside" markdown="1">{shown}{detail}</p>'


def _notes(form: Form, annotator: Annotator, entry: Entry) -> str:
    lines = ['<ol class="notes" markdown="1">']
    for number, note in enumerate(entry.footnotes, 1):
        name = note_anchor(entry.id, number)
        back = form.link("↑", f"#{name}-mark", 'aria-label="Terug naar de tekst"')
        lines.append(
            f'<li id="{name}" markdown="1"><span class="note-number">{form.text(note.mark)}</span> '
            f"{inline(form, annotator.note(number - 1))} {back}</li>"
        )
    return "\n".join((*lines, "</ol>"))


def _about(publication: Publication, links: Links, entry: Entry, room: Room) -> Iterator[str]:
    """Yield what is known of a question besides its text, an item each."""
    form = publication.form
    if entry.also_answers:
        others = question_links(publication, links, entry.also_answers)
        if others:
            yield f'<li markdown="1">Dit antwoord geldt ook voor {named_links(form, others)}.</li>'
    for number in dict.fromkeys([ref.number for ref in entry.references if ref.target is None]):
        yield f"<li>Het antwoord verwijst naar vraag {number}. Die vraag staat niet in deze lijst.</li>"
    if entry.referred_by:
        others = question_links(
            publication, links, [other for other in entry.referred_by if other not in entry.also_answers]
        )
        if others:
            yield f'<li markdown="1">Hierheen wordt verwezen bij {named_links(form, others)}.</li>'
    for promise in entry.commitments:
        due = promise.due_text or (wording.day(promise.due) if promise.due else "")
        href = links.page(publication.commitment_page(promise.id), anchor(promise.id))
        when = f": {form.text(due)}" if due else ""
        yield f'<li markdown="1">{form.link("Toezegging", href)}{when}</li>'
    if entry.printings and (printed := tuple(_printings(publication, links, entry))):
        yield f'<li markdown="1">Ook gedrukt in {named_links(form, printed)}.</li>'
    for doubt in entry.doubts:
        yield f'<li class="doubt">Let op: {form.text(doubt.text)}</li>'
    if topics := topic_links(publication, links, entry):
        label = "Onderwerpen" if len(topics) > 1 else "Onderwerp"
        yield f'<li markdown="1"><span class="label">{label}</span> {named_links(form, topics)}</li>'
    if related := "".join(_related(publication, links, entry, room)):
        yield f'<li markdown="1"><span class="label">Eerder en later gevraagd</span>{related}</li>'


def _related(publication: Publication, links: Links, entry: Entry, room: Room) -> Iterator[str]:
    form = publication.form
    for other in publication.entries(publication.related(entry)[: room.related]):
        day, label = _day(publication, other.meeting), question_label(publication, other)
        detail = form.text(f"{day}, {label}" if day else label)
        href = links.entry(other)
        if room.begun:
            shown = f"{form.link(form.text(_beginning(question_text(other))), href)} {detail}"
        else:
            shown = form.link(detail, href)
        yield f' <span class="related">{shown}</span>'


@lru_cache(maxsize=8192)
def _beginning(text: str) -> str:
    """Return where a question begins; it is related to several."""
    return wording.excerpt(text, RELATED_LENGTH)


@once_a_page
def _day(publication: Publication, meeting: str) -> str:
    node = publication.archive.meetings.get(meeting)
    date = node.date if node else None
    return wording.day(date) if date else ""


def _sources(links: Links, entry: Entry) -> tuple[NamedLink, ...]:
    """Return where question and answer stand: one link where they follow each other."""
    asked, answered = entry.question_lines, entry.answer_lines
    if answered is None:
        return (NamedLink(_lines(asked), links.document(entry.document, asked[0])),)
    elsewhere = entry.answer_document or entry.document
    if elsewhere == entry.document and 0 <= answered[0] - asked[1] <= 5:
        whole = (asked[0], max(asked[1], answered[1]))
        return (NamedLink(_lines(whole), links.document(entry.document, whole[0])),)
    return (
        NamedLink(f"vraag, {_lines(asked)}", links.document(entry.document, asked[0])),
        NamedLink(f"antwoord, {_lines(answered)}", links.document(elsewhere, answered[0])),
    )


def _printings(publication: Publication, links: Links, entry: Entry) -> Iterator[NamedLink]:
    for printing in entry.printings:
        if document := publication.archive.documents.get(printing.document):
            number = f"nummer {printing.number}, " if printing.number else ""
            href = links.document(printing.document, printing.lines[0])
            yield NamedLink(document.title, href, f"{number}{_lines(printing.lines)}")


def _lines(lines: Lines) -> str:
    return f"regel {lines[0]}" if lines[0] == lines[1] else f"regel {lines[0]}–{lines[1]}"
