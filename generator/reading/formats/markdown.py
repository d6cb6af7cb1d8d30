"""Markdown, as converters of Word and PDF files write it, read with markdown-it-py tokens."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.reading.blocks import Block, BlockKind, NoteMark, SourceDocument
from generator.reading.formats.text import collapse, decode
from generator.text_lines import split_lines

#: Rules that would read meaning into a converter's output: indented code, headings by underlining (a page
#: rule below a line), link definitions ("[1]: …" is a footnote), raw HTML blocks.
_OFF = ["code", "lheading", "reference", "html_block", "fence"]
_MARKS = re.compile(
    r"(?m)^#{1,6} \S|\*\*[^*\n]{2,2000}\*\*|^\s*[-*] \S|<sup>|\[[^\]\n]{1,300}\]\(https?:|^---$"
    r"|^\+[-=]{3,}|\[\^\d+\]|<https?:"
)
#: So many marks of Markdown (of which at least one emphasis, heading or link) make a text Markdown.
_ENOUGH = 4
_SUP = re.compile(r"^<sup>\s*$|^</sup>\s*$|^</?(?:u|b|i|em|strong|span|a)(?:\s[^>]*)?>$", re.IGNORECASE)
_STRAY = re.compile(r"\*\*+|(?<=\s)\*(?=\S)|^\*(?=\S)|(?<=\S)\*$")
_PLACE = "\ue000"
_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def looks_like_markdown(text: str) -> bool:
    """Return whether a text is Markdown rather than plain text."""
    found = _MARKS.findall(text)
    strong = [m for m in found if m.startswith(("#", "**", "<sup", "[", "<http", "+-", "---"))]
    return len(found) >= _ENOUGH and len(strong) >= 2


def read_markdown(name: str, data: bytes) -> SourceDocument:
    """Return the document of a Markdown file.

    Raises:
        ContentError: the file is no text (see ``formats.text.decode``).
    """
    text, remarks = decode(name, data)
    lines = split_lines(text)
    return SourceDocument(
        name=name,
        format="md",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        lines=lines,
        blocks=tuple(_blocks(lines)),
        remarks=remarks,
    )


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "linkify": False, "typographer": False}).enable("table")
    return parser.disable(_OFF)


def _blocks(lines: tuple[str, ...]) -> Iterator[Block]:
    """Yield the blocks in line order, blank lines and lines no token claims included."""
    text = "\n".join(line.replace("\f", " ").replace("\t", " ") for line in lines)
    covered = 0
    for block in _token_blocks(_parser().parse(text)):
        yield from _between(lines, covered, block.lines[0] - 1)
        covered = max(covered, block.lines[1])
        yield block
    yield from _between(lines, covered, len(lines))


def _between(lines: tuple[str, ...], start: int, end: int) -> Iterator[Block]:
    for index in range(start, end):
        text = collapse(lines[index])
        yield Block(kind="line" if text else "blank", text=text, lines=(index + 1, index + 1))


def _token_blocks(tokens: list[Token]) -> Iterator[Block]:
    heading = 0
    labels: list[str] = []
    fresh: list[bool] = []
    stream = iter(tokens)
    for token in stream:
        if token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = 0
        elif token.type == "list_item_open":
            labels.append(f"{token.info}{token.markup}" if token.info else token.markup)
            fresh.append(True)
        elif token.type == "list_item_close":
            labels.pop()
            fresh.pop()
        elif token.type == "hr" and token.map:
            yield Block(kind="rule", text="", lines=(token.map[0] + 1, token.map[0] + 1))
        elif token.type == "table_open" and token.map:
            yield _table(stream, (token.map[0] + 1, token.map[1]))
        elif token.type == "inline" and token.map:
            # "- 1. Is het …" is a list in a list for Markdown and one numbered paragraph for a reader.
            label = " ".join(x for x, new in zip(labels, fresh, strict=True) if new)
            fresh = [False] * len(fresh)
            yield from _inline_blocks(token, heading, label, len(labels))


def _table(stream: Iterator[Token], lines: tuple[int, int]) -> Block:
    """Return a table, taking its tokens off the stream up to its end."""
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    for token in stream:
        if token.type == "table_close":
            break
        if token.type == "tr_close":
            rows.append(tuple(row))
            row = []
        elif token.type == "inline":
            row.append(_inline(token.children or [])[0][0].replace("\n", " "))
    return Block(kind="table", text="\n".join(" | ".join(r) for r in rows), rows=tuple(rows), lines=lines)


def _inline_blocks(token: Token, heading: int, label: str, depth: int) -> Iterator[Block]:
    """Yield a block per printed line of a paragraph: a hard break ends a line for good."""
    assert token.map is not None
    first = token.map[0] + 1
    pieces = _inline(token.children or [])
    bold = _bold_lines(token.children or [])
    offset = count = 0
    for index, (text, breaks) in enumerate(pieces):
        source_lines = text.count("\n") + 1
        place = first + offset
        for number, part in enumerate(text.split("\n")):
            plain, notes = _lift_notes(_without_grid(part))
            # A line in bold above one that is not is a label or a question, and starts nothing half.
            turns = count > 0 and (bold[count].all != bold[count - 1].all or bold[count].apart)
            starts = (number == 0 and (index == 0 or breaks)) or turns
            kind: BlockKind = "line"
            if heading:
                kind = "heading"
            elif label and index == 0 and number == 0:
                kind = "item"
            if plain or notes:
                yield Block(
                    kind=kind,
                    text=plain,
                    lines=(place + number, place + number),
                    level=heading or depth,
                    label=label if index == 0 and number == 0 else "",
                    bold=bold[count].all,
                    notes=notes,
                    starts=starts,
                )
            else:
                yield Block(kind="blank", text="", lines=(place + number, place + number))
            count += 1
        offset += source_lines


def _without_grid(line: str) -> str:
    """Return the words of a line of a pandoc grid table, in which letterheads are set; else the line."""
    stripped = line.strip()
    if re.fullmatch(r"[+|]?[-=+| :]{4,}[+|]?", stripped):
        return ""
    if len(stripped) > 1 and stripped[0] == stripped[-1] == "|":
        return " ".join(cell.strip() for cell in stripped.strip("|").split("|"))
    return line


def _inline(children: list[Token]) -> list[tuple[str, bool]]:
    """Return the words of inline tokens, cut at hard breaks; a soft break is a newline."""
    pieces: list[tuple[list[str], bool]] = [([], False)]
    sup = False
    for child in children:
        out = pieces[-1][0]
        if child.type in {"text", "code_inline"}:
            out.append(
                f"{_PLACE}{child.content.strip()}{_PLACE}" if sup and child.content.strip() else child.content
            )
        elif child.type == "softbreak":
            out.append("\n")
        elif child.type == "hardbreak":
            pieces.append(([], True))
        elif child.type == "html_inline":
            tag = child.content.strip().lower()
            if tag in {"<sup>", "</sup>"}:
                sup = tag == "<sup>"
            elif tag in {"<br>", "<br/>", "<br />"}:
                out.append(" ")
            elif not _SUP.match(tag):
                out.append(child.content)
        elif child.type == "image":
            out.append(f"[image: {child.content}]")
    return [("".join(parts), breaks) for parts, breaks in pieces]


def _lift_notes(text: str) -> tuple[str, tuple[NoteMark, ...]]:
    """Return the text without superscripts that are note marks, and the marks; others stay words."""
    out = ""
    notes: list[NoteMark] = []
    for index, part in enumerate(text.split(_PLACE)):
        if index % 2 and re.fullmatch(r"\d{1,3}|\*", part):
            notes.append(NoteMark(offset=len(out), mark=part, ref="?" + part.translate(_SUPER)))
        else:
            part = _STRAY.sub("", part)
            out = collapse(out + part) if not out or not part[:1].isspace() else collapse(out + " " + part)
            if part[-1:].isspace():
                out += " "
    return out.strip(), tuple(notes)


class _Bold(NamedTuple):
    """Whether all words of a line are bold, and it is bold by itself, not with the line above it."""

    all: bool
    apart: bool


def _bold_lines(children: list[Token]) -> list[_Bold]:
    """Return how bold each printed line of a paragraph is."""
    lines: list[_Bold] = []
    depth, strong, plain, opened = 0, False, False, True
    for child in [*children, Token("softbreak", "", 0)]:
        if child.type == "strong_open":
            depth += 1
        elif child.type == "strong_close":
            depth -= 1
        elif child.type in {"text", "code_inline"} and child.content.strip(" *"):
            strong, plain = strong or depth > 0, plain or depth == 0
        elif child.type in {"softbreak", "hardbreak"}:
            whole = strong and not plain
            lines.append(_Bold(whole, whole and opened))
            strong, plain, opened = False, False, depth == 0
    return lines
