"""Keeps published ids: an id stays with its text, and none disappears.

``rebind`` is asked when a document is read again (or for the first time): it gives every question the key
under which its text was published, and says which published keys are left without a question. ``reconcile``
is asked when an archive is built: it brings the ledger up to date, or says why that would break an id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import msgspec

from generator.archive.similarity import Runs, dice, runs, share
from generator.keys import free_key, number_aliases
from generator.ledger import DocumentLedger, Ledger, LedgerEntry, question_digest, question_start
from generator.problems import Problem
from generator.records import Document, Question

#: Two readings of one question: this much alike, or this much of one in the other.
ALIKE = 0.5
CONTAINED = 0.8
#: Runs that must be shared before "contained" says anything.
FEWEST_RUNS = 4
#: The start of a text in the ledger is short; this much of it must stand in the text.
START_SHARE = 0.6
_CUT = re.compile(r"\s*…$")


class LostId(msgspec.Struct, frozen=True, kw_only=True):
    """A published key that no question of the new reading has."""

    key: str
    #: The first words of the text it was bound to.
    start: str
    #: Key of the question that holds (most of) its text now: what an alias should point to.
    suggestion: str | None = None


class Rebinding(msgspec.Struct, frozen=True, kw_only=True):
    """A new reading, with the ids that were published."""

    #: The record, every question under the key it must have.
    document: Document
    #: (key the reader gave, published key it has), where the two differ.
    kept: tuple[tuple[str, str], ...] = ()
    #: Keys whose text changed a little: the same question, read better.
    changed: tuple[str, ...] = ()
    #: Published keys that need an alias or a tombstone before this reading can be published.
    lost: tuple[LostId, ...] = ()
    #: The ids of the document, bound to the texts as they are read now. To be stored with the record: the
    #: ledger keeps only the start of a text, which may be just what was read wrong.
    ledger: DocumentLedger


def identity_text(question: Question) -> str:
    """Return the text by which a question is known: its own, or its answer's where no question is printed."""
    if question.paragraphs:
        return question.text
    return question.answer.text if question.answer else ""


def rebind(document: Document, ledger: DocumentLedger, previous: Document | None = None) -> Rebinding:
    """Return ``document`` with the published keys of its questions.

    ``previous`` is the record that the new one replaces: it has whole texts; the ledger keeps their start.
    """
    bound = {key: entry for key, entry in ledger.questions.items() if entry.digest}
    keys = _match(document.questions, bound, _texts(previous))
    taken = {
        *keys.values(),
        *(key for key, entry in ledger.questions.items() if entry.gone is not None),
        *bound,
    }
    final: list[str] = []
    for index, question in enumerate(document.questions):
        key = keys.get(index)
        if key is None:
            key = free_key(question.key, taken)
            taken.add(key)
        final.append(key)
    renamed = {question.key: key for question, key in zip(document.questions, final, strict=True)}
    found = set(final)
    changed = {key: i for i, key in keys.items() if _digest(document.questions[i]) != bound[key].digest}
    entries = dict(ledger.questions)
    for key, index in changed.items():
        text = identity_text(document.questions[index])
        digest, start = question_digest(text), question_start(text)
        entries[key] = msgspec.structs.replace(entries[key], digest=digest, start=start)
    return Rebinding(
        document=_rename(document, tuple(final), renamed),
        kept=tuple((old, new) for old, new in renamed.items() if old != new),
        changed=tuple(changed),
        ledger=msgspec.structs.replace(ledger, questions=entries) if changed else ledger,
        lost=tuple(_lost(key, entry, document, final) for key, entry in bound.items() if key not in found),
    )


def _texts(previous: Document | None) -> dict[str, str]:
    """Return the whole texts of the old reading by their hash."""
    questions = previous.questions if previous else ()
    return {_digest(question): identity_text(question) for question in questions}


def _digest(question: Question) -> str:
    return question_digest(identity_text(question))


def _match(
    questions: tuple[Question, ...], bound: Mapping[str, LedgerEntry], texts: Mapping[str, str]
) -> dict[int, str]:
    """Return the published key of each question that has one: the same text first, then much the same."""
    keys: dict[int, str] = {}
    free = dict(bound)

    def take(index: int, key: str) -> None:
        keys[index] = key
        del free[key]

    digests = [_digest(question) for question in questions]
    for index, question in enumerate(questions):  # the same text under the same key
        if question.key in free and free[question.key].digest == digests[index]:
            take(index, question.key)
    for index, digest in enumerate(digests):  # the same text under another key
        key = next((key for key, entry in free.items() if entry.digest == digest), None)
        if index not in keys and key is not None:
            take(index, key)
    left = [(index, runs(identity_text(q)), q.key) for index, q in enumerate(questions) if index not in keys]
    scored = [
        (score + 0.1 * (key == own), -abs(index - position), index, key)
        for position, (key, entry) in enumerate(bound.items())
        if key in free
        for index, words, own in left
        if (score := _resemblance(entry, texts.get(entry.digest), words)) > 0
    ]
    for _, _, index, key in sorted(scored, reverse=True):
        if index not in keys and key in free:
            take(index, key)
    return keys


def _resemblance(entry: LedgerEntry, text: str | None, words: Runs) -> float:
    """Return how sure it is that a published id and a question are one, 0 when it is not."""
    if text is None:
        start = share(runs(_CUT.sub("", entry.start)), words)
        return start if start >= START_SHARE else 0.0
    old = runs(text)
    contained = max(share(old, words), share(words, old)) if len(old & words) >= FEWEST_RUNS else 0.0
    alike = dice(old, words)
    if alike >= ALIKE or contained >= CONTAINED:
        return max(alike, contained * CONTAINED)
    return 0.0


def _lost(key: str, entry: LedgerEntry, document: Document, keys: list[str]) -> LostId:
    start = runs(_CUT.sub("", entry.start))
    shares = [
        (share(start, runs(identity_text(question))), k)
        for question, k in zip(document.questions, keys, strict=True)
    ]
    best = max(shares, default=(0.0, ""), key=lambda pair: pair[0])
    return LostId(key=key, start=entry.start, suggestion=best[1] if best[0] >= START_SHARE else None)


def _rename(document: Document, keys: tuple[str, ...], renamed: Mapping[str, str]) -> Document:
    """Return the record with other keys, also where it names a key."""
    if all(old == new for old, new in renamed.items()):
        return document
    questions = tuple(
        msgspec.structs.replace(
            question,
            key=key,
            attribution_evidence=renamed.get(
                question.attribution_evidence or "", question.attribution_evidence
            )
            if question.attribution == "inferred"
            else question.attribution_evidence,
        )
        for question, key in zip(document.questions, keys, strict=True)
    )
    parts = tuple(
        msgspec.structs.replace(
            part, context=tuple((renamed.get(key, key), text) for key, text in part.context)
        )
        for part in document.parts
    )
    return msgspec.structs.replace(document, questions=questions, parts=parts)


# ---------------------------------------------------------------------------- the whole archive


def published_entry(text: str, alias: str | None) -> LedgerEntry:
    """Return what the ledger keeps of an id that is about to be published.

    ``text`` is its identity text, nothing for a mere alias (a further number of a question); ``alias`` is the
    question it stands for, when it is not one itself.
    """
    if not text and alias is not None:
        return LedgerEntry(alias=alias)
    return LedgerEntry(digest=question_digest(text), start=question_start(text), alias=alias)


def further_numbers(questions: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    """Return the keys that the further numbers of the questions of a document have: aliases of their keys.

    A number that is a question of its own is none, and the first question that has a number keeps it.
    """
    questions = tuple(questions)
    used = {question.key for question in questions}
    found: dict[str, tuple[str, ...]] = {}
    for question in questions:
        free = tuple(key for key in number_aliases(question.key, question.numbers) if key not in used)
        used.update(free)
        found[question.key] = free
    return found


def reconcile(
    ledger: Ledger, published: Ledger, meetings: Mapping[str, str], text_of: Callable[[str], str]
) -> tuple[Ledger, tuple[Problem, ...]]:
    """Return the ledger with everything that is now published, and an error for each id that this breaks.

    ``published`` holds that, and nothing of before. ``meetings`` gives the meeting of each document, in order
    of publication, ``text_of`` the identity text of a question. A broken id stays as it was.
    """
    problems: list[Problem] = []
    documents: dict[str, DocumentLedger] = {}
    for document in dict.fromkeys((*ledger.documents, *meetings, *published.documents)):
        old = ledger.documents.get(document, DocumentLedger())
        new = published.documents.get(document, DocumentLedger()).questions
        if (
            document not in meetings
            and document not in published.documents
            and any(entry.gone is None for entry in old.questions.values())
        ):
            problems += _gone_document(document, old, published)
            documents[document] = old
            continue
        questions = old.questions
        if new != questions:
            questions = {}
            for key, entry in old.questions.items():
                questions[key], problem = _keep(document, key, entry, published, text_of)
                problems += [problem] if problem else []
            questions.update((key, entry) for key, entry in new.items() if key not in questions)
        documents[document] = DocumentLedger(
            meetings=_meetings(old, meetings.get(document)), questions=questions
        )
    return Ledger(documents=documents), tuple(problems)


def _meetings(old: DocumentLedger, meeting: str | None) -> tuple[str, ...]:
    if meeting is None:
        return old.meetings
    return (meeting, *(former for former in old.meetings if former != meeting))


def _keep(
    document: str, key: str, old: LedgerEntry, published: Ledger, text_of: Callable[[str], str]
) -> tuple[LedgerEntry, Problem | None]:
    """Return the new entry of a published id, or the old one with the reason why it cannot change so."""
    new = published.find(f"{document}/{key}")
    if old.gone is not None:
        if new is None:
            return old, None
        return old, _broken(document, key, old, "was withdrawn, and is now the id of a question", None)
    if new is None:
        if old.alias is not None and _leads_somewhere(old.alias, published):
            return old, None
        return old, _broken(document, key, old, "was published and would disappear", _holder(old, published))
    if old.digest and new.digest != old.digest:
        text = text_of(f"{document}/{key}") or text_of(new.alias or "")
        if share(runs(_CUT.sub("", old.start)), runs(text)) < START_SHARE:
            return old, _broken(document, key, old, "would move to another question", _holder(old, published))
    return new, None


def _leads_somewhere(alias: str, published: Ledger) -> bool:
    seen: set[str] = set()
    while alias not in seen and (entry := published.find(alias)) is not None:
        seen.add(alias)
        if entry.alias is None:
            return True
        alias = entry.alias
    return False


def _holder(old: LedgerEntry, published: Ledger) -> str | None:
    """Return the question that has the text of a broken id."""
    if not old.digest:
        return None
    return next((one for one, new in published.items() if new.start and new.digest == old.digest), None)


def _broken(document: str, key: str, old: LedgerEntry, what: str, holder: str | None) -> Problem:
    target = holder.removeprefix(f"{document}/") if holder else "<question>"
    remedy = (
        f"run `kamerspiegel reread {document}`; or write in ids.yaml, under {document}: "
        f'"{key}: = {target}" (an alias), or "{key}: gone <reason>"'
    )
    message = f"the id {document}/{key} {what}"
    return Problem(severity="error", file="ids.yaml", message=message, excerpt=old.start, remedy=remedy)


def _gone_document(document: str, old: DocumentLedger, published: Ledger) -> Iterable[Problem]:
    """Yield one error for a document that is missing with all its ids."""
    left = [
        key
        for key, e in old.questions.items()
        if e.gone is None and not _leads_somewhere(e.alias or "", published)
    ]
    if left:
        yield Problem(
            severity="error",
            file="ids.yaml",
            message=f"{document} has no record any more; {len(left)} published ids would disappear with it",
            excerpt=document,
            remedy='put its record back, or write "= <question id>" or "gone <reason>" after each of its ids',
        )
