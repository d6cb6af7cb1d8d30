"""What was fetched before: ``content/fetch-state.json``, committed with the archive.

Every document that the service listed and that is ours stands in it, with the version we have, its hash and
what became of it, so that no file is downloaded or taken in twice. It is written after every document, whole
or not at all: a run that breaks off loses nothing.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from generator.fetch.published import Published, is_moment, later
from generator.problems import ContentError, Problem
from generator.storage import write_atomically

FILE = "fetch-state.json"
SCHEMA_VERSION = 1
#: A record may get its committee or case days after it was made, without a change of date that we would see:
#: each time, the last days are listed again.
OVERLAP = timedelta(days=14)
#: After so many runs in which a file did not come, it is left alone until someone asks for it.
PATIENCE = 5

#: ``added``: taken in. ``same``: the file is in the archive already. ``refused``: it cannot be read, or is
#: too large. ``failed``: it did not come; tried again next time. ``gone``: the service has it no more.
Outcome = Literal["added", "same", "refused", "failed", "gone"]


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one document of the service."""

    number: str = ""
    version: str = ""
    modified: str = ""
    outcome: Outcome
    sha256: str = ""
    bytes: int = 0
    #: Its id in the archive.
    document: str | None = None
    #: Why, for whatever is not ``added``.
    reason: str = ""
    #: In how many runs it failed.
    attempts: int = 0


class Progress(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Up to where the list of one committee was worked off."""

    #: First day that was asked for.
    since: str
    #: Last change that was listed, as the service writes it.
    changed: str
    #: Version of the question: another question starts from the beginning.
    question: int = 0


class State(msgspec.Struct, frozen=True, kw_only=True):
    schema_version: int = SCHEMA_VERSION
    #: By abbreviation.
    committees: dict[str, Progress] = {}
    #: By the service's identifier of the document.
    documents: dict[str, Known] = {}


class StateFile:
    """The state, in memory and on disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.state = _load(path)

    def known(self, document: str) -> Known | None:
        return self.state.documents.get(document)

    def with_hash(self, sha256: str) -> str | None:
        """Return the archive's id of a file with this hash that was fetched before, or None."""
        found = (known.document for known in self.state.documents.values() if known.sha256 == sha256)
        return next((document for document in found if document), None)

    def note(self, document: str, known: Known) -> None:
        """Remember what became of a document, on disk too."""
        self.state = msgspec.structs.replace(self.state, documents={**self.state.documents, document: known})
        self._write()

    def advance(self, committee: str, progress: Progress) -> None:
        """Remember that the list was worked off up to here, on disk too."""
        committees = {**self.state.committees, committee: progress}
        if committees != self.state.committees:
            self.state = msgspec.structs.replace(self.state, committees=committees)
            self._write()

    def resume_from(self, committee: str, since: date, question: int) -> str | None:
        """Return the change from which to list, or None to list everything since ``since``."""
        progress = self.state.committees.get(committee)
        if progress is None or progress.question != question or not is_moment(progress.changed):
            return None
        if since.isoformat() < progress.since:
            return None
        return (datetime.fromisoformat(progress.changed) - OVERLAP).isoformat(timespec="seconds")

    def _write(self) -> None:
        ordered = msgspec.json.encode(msgspec.to_builtins(self.state, order="sorted"), order="sorted")
        write_atomically(self._path, msgspec.json.format(ordered, indent=1) + b"\n")


def is_settled(known: Known | None, document: Published, *, again: bool) -> bool:
    """Return whether there is nothing (more) to do for this version of a document."""
    if known is None or known.version != document.version:
        return False
    if known.outcome == "failed":
        return known.attempts >= PATIENCE and not again
    return known.outcome != "refused" or not again


def earliest(moments: list[str]) -> str | None:
    """Return the earliest of some moments as the service writes them."""
    return min((moment for moment in moments if moment), key=datetime.fromisoformat, default=None)


def latest(moments: list[str]) -> str | None:
    found: str | None = None
    for moment in moments:
        found = later(found, moment or None)
    return found


def _load(path: Path) -> State:
    try:
        state = msgspec.json.decode(path.read_bytes(), type=State)
    except FileNotFoundError:
        return State()
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        remedy = "put back an earlier version of the file, or remove it: then everything is compared anew"
        raise ContentError(_problem(path, f"this cannot be read: {error}", remedy)) from error
    if state.schema_version > SCHEMA_VERSION:
        raise ContentError(_problem(path, "a newer Kamerspiegel wrote this", "use a newer Kamerspiegel"))
    return state


def _problem(path: Path, message: str, remedy: str) -> Problem:
    return Problem(severity="error", file=str(path), message=message, remedy=remedy)
