"""One run: ask for the list, and see to each document on it that is ours and new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from generator.fetch.client import Client
from generator.fetch.downloads import LARGEST_FILE, Downloaded, Downloads
from generator.fetch.errors import Gone, ServiceError, TooLarge
from generator.fetch.listing import Listing
from generator.fetch.published import Published, sidecar
from generator.fetch.query import BASE, KINDS, Wish, page_url
from generator.fetch.selection import Committee, attachments_to_take, find_committee, reason_to_take
from generator.fetch.state import Known, Outcome, Progress, StateFile, earliest, is_settled, latest
from generator.records import Sidecar

#: To be raised when KINDS or the rules of selection change, so that older documents are looked at again.
QUESTION = 2
#: Why a document is taken that stands in no list of its own.
ATTACHED = "sent along with a letter that is ours"


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A downloaded document, as it is handed over."""

    #: File name with the suffix of its format: "2026D00001.docx".
    name: str
    #: Where its bytes are now; the receiver copies them.
    path: Path
    sha256: str
    #: What the service says of it.
    sidecar: Sidecar
    #: Id in the archive of the version of it that was taken in before.
    replaces: str | None = None


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a delivery."""

    outcome: Literal["added", "same", "refused"]
    #: Its id in the archive, or that of the document it equals.
    document: str | None = None
    message: str = ""


#: Takes a document into the archive, whole or not at all. What cannot be read is ``refused``, not raised.
Take = Callable[[Delivery], Taken]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is asked to do."""

    #: Abbreviation of the committee: "DEF".
    committee: str
    since: date
    until: date | None = None
    #: No more than so many documents are downloaded; None for all.
    limit: int | None = None
    #: Only say what would be done.
    dry_run: bool = False
    #: Also try again what was refused or given up.
    again: bool = False
    base: str = BASE
    largest: int = LARGEST_FILE


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What was done with one document."""

    name: str
    outcome: Outcome | Literal["would"]
    document: str | None = None
    message: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did."""

    events: tuple[Event, ...] = ()
    #: Documents listed, and how many of them were ours.
    listed: int = 0
    ours: int = 0
    #: Why the run ended before the list did, or None.
    broken: str | None = None

    def count(self, outcome: str) -> int:
        return sum(event.outcome == outcome for event in self.events)


def fetch(
    order: Order,
    *,
    client: Client,
    state: StateFile,
    folder: Path,
    take: Take,
    tell: Callable[[str], None] = lambda _: None,
) -> Report:
    """Fetch what is new; ``folder`` holds downloads under way, ``take`` receives what came in.

    Whatever goes wrong with one document is noted with it, and the next one follows; when the service fails
    altogether, the report says so and everything done until then stands.
    """
    return _Run(order, client, state, folder, take, tell).report()


class _Run:
    def __init__(
        self,
        order: Order,
        client: Client,
        state: StateFile,
        folder: Path,
        take: Take,
        tell: Callable[[str], None],
    ) -> None:
        self._order = order
        self._client = client
        self._state = state
        self._take = take
        self._tell = tell
        self._downloads = Downloads(client, order.base, folder, largest=order.largest)
        self._events: list[Event] = []
        self._seen: list[str] = []
        #: Changes of records that are still to be done: the list is taken up from the first of them.
        self._open: list[str] = []
        self._ours = 0

    def report(self) -> Report:
        broken: str | None = None
        try:
            committee = find_committee(self._client, self._order.base, self._order.committee)
            complete = self._work_off(committee)
        except ServiceError as error:
            broken, complete = str(error), False
        if complete:
            self._advance()
        return Report(events=tuple(self._events), listed=len(self._seen), ours=self._ours, broken=broken)

    def _work_off(self, committee: Committee) -> bool:
        """See to every document on the list; return whether its end was reached."""
        order = self._order
        resume = self._state.resume_from(order.committee, order.since, QUESTION)
        wish = Wish(since=order.since, until=order.until, changed=resume)
        for document in Listing(self._client, order.base, self._tell).documents(wish, KINDS):
            self._seen.append(document.modified)
            if document.deleted:
                self._withdrawn(document)
                continue
            rule = reason_to_take(document, committee)
            if rule is None:
                continue
            reasons = {document: rule, **dict.fromkeys(attachments_to_take(document), ATTACHED)}
            for one, reason in reasons.items():
                self._ours += 1
                if is_settled(self._state.known(one.id), one, again=order.again):
                    continue
                if order.limit is not None and len(self._events) >= order.limit:
                    self._open.append(one.modified)
                    return False
                if order.dry_run:
                    self._events.append(Event(name=one.name, outcome="would", message=reason))
                else:
                    self._see_to(one, committee)
        return True

    def _see_to(self, document: Published, committee: Committee) -> None:
        try:
            file = self._downloads.fetch(document)
        except Gone as error:
            self._note(document, "gone", reason=str(error))
        except TooLarge as error:
            self._note(document, "refused", reason=str(error))
        except ServiceError as error:
            before = self._state.known(document.id)
            again = before is not None and before.version == document.version
            attempts = (before.attempts if before and again else 0) + 1
            self._open.append(document.modified)
            self._note(document, "failed", reason=str(error), attempts=attempts)
        else:
            self._hand_over(document, file, committee)

    def _hand_over(self, document: Published, file: Downloaded, committee: Committee) -> None:
        present = self._state.with_hash(file.sha256)
        if present is not None:
            self._note(document, "same", file=file, archived=present, reason="the same file as before")
        else:
            before = self._state.known(document.id)
            taken = self._take(
                Delivery(
                    name=f"{document.number or document.id}{file.suffix}",
                    path=file.path,
                    sha256=file.sha256,
                    sidecar=sidecar(document, committee.name, _page(document)),
                    replaces=before.document if before else None,
                )
            )
            reason = "; ".join(filter(None, (*file.remarks, taken.message)))
            self._note(document, taken.outcome, file=file, archived=taken.document, reason=reason)
        self._downloads.forget(file.path)

    def _withdrawn(self, document: Published) -> None:
        """Note that the service deleted a record; what we have of it stays, as all that was published."""
        known = self._state.known(document.id)
        if known is None or known.outcome == "gone" or self._order.dry_run:
            return
        gone = msgspec.structs.replace(known, outcome="gone", reason="the service deleted it")
        self._state.note(document.id, gone)
        kept = "deleted by the service" + ("; it stays in the archive" if known.document else "")
        self._events.append(
            Event(name=known.number or document.id, outcome="gone", document=known.document, message=kept)
        )

    def _note(
        self,
        document: Published,
        outcome: Outcome,
        *,
        file: Downloaded | None = None,
        archived: str | None = None,
        reason: str = "",
        attempts: int = 0,
    ) -> None:
        before = self._state.known(document.id)
        if archived is None and before is not None:
            archived = before.document
        self._state.note(
            document.id,
            Known(
                number=document.number,
                version=document.version,
                modified=document.modified,
                outcome=outcome,
                sha256=file.sha256 if file else "",
                bytes=file.size if file else 0,
                document=archived,
                reason=reason,
                attempts=attempts,
            ),
        )
        event = Event(name=document.name, outcome=outcome, document=archived, message=reason)
        self._events.append(event)
        self._tell(f"{document.name}: {outcome}{f' ({reason})' if reason else ''}")

    def _advance(self) -> None:
        """Remember how far the list was worked off, unless part of the period was left out."""
        order = self._order
        changed = earliest(self._open) or latest(self._seen)
        if order.dry_run or order.until is not None or changed is None:
            return
        since = order.since.isoformat()
        before = self._state.state.committees.get(order.committee)
        if before is not None and before.question == QUESTION and before.since < since:
            return
        self._state.advance(order.committee, Progress(since=since, changed=changed, question=QUESTION))


def _page(document: Published) -> str | None:
    return page_url(document.number) if document.number else None
