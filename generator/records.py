"""The record types: what was *read* from a document, and nothing that is computed later.

The reading half (document → blocks → records) makes these values; the publishing half (archive →
pages) takes them. They are stored as canonical YAML in ``content/records/`` (see ``storage``).
All line numbers are 1-based and inclusive, and count the lines of the text as received (for a
format without lines, Word or PDF: of its rendition in ``content/renditions/``).
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

SCHEMA_VERSION = 1

Lines = tuple[int, int]
Attribution = Literal["heading", "named", "inferred", "unknown"]
Chamber = Literal["Tweede Kamer", "Eerste Kamer"]
#: What a document is. ``questions``: asked, not answered (inbreng, lijst van vragen, Kamervragen);
#: ``answers``: a letter or list with the answers (mostly with the questions); ``report``: a
#: published verslag with both; ``agenda`` and ``letter``: no questions; ``postponement``: Mededeling.
DocumentKind = Literal["questions", "answers", "report", "agenda", "letter", "postponement"]
#: The procedure it belongs to.
Procedure = Literal["schriftelijk overleg", "lijst van vragen", "kamervragen", "onbekend"]
ParagraphKind = Literal["paragraph", "item", "table", "heading"]
#: Classes of lines in the account. Everything but ``unknown`` was understood.
LineClass = Literal[
    "question",
    "answer",
    "label",
    "heading",
    "subheading",
    "introduction",
    "context",
    "footnote",
    "opening",
    "letterhead",
    "salutation",
    "contents",
    "signature",
    "furniture",
    "image",
    "copy",
    "memo",
    "closing",
    "letter",
    "blank",
    "unknown",
]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Base of every stored type: frozen, keyword-only, no unknown fields, defaults left out."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pass between processes as MessagePack, of which a default comes back as the default.

        It would come back as its equal, and equals are not left out when a record is written.
        """
        return _passed, (type(self), msgspec.msgpack.encode(self, enc_hook=tuple))


def _passed(kind: type[Record], data: bytes) -> Record:
    return msgspec.msgpack.decode(data, type=kind)


class Paragraph(Record, frozen=True, kw_only=True):
    """One paragraph of text, white space collapsed, without footnote marks."""

    text: str
    lines: Lines
    kind: ParagraphKind = "paragraph"
    #: Cells per row, for a table; ``text`` then holds the rows, one a line, cells joined by " | ".
    rows: tuple[tuple[str, ...], ...] = ()
    #: The page it starts on, for formats with pages.
    page: int | None = None


class Footnote(Record, frozen=True, kw_only=True):
    #: As printed at the mark: "1", "³", "*".
    mark: str
    text: str
    part: Literal["question", "answer"]
    #: Where the mark stands: index of the paragraph in its part, and offset in that paragraph's text.
    paragraph: int = 0
    offset: int = 0
    #: Where the text of the note is printed; None when it is printed nowhere.
    lines: Lines | None = None


class Printing(Record, frozen=True, kw_only=True):
    """The other printing of a question: the same item, in another document."""

    document: str
    number: int | None = None
    text: str
    lines: Lines


class Doubt(Record, frozen=True, kw_only=True):
    """Something the reader was unsure of."""

    #: Short machine name, e.g. "label-out-of-sequence".
    code: str
    #: In Dutch: it is shown on the site.
    text: str
    lines: Lines | None = None
    excerpt: str = ""


class Answer(Record, frozen=True, kw_only=True):
    paragraphs: tuple[Paragraph, ...]
    #: First and last line, label included.
    lines: Lines
    #: All numbers in the printed label ("Antwoord 3, 4 en 5"), empty when the label has none.
    numbers: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return plain_text(self.paragraphs)


class Question(Record, frozen=True, kw_only=True):
    #: The part of the question id after the document id: "15", "x-15", "cda-3", "v-3".
    key: str
    #: Key of the section as printed, where a document has several lists ("X").
    section: str | None = None
    number: int | None = None
    numbers: tuple[int, ...] = ()
    #: 1-based within the faction (or the list, when there is no faction) in document order.
    ordinal: int = 1
    #: Names of the factions that ask, as printed and without "-fractie": ("GL-PvdA",).
    factions: tuple[str, ...] = ()
    attribution: Attribution = "unknown"
    #: The words by which the faction is known (heading or phrase), or the numbers it is inferred from.
    attribution_evidence: str | None = None
    #: Members who ask, for questions by members.
    members: tuple[str, ...] = ()
    subheading: str | None = None
    paragraphs: tuple[Paragraph, ...]
    #: First and last line, label included.
    lines: Lines
    answer: Answer | None = None
    footnotes: tuple[Footnote, ...] = ()
    printings: tuple[Printing, ...] = ()
    continued_as: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def text(self) -> str:
        return plain_text(self.paragraphs)


class FactionPart(Record, frozen=True, kw_only=True):
    """What a faction contributed besides its questions."""

    #: As printed, without "-fractie"; None for a part without a faction (an introduction per subject).
    name: str | None
    section: str | None = None
    #: The heading as printed; None where the faction is only named in running text.
    heading: str | None = None
    lines: Lines
    #: Paragraphs before its first item.
    introduction: tuple[Paragraph, ...] = ()
    #: Later paragraphs that ask nothing: with the key of the question they follow.
    context: tuple[tuple[str, Paragraph], ...] = ()
    #: Names of factions whose questions it joins ("sluiten zich aan bij").
    joins: tuple[str, ...] = ()
    #: Number of questions read under it.
    questions: int = 0


class Section(Record, frozen=True, kw_only=True):
    """A named list of questions in a document that has several."""

    key: str
    title: str
    lines: Lines


class Person(Record, frozen=True, kw_only=True):
    name: str
    #: "minister van Defensie".
    office: str | None = None


class Facts(Record, frozen=True, kw_only=True):
    """What the text states of itself. Dates are ISO."""

    title: str | None = None
    date: str | None = None
    #: When the questions were put, where the text says so.
    asked_date: str | None = None
    chamber: Chamber | None = None
    committee: str | None = None
    #: Own reference ("MINDEF20260007449", "2024Z17972").
    reference: str | None = None
    #: Other references by which documents can be matched ("28676-552", "2025D43738").
    references: tuple[str, ...] = ()
    #: Dossiers it belongs to ("21501-28").
    dossiers: tuple[str, ...] = ()
    signatories: tuple[Person, ...] = ()
    #: What the consultation was about, as printed, and its days.
    meeting: str | None = None
    meeting_days: tuple[str, ...] = ()
    #: Who put the questions, for questions by members: factions as printed, and names.
    factions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    #: Reason and new date of a postponement, as printed.
    postponement: str | None = None


class Claim(Record, frozen=True, kw_only=True):
    """A number the document states of itself, checked against what was read."""

    text: str
    lines: Lines
    #: What is counted: "questions", or "questions X" for one section.
    subject: str
    stated: int
    found: int


class LineRun(Record, frozen=True, kw_only=True):
    """A run of lines of one class in the account of lines."""

    name: LineClass
    lines: Lines


class Source(Record, frozen=True, kw_only=True):
    file: str
    sha256: str
    #: "txt", "md", "docx", "pdf", "html", "xml".
    format: str
    #: Size in bytes, number of lines of the text as shown.
    bytes: int
    lines: int
    pages: int | None = None


class Document(Record, frozen=True, kw_only=True):
    """Everything read from one document; one file in ``content/records/``."""

    schema_version: int = SCHEMA_VERSION
    id: str
    kind: DocumentKind
    procedure: Procedure = "onbekend"
    source: Source
    #: ISO date it entered the archive.
    added: str
    #: Version of the reading rules.
    reader: str
    facts: Facts
    sections: tuple[Section, ...] = ()
    parts: tuple[FactionPart, ...] = ()
    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    account: tuple[LineRun, ...]
    #: Passages mended by content/corrections/<id>.yaml: (what stood there, what it became, why).
    corrections: tuple[tuple[str, str, str], ...] = ()


class Sidecar(Record, frozen=True, kw_only=True):
    """``content/documents/<id>.yaml``: facts that the text does not state; wins where both speak."""

    title: str | None = None
    date: str | None = None
    asked_date: str | None = None
    chamber: Chamber | None = None
    committee: str | None = None
    #: Address of the original on an official site.
    url: str | None = None
    #: Meeting id.
    meeting: str | None = None
    #: Official identifiers ("kst-36045-267", "2026D12345").
    identifiers: tuple[str, ...] = ()
    reference: str | None = None
    kind: DocumentKind | None = None
    #: Document id of the question list that this document answers, where the text does not tell.
    answers: str | None = None
    #: Document id that this one replaces or corrects.
    replaces: str | None = None
    signatories: tuple[Person, ...] = ()
    #: Official dossiers ("36045", "21501-28") and activities ("2026A00001"), as `fetch` found them.
    dossiers: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    #: Members who ask, each with the faction as "office", as `fetch` found them.
    askers: tuple[Person, ...] = ()
    added: str | None = None
    note: str | None = None


class Correction(Record, frozen=True, kw_only=True):
    """One entry of ``content/corrections/<id>.yaml``: an error in an official text, or a rare misreading."""

    #: What stands in the document (white space does not count); it must occur exactly once.
    passage: str
    #: What it becomes.
    becomes: str
    #: Why, in Dutch: it is shown on the site.
    why: str


def plain_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the text of paragraphs, separated by a blank line."""
    return "\n\n".join([paragraph.text for paragraph in paragraphs])
