"""Shows a change in a few documents at once, before the whole archive is put together again."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection
from typing import cast

import msgspec

from generator.archive.build import build_archive
from generator.archive.graph import Archive, Entry
from generator.archive.outline import outlined
from generator.ledger import Ledger
from generator.problems import ContentError
from generator.storage import Content


def preview(before: Archive, documents: Collection[str], content: Content) -> Archive | None:
    """Return the archive with the meetings of some documents as they are now, and all else as it was.

    What other meetings say of these, and lists over the archive (of factions, topics, related questions), are
    those of before: this is for who edits a document and wants to see its pages. None where more may have
    changed than what stands in these meetings.
    """
    if not before.documents.keys() >= set(documents):
        return None
    meetings = {before.documents[name].meeting for name in documents}
    members = [name for name, node in before.documents.items() if node.meeting in meetings]
    try:
        records = {name: content.record(name, content.memo) for name in sorted(members)}
        sidecars = {name: content.sidecar(name) for name in records}
        ledger = content.ledger(content.memo)
    except ContentError:
        return None
    registers, problems = content.registers()
    part = build_archive(
        records,
        {name: sidecar for name, sidecar in sidecars.items() if sidecar},
        registers,
        Ledger(documents={name: kept for name, kept in ledger.documents.items() if name in records}),
    )
    known = {one.id for one in outlined(before.questions) if one.meeting in meetings}
    if problems or part.meetings.keys() != meetings or part.questions.keys() != known:
        return None
    news = {name: _with_others(entry, before.questions[name]) for name, entry in part.questions.items()}
    return msgspec.structs.replace(
        before,
        documents={**before.documents, **part.documents},
        meetings={**before.meetings, **part.meetings},
        questions=ChainMap(news, cast(dict[str, Entry], before.questions)),
    )


def _with_others(entry: Entry, before: Entry) -> Entry:
    """Return a question with what others say of it as before."""
    others = (name for name in before.referred_by if name not in entry.referred_by)
    return msgspec.structs.replace(
        entry, related=before.related, referred_by=(*entry.referred_by, *others)
    )
