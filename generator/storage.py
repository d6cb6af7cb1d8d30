"""The content folder: what is in it, read into the project's types and written back canonically.

::

    documents/    <id>.<suffix> as received, never changed; <id>.yaml: its sidecar
    records/      <id>.yaml: what was read from it
    renditions/   <id>.txt: its text line by line, for formats that are not text
    corrections/  <id>.yaml: passages mended, with the reason
    ids.yaml      the ledger of published ids
    factions.yaml, topics.yaml, meetings.yaml, glossary.yaml, commitments.yaml: the registers

Everything that reads raises ContentError with file and line; nothing half-written is ever left behind.
"""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from generator.forking import processors, run_all
from generator.keys import DOCUMENT_ID
from generator.ledger import Ledger, LedgerFile, restore_ledger, store_ledger
from generator.memo import Memo
from generator.packing import PackedRecord, Store, pack, plain, unpack
from generator.problems import ContentError, Problem
from generator.records import SCHEMA_VERSION, Correction, Document, Sidecar
from generator.registers import (
    CommitmentReview,
    Faction,
    FactionRegister,
    GlossaryEntry,
    Meeting,
    Registers,
    Topic,
)
from generator.text_lines import decode_text, split_lines
from generator.yaml_reader import load_yaml
from generator.yaml_writer import dump_yaml

T = TypeVar("T")

#: What a person must know who opens ``ids.yaml``.
LEDGER_HEADER = """\
# Elk id dat ooit gepubliceerd is, met het begin van de tekst waarbij het hoort. Het programma schrijft dit.
# Met de hand alleen als een gepubliceerd id vervalt; achter het id komt dan een van deze twee:
#   9: = 8            vraag 9 is dezelfde als vraag 8
#   9: gone reden     vraag 9 is er niet meer, met de reden
"""
#: So many records that were not read before are read by several processes, so many at once.
_MANY_RECORDS = 40
_CHUNK = 10
#: Suffixes of files in ``documents/`` that are read as text; the others have a rendition.
TEXT_SUFFIXES = frozenset({".txt", ".md"})
_USUAL_SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".xml")


class Content:
    """A content folder. Nothing is read before it is asked for, and nothing is kept."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def memo(self) -> Memo:
        """What was worked out from this content before; beside the folder, in ``.cache``, safe to delete."""
        return Memo(self.cache)

    @property
    def cache(self) -> Path:
        """Where what was worked out and made is kept: beside the folder, safe to delete."""
        return self.root.absolute().parent / ".cache" / "kamerspiegel"

    # ------------------------------------------------------------------ documents

    def document_files(self) -> dict[str, Path]:
        """Return the documents as received, by id, in order of id; of two with one id the first."""
        files: dict[str, Path] = {}
        for path in _files(self.root / "documents"):
            if path.suffix != ".yaml":
                files.setdefault(path.stem, path)
        return files

    def document_file(self, document: str) -> Path | None:
        """Return the file of a document as received, or None; without listing the whole folder."""
        for suffix in _USUAL_SUFFIXES:
            path = self.document_path(document, suffix)
            if path.is_file():
                return path
        return self.document_files().get(document)

    def stray_documents(self) -> Iterator[Problem]:
        """Yield what is wrong with the names in ``documents/``: two files with one id, or no id at all."""
        seen: dict[str, Path] = {}
        for path in _files(self.root / "documents"):
            if path.suffix == ".yaml":
                continue
            if path.stem in seen:
                yield self._problem(
                    path,
                    f'the id "{path.stem}" belongs to {seen[path.stem].name} already',
                    "give one of the two files another name",
                )
            elif not DOCUMENT_ID.match(path.stem):
                yield self._problem(
                    path,
                    f'"{path.stem}" is no document id',
                    "name the file <date>-<words>, in lower case: 2026-02-10-beantwoording-rbz.txt",
                )
            seen.setdefault(path.stem, path)

    def document_path(self, document: str, suffix: str) -> Path:
        return self.root / "documents" / f"{_checked(document)}{suffix}"

    def lines(self, document: str, path: Path | None = None) -> tuple[str, ...]:
        """Return the text of a document line by line, as it is shown and as line numbers count it."""
        rendition = self.rendition_path(document)
        source = path or self.document_file(document)
        if source is None and not rendition.exists():
            raise ContentError(self._problem(rendition, f'there is no document "{document}"', ""))
        if source is None or source.suffix.lower() not in TEXT_SUFFIXES:
            return split_lines(self._read(rendition))
        try:
            return split_lines(decode_text(source.read_bytes())[0])
        except UnicodeDecodeError:
            raise ContentError(self._problem(source, "this is not text in a known encoding", "")) from None

    def rendition_path(self, document: str) -> Path:
        return self.root / "renditions" / f"{_checked(document)}.txt"

    def write_rendition(self, document: str, lines: tuple[str, ...]) -> None:
        write_atomically(self.rendition_path(document), encode_lines(lines))

    # ------------------------------------------------------------------ sidecars and corrections

    def sidecar_path(self, document: str) -> Path:
        return self.root / "documents" / f"{_checked(document)}.yaml"

    def sidecar(self, document: str) -> Sidecar | None:
        """Return the sidecar of a document, or None when it has none."""
        path = self.sidecar_path(document)
        return self._load(path, Sidecar) if path.exists() else None

    def write_sidecar(self, document: str, sidecar: Sidecar) -> None:
        write_atomically(self.sidecar_path(document), encode(sidecar))

    def correction_path(self, document: str) -> Path:
        return self.root / "corrections" / f"{_checked(document)}.yaml"

    def corrections(self, document: str) -> tuple[Correction, ...]:
        """Return the corrections of a document; none when there is no such file."""
        path = self.correction_path(document)
        return self._load(path, tuple[Correction, ...]) if path.exists() else ()

    def correction_ids(self) -> tuple[str, ...]:
        return tuple(path.stem for path in _files(self.root / "corrections") if path.suffix == ".yaml")

    # ------------------------------------------------------------------ records

    def record_ids(self) -> tuple[str, ...]:
        return tuple(path.stem for path in _files(self.root / "records") if path.suffix == ".yaml")

    def record_path(self, document: str) -> Path:
        return self.root / "records" / f"{_checked(document)}.yaml"

    def record(
        self, document: str, memo: Memo | None = None, texts: Store | None = None
    ) -> Document:
        """Return the record of a document; ``memo`` has those that were read before in a faster form.

        With a ``memo`` its questions wait in ``texts`` until they are looked at.

        Raises:
            ContentError: there is none, it is not a record, or it was written by a newer version.
        """
        path = self.record_path(document)
        if memo is None or not path.exists():
            record: Document = self._load(path, Document)
        else:
            record = unpack(self._packed(path, memo), texts or Store())
        if record.schema_version > SCHEMA_VERSION:
            message = f"schema version {record.schema_version} is newer than this program's, {SCHEMA_VERSION}"
            raise ContentError(self._problem(path, message, "use a newer Kamerspiegel", line=1))
        if record.id != document:
            message = f'the id in this record is "{record.id}", its file is named "{document}"'
            raise ContentError(self._problem(path, message, "make the two equal", line=1))
        return record

    def records(self, memo: Memo | None = None) -> tuple[dict[str, Document], tuple[Problem, ...]]:
        """Return every record that can be read, in order of id, and the problems of the others."""
        records: dict[str, Document] = {}
        problems: list[Problem] = []
        texts = Store(self.cache)
        if memo is not None:
            self._read_ahead(memo)
        with collector_paused():
            for document in self.record_ids():
                try:
                    records[document] = self.record(document, memo, texts)
                except ContentError as error:
                    problems.extend(error.problems)
        if memo is not None:
            memo.forget_unused("records")
        return records, tuple(problems)

    def _packed(self, path: Path, memo: Memo) -> PackedRecord:
        read = partial(self._load, path, Document)
        return memo.bytes_of("records", path.read_bytes(), PackedRecord, lambda: pack(read()))

    def _read_ahead(self, memo: Memo) -> None:
        """Have records that ``memo`` lacks read by all processors; what is wrong with them is found later."""
        documents = self.record_ids()
        if len(documents) - memo.count("records") < _MANY_RECORDS:
            return
        chunks = [documents[start : start + _CHUNK] for start in range(0, len(documents), _CHUNK)]
        for _ in run_all([partial(self._remember, chunk, memo) for chunk in chunks], processors()):
            pass

    def _remember(self, documents: Iterable[str], memo: Memo) -> None:
        with collector_paused():
            for document in documents:
                with contextlib.suppress(ContentError, OSError):
                    self._packed(self.record_path(document), memo)

    def write_record(self, record: Document) -> None:
        write_atomically(self.record_path(record.id), encode(record))

    def remember_record(self, record: Document, written: bytes) -> None:
        """Remember a record that was just written, so that it need not be read back."""
        self.memo.bytes_of("records", written, PackedRecord, lambda: pack(record))

    # ------------------------------------------------------------------ ids and registers

    def ids_path(self) -> Path:
        return self.root / "ids.yaml"

    def ledger(self, memo: Memo | None = None) -> Ledger:
        """Return the ledger of published ids; an empty one when there is no ``ids.yaml`` yet.

        ``memo`` has the one that was read before in a faster form.
        """
        path = self.ids_path()
        if not path.exists():
            return Ledger()
        if memo is None:
            return self._ledger(path)
        with collector_paused():
            ledger = memo.bytes_of("ledger", path.read_bytes(), Ledger, partial(self._ledger, path))
        memo.forget_unused("ledger")
        return ledger

    def _ledger(self, path: Path) -> Ledger:
        ledger, wrong = restore_ledger(self._load(path, LedgerFile))
        if wrong:
            remedy = 'write "= <question id>" for an alias, "gone <reason>" for an id that was withdrawn'
            problems = [
                self._problem(
                    path, f"this says nothing of the id {document}/{key}", remedy, excerpt=f"{key}: {line}"
                )
                for document, key, line in wrong
            ]
            raise ContentError(*problems)
        return ledger

    def write_ledger(self, ledger: Ledger) -> None:
        data = LEDGER_HEADER.encode("utf-8") + encode(store_ledger(ledger))
        write_atomically(self.ids_path(), data)
        # A large one takes seconds to read back.
        self.memo.bytes_of("ledger", data, Ledger, lambda: ledger)

    def register_path(self, name: str) -> Path:
        return self.root / f"{name}.yaml"

    def factions(self) -> FactionRegister:
        return FactionRegister(self._register("factions", Faction))

    def topics(self) -> tuple[Topic, ...]:
        return self._register("topics", Topic)

    def meetings(self) -> tuple[Meeting, ...]:
        return self._register("meetings", Meeting)

    def glossary(self) -> tuple[GlossaryEntry, ...]:
        return self._register("glossary", GlossaryEntry)

    def commitments(self) -> tuple[CommitmentReview, ...]:
        return self._register("commitments", CommitmentReview)

    def addresses(self) -> dict[str, str]:
        """Return the addresses of official papers that cannot be made from their numbers, by normal id."""
        path = self.register_path("addresses")
        found: dict[str, str] | None = self._load(path, dict[str, str] | None) if path.exists() else None
        return found or {}

    def registers(self) -> tuple[Registers, tuple[Problem, ...]]:
        """Return all registers; one that cannot be read is empty, and its problems are returned."""
        problems: list[Problem] = []

        def safely(read: Callable[[], T], empty: T) -> T:
            try:
                return read()
            except ContentError as error:
                problems.extend(error.problems)
                return empty

        registers = Registers(
            factions=safely(lambda: self.factions().factions, ()),
            topics=safely(self.topics, ()),
            meetings=safely(self.meetings, ()),
            glossary=safely(self.glossary, ()),
            commitments=safely(self.commitments, ()),
            addresses=safely(self.addresses, {}),
        )
        return registers, tuple(problems)

    # ------------------------------------------------------------------

    def relative(self, path: Path) -> str:
        """Return a path as a person knows it: the content folder's own name and what stands in it."""
        with contextlib.suppress(ValueError):
            return str(self.root.name / path.relative_to(self.root))
        return str(path)

    def placed(self, problem: Problem) -> Problem:
        """Return a problem whose file is relative to this folder with the place as a person knows it.

        Where it quotes a piece of that file but does not know the line, the line is looked up.
        """
        path = self.root / problem.file
        if problem.file.startswith(f"{self.root.name}/") or not path.exists():
            return problem
        line = problem.line
        if line is None and problem.excerpt and path.suffix == ".yaml":
            lines = path.read_text(encoding="utf-8", errors="replace").replace('"', "").splitlines()
            quoted = problem.excerpt[:60].replace('"', "")
            line = next((number for number, text in enumerate(lines, start=1) if quoted in text), None)
        return msgspec.structs.replace(problem, file=self.relative(path), line=line)

    def _register(self, name: str, kind: type[T]) -> tuple[T, ...]:
        path = self.register_path(name)
        if not path.exists():
            return ()
        entries: tuple[T, ...] | None = self._load(path, tuple[kind, ...] | None)  # type: ignore[valid-type]
        return entries or ()

    def _load(self, path: Path, kind: Any) -> Any:
        return load_yaml(self._read(path), kind, self.relative(path))

    def _read(self, path: Path) -> str:
        try:
            return path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            raise ContentError(self._problem(path, "this file does not exist", "")) from None
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            message = "this is not UTF-8 text"
            raise ContentError(self._problem(path, message, "save the file as UTF-8", line=line)) from None

    def _problem(
        self, path: Path, message: str, remedy: str, *, line: int | None = None, excerpt: str = ""
    ) -> Problem:
        return Problem(
            severity="error",
            file=self.relative(path),
            line=line,
            message=message,
            excerpt=excerpt,
            remedy=remedy,
        )


def encode(value: Any) -> bytes:
    """Return a record, sidecar, ledger or register as the bytes of its canonical file."""
    return dump_yaml(plain(value)).encode("utf-8")


def encode_lines(lines: tuple[str, ...]) -> bytes:
    """Return a rendition as the bytes of its file; ``split_lines`` gives the lines back."""
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        with new.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Keep Python's collector still while a great many values are made.

    It would look at each of them again and again, which takes longer than the reading; there are no cycles.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder by name, without hidden ones; none when there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def _checked(document: str) -> str:
    """Return a document id that is safe as the name of a file."""
    if "/" in document or "\\" in document or document in {"", ".", ".."} or "\0" in document:
        raise ContentError(
            Problem(severity="error", file=document, message="this is no document id", remedy="")
        )
    return document
