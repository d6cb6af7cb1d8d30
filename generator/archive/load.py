"""Loads the archive of a content folder."""

from __future__ import annotations

from functools import partial

import msgspec

from generator.archive.build import build_archive
from generator.archive.graph import Archive
from generator.ledger import Ledger
from generator.memo import Memo
from generator.packing import Store
from generator.problems import ContentError, Problem
from generator.records import Sidecar
from generator.storage import Content, collector_paused


def load_archive(content: Content, memo: Memo | None = None) -> Archive:
    """Return the archive of everything in ``content`` that can be used; what cannot is among its problems.

    ``memo`` remembers what was worked out before: it saves time, and changes nothing.
    """
    problems: list[Problem] = []
    records, unread = content.records(memo)
    problems += unread
    registers, wrong = content.registers()
    problems += wrong
    sidecars: dict[str, Sidecar] = {}
    for document in records:
        try:
            sidecar = content.sidecar(document)
        except ContentError as error:
            problems += error.problems
        else:
            if sidecar is not None:
                sidecars[document] = sidecar
    try:
        ledger = content.ledger(memo)
    except ContentError as error:
        problems += error.problems
        ledger = Ledger()
    new_store = partial(Store, content.cache)
    with collector_paused():
        archive = build_archive(records, sidecars, registers, ledger, problems, memo, new_store)
    placed = tuple(content.placed(problem) for problem in archive.problems)
    return msgspec.structs.replace(archive, problems=placed)
