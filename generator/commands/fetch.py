"""``kamerspiegel fetch``: new documents from the Tweede Kamer, downloaded and taken into the archive."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, datetime
from pathlib import Path

import click

from generator import __version__
from generator.commands.add import Added, Intake, Wishes
from generator.commands.console import say
from generator.commands.guard import Failed
from generator.fetch.client import Client, Manners
from generator.fetch.errors import ServiceError
from generator.fetch.query import BASE
from generator.fetch.run import Delivery, Order, Report, Taken, fetch
from generator.fetch.state import FILE, StateFile
from generator.fetch.transport import UrllibTransport
from generator.problems import ContentError
from generator.storage import Content

_DAY = click.DateTime(["%Y-%m-%d"])


def run(content_folder: Path, order: Order, contact: str | None) -> None:
    """Fetch what is new; fail when the service did not give the whole list. What came in stays."""
    content = Content(content_folder)
    try:
        transport = UrllibTransport(order.base)
    except ServiceError as error:
        raise click.UsageError(str(error)) from error
    client = Client(transport, Manners(user_agent=_user_agent(contact)), tell=say)
    report = fetch(
        order,
        client=client,
        state=StateFile(content.root / FILE),
        folder=content.root.absolute().parent / ".cache" / "fetch",
        take=_Taking(content).take,
        tell=say,
    )
    say(describe(report, order))
    if report.broken is not None:
        raise Failed


class _Taking:
    """Hands deliveries to ``add``, each wholly before the next: what fetch remembers is in the archive."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._intake: Intake | None = None

    def take(self, delivery: Delivery) -> Taken:
        if self._intake is None:
            self._intake = Intake(self._content)
        wishes = Wishes(replaces=self._present(delivery.replaces), sidecar=delivery.sidecar)
        with tempfile.TemporaryDirectory(prefix="kamerspiegel-") as folder:
            file = Path(folder, delivery.name)
            shutil.copyfile(delivery.path, file)
            try:
                found = self._intake.take(file, wishes)
                self._intake.finish()
            except ContentError as error:
                return Taken(outcome="refused", message="; ".join(one.message for one in error.problems))
        if isinstance(found, Added):
            return Taken(outcome="added", document=found.record.id)
        same = {"file": "the same file", "text": "the same text", "version": "nearly the same text"}
        return Taken(outcome="same", document=found.id, message=f"{same[found.how]} as {found.id}")

    def _present(self, document: str | None) -> str | None:
        """Return a document id when it is (still) in the archive: a person may have removed it."""
        return document if document in self._content.document_files() else None


def describe(report: Report, order: Order) -> str:
    """Return what a run did, in a few lines."""
    counts = [
        (report.count("would"), "would be fetched"),
        (report.count("added"), "added"),
        (report.count("same"), "in the archive already"),
        (report.count("refused"), "refused"),
        (report.count("failed"), "did not come, tried again next time"),
        (report.count("gone"), "no longer there"),
    ]
    told = ", ".join(f"{number} {what}" for number, what in counts if number) or "nothing new"
    listed = f"{report.listed} documents listed, {report.ours} of {order.committee}: {told}."
    would = [f"  {event.name} ({event.message})" for event in report.events if event.outcome == "would"]
    broken = [] if report.broken is None else [f"The service did not give all: {report.broken}"]
    return "\n".join([*would, listed, *broken])


@click.command("fetch")
@click.option("--committee", required=True, metavar="ABBR", help="Committee by its abbreviation: DEF, BUZA.")
@click.option(
    "--since", required=True, type=_DAY, metavar="DATE", help="First day of the documents asked for."
)
@click.option("--until", type=_DAY, metavar="DATE", help="Last day; without it, up to today.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Download no more than N documents.")
@click.option("--dry-run", is_flag=True, help="Only say what would be fetched.")
@click.option("--again", is_flag=True, help="Also try again what was refused or given up.")
@click.option(
    "--contact",
    envvar="KAMERSPIEGEL_CONTACT",
    metavar="URL",
    help="Address or web page that the service may turn to; sent along with every request.",
)
@click.option("--service", default=BASE, metavar="URL", help="Address of the service.", hidden=True)
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="content",
    show_default=True,
    metavar="DIR",
    help="The archive: documents, records and registers.",
)
def command(
    content: Path,
    committee: str,
    since: datetime,
    until: datetime | None,
    limit: int | None,
    dry_run: bool,
    again: bool,
    contact: str | None,
    service: str,
) -> None:
    """Fetch new questions and answers from the Tweede Kamer.

    Asks its open data for written consultations, lists of questions, questions by members, their answers and
    postponements; downloads what is new, one file at a time, and takes it in as `add` does, with what the
    service says of it in the sidecar. Remembers in content/fetch-state.json what it did, so that a next run
    goes on from there. Exit code 1 when the service did not give the whole list.
    """
    last = _day(until)
    if last is not None and last < since.date():
        raise click.UsageError("--until is before --since.")
    order = Order(
        committee=committee,
        since=since.date(),
        until=last,
        limit=limit,
        dry_run=dry_run,
        again=again,
        base=service.rstrip("/") + "/",
    )
    run(content, order, contact)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _user_agent(contact: str | None) -> str:
    told = " ".join((contact or "").split()).encode("ascii", "ignore").decode()
    return f"Kamerspiegel/{__version__}{f' (+{told})' if told else ''}"
