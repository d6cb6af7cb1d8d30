"""The ledger of published ids: ``content/ids.yaml``.

Every question id that was ever published stands in it, bound to its text, so that a new reading of a document
(or of the whole archive) can show that no id disappeared or moved to another question. A line is one of::

    15: 3f2a91c0d1e2 De leden van de D66-fractie zijn …          a question: hash and start of its text
    4: = 3                                                      another name of a question (same document)
    cda-2: 77aa01b3c4d5 = 2026-06-25-antwoorden/12 Kan de …      its other printing is the question
    9: gone Stond twee keer in het document.                     withdrawn, with the reason

The first three are written by the program; an alias or ``gone`` is also what a person writes there when a
published id goes. Documents stand in the order in which they were first published: where a question stands
in two of them, it keeps the id of the first. Beside its questions a document has the meetings on whose pages
they stood, newest first.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping

import msgspec

#: Length of the hash: 48 bits, enough to tell questions apart and short enough to review.
DIGEST_LENGTH = 12
#: At most this much of a text is kept with its hash.
START_LENGTH = 72
_LINE = re.compile(
    r"(?:(?P<digest>[0-9a-f]{12})(?: |$))?(?:= (?P<alias>\S+)(?: |$))?(?P<start>.*)", re.DOTALL
)
_GONE = "gone"
_SIGNS = re.compile(r"[\W_]+")
#: Those of them that nearly every text holds by the hundred.
_USUAL_SIGNS = bytes(code for code in range(0x80) if _SIGNS.match(chr(code)))


class LedgerEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one published id."""

    #: Hash of the normalised text; empty for a mere alias and for a withdrawn id.
    digest: str = ""
    #: The first words of the text.
    start: str = ""
    #: Question id that this id stands for.
    alias: str | None = None
    #: Why the id was withdrawn.
    gone: str | None = None


class DocumentLedger(msgspec.Struct, frozen=True, kw_only=True):
    """The published ids of one document."""

    #: Meetings on whose pages its questions stood, newest first.
    meetings: tuple[str, ...] = ()
    questions: dict[str, LedgerEntry] = {}


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """All published ids, documents in the order in which they were first published."""

    documents: dict[str, DocumentLedger] = {}

    def find(self, question: str) -> LedgerEntry | None:
        """Return what is known of a question id, or None when it was never published."""
        document, _, key = question.partition("/")
        found = self.documents.get(document)
        return None if found is None else found.questions.get(key)

    def items(self) -> Iterator[tuple[str, LedgerEntry]]:
        """Yield every published question id with what is known of it."""
        for document, entries in self.documents.items():
            for key, entry in entries.questions.items():
                yield f"{document}/{key}", entry


class LedgerFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ledger as it is stored."""

    schema_version: int = 1
    documents: dict[str, StoredDocumentLedger] = {}


class StoredDocumentLedger(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    meetings: tuple[str, ...] = ()
    questions: dict[str, str] = {}


def question_digest(text: str) -> str:
    """Return the hash of a text: of its letters and digits, whatever the case, spacing and quotes."""
    folded = unicodedata.normalize("NFKC", text).casefold().encode().translate(None, _USUAL_SIGNS)
    if not folded.isascii():
        folded = _SIGNS.sub("", folded.decode()).encode()
    return hashlib.sha256(folded).hexdigest()[:DIGEST_LENGTH]


def question_start(text: str) -> str:
    """Return the first words of a text on one line, for a person who reviews the ledger."""
    words = " ".join(text.split()).lstrip("=… ")
    if len(words) <= START_LENGTH:
        return words
    return words[: START_LENGTH + 1].rpartition(" ")[0] + " …"


def parse_entry(line: str, document: str) -> LedgerEntry | None:
    """Return the entry that a line of the ledger of ``document`` holds, or None when it holds none."""
    if line == _GONE or line.startswith(f"{_GONE} "):
        return LedgerEntry(gone=line[len(_GONE) + 1 :].strip())
    found = _LINE.fullmatch(line)
    assert found is not None
    digest, alias, start = found["digest"] or "", found["alias"], found["start"]
    if not digest and (alias is None or start):
        return None
    if alias is not None and "/" not in alias:
        alias = f"{document}/{alias}"
    return LedgerEntry(digest=digest, start=start, alias=alias)


def format_entry(entry: LedgerEntry, document: str) -> str:
    """Return the line of the ledger of ``document`` that holds an entry."""
    if entry.gone is not None:
        return f"{_GONE} {entry.gone}".strip()
    alias = "" if entry.alias is None else f"= {entry.alias.removeprefix(f'{document}/')}"
    return " ".join(part for part in (entry.digest, alias, entry.start) if part)


def store_ledger(ledger: Ledger) -> LedgerFile:
    """Return the ledger as it is stored: documents and their questions in the order they were published."""
    return LedgerFile(
        documents={
            document: StoredDocumentLedger(
                meetings=entries.meetings,
                questions={key: format_entry(entry, document) for key, entry in entries.questions.items()},
            )
            for document, entries in ledger.documents.items()
        }
    )


def restore_ledger(stored: LedgerFile) -> tuple[Ledger, tuple[tuple[str, str, str], ...]]:
    """Return the ledger, and what in it could not be understood: (document, key, line)."""
    wrong: list[tuple[str, str, str]] = []
    documents: dict[str, DocumentLedger] = {}
    for document, kept in stored.documents.items():
        questions = dict(_entries(document, kept.questions, wrong))
        documents[document] = DocumentLedger(meetings=kept.meetings, questions=questions)
    return Ledger(documents=documents), tuple(wrong)


def _entries(
    document: str, lines: Mapping[str, str], wrong: list[tuple[str, str, str]]
) -> Iterator[tuple[str, LedgerEntry]]:
    for key, line in lines.items():
        entry = parse_entry(line, document)
        if entry is None:
            wrong.append((document, key, line))
        else:
            yield key, entry
