"""Running text and what stands in it by the thousand, in any form: templates take longer to write it.

What is given is text, but for links and ids: those are Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from generator.pages.annotating import Block, Piece, Stretch
from generator.pages.forms import Form
from generator.pages.questions import FactionMark, NamedLink


def inline(form: Form, stretches: Iterable[Stretch]) -> str:
    """Return a text with its links, notes and marks, in one line."""
    return "".join([_stretch(form, stretch) for stretch in stretches])


def blocks(form: Form, items: Iterable[Block]) -> str:
    """Return paragraphs, lists, headings and tables, below each other."""
    return form.below_each_other([_block(form, item) for item in items])


def named_links(form: Form, links: Sequence[NamedLink]) -> str:
    """Return links as a sentence names them, each with what stands behind it."""
    shown = [
        f"{link(form, one)} ({form.text(one.detail)})" if one.detail else link(form, one) for one in links
    ]
    return f"{', '.join(shown[:-1])} en {shown[-1]}" if len(shown) > 1 else "".join(shown)


def link(form: Form, one: NamedLink) -> str:
    """Return a link; its text alone where it leads nowhere."""
    text, href, _ = one
    return form.link(form.text(text), href) if href else form.text(text)


def labels(form: Form, marks: Sequence[FactionMark]) -> str:
    """Return the names of factions, each in its colour, with a space before it."""
    return _labels(form.text, marks)


@lru_cache(maxsize=1024)
def _labels(text: Callable[[str], str], marks: Sequence[FactionMark]) -> str:
    shown = [f' <span class="faction faction-{text(mark.id)}">{text(mark.name)}</span>' for mark in marks]
    return "".join(shown)


def _stretch(form: Form, stretch: Stretch) -> str:
    mark, pieces = stretch
    text = "".join([_piece(form, piece) for piece in pieces])
    return f'<mark class="{form.text(mark)}">{text}</mark>' if mark else text


def _piece(form: Form, piece: Piece) -> str:
    kind, text, href, title, identifier = piece
    shown = form.text(text)
    if kind == "text":
        return shown
    if kind == "lost":
        return f'<span class="lost">{shown}</span>'
    linked = form.link(shown, href)
    if kind == "link":
        return linked
    if kind == "term":
        return f'<abbr title="{form.text(title)}">{linked}</abbr>'
    named = f' id="{identifier}"' if identifier else ""
    return f'<sup class="note-mark"{named}>{linked}</sup>'


def _block(form: Form, block: Block) -> str:
    kind, texts, rows = block
    if kind == "table":
        return _table(form, rows)
    if kind == "list":
        items = "\n".join([f'<li markdown="1">{inline(form, text)}</li>' for text in texts])
        return f'<ul markdown="1">\n{items}\n</ul>'
    text = inline(form, texts[0])
    return form.paragraph(text) if kind == "paragraph" else f'<p class="text-heading" markdown="1">{text}</p>'


def _table(form: Form, rows: Sequence[Sequence[str]]) -> str:
    head = "".join([f'<th scope="col">{form.text(cell)}</th>' for cell in rows[0]])
    lines = [f"<tr>{''.join([f'<td>{form.text(cell)}</td>' for cell in row])}</tr>\n" for row in rows[1:]]
    return (
        '<div class="table" role="region" aria-label="Tabel in de tekst" tabindex="0"><table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(lines)}</tbody></table></div>"
    )
