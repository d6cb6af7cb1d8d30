"""Compare status, commitments, topics and related questions with labels made by hand: precision and recall.

    python -m benchmarks.labels [--content DIR] [--labels DIR] [--all]

``--labels`` holds ``status.yaml``, ``commitments.yaml``, ``topics.yaml`` and ``related.yaml`` (any may be
missing), with how they were made at their head; ``--all`` prints every difference. Exits with 1 when a goal
is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import msgspec.yaml

from generator.archive.graph import Archive, Entry, Status
from generator.archive.load import load_archive
from generator.storage import Content

#: What the contract asks for.
GOALS = {
    "status": 0.95,
    "commitments, precision": 0.90,
    "commitments, recall": 0.90,
    "topics, F1": 0.85,
    "related, precision": 0.90,
}


class StatusLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    question: str
    status: Status
    second: Status | None = None
    evidence: str | None = None
    reason: str | None = None


class CommitmentLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    question: str
    #: "commitment", "borderline" or "none".
    kind: str
    text: str
    due: str | None = None
    accept: tuple[str, ...] = ()
    due_text: str | None = None
    why: str | None = None


class TopicLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    question: str
    topics: tuple[str, ...]


class PairLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    a: str
    b: str
    related: bool
    sure: bool = True
    found: bool = False


class Labels(msgspec.Struct, frozen=True):
    status: tuple[StatusLabel, ...] = ()
    commitments: tuple[CommitmentLabel, ...] = ()
    topics: tuple[TopicLabel, ...] = ()
    related: tuple[PairLabel, ...] = ()


class Measure(msgspec.Struct, frozen=True):
    """A share, with the counts it was made of."""

    name: str
    right: int
    total: int
    #: Every difference, in words.
    differences: tuple[str, ...] = ()
    #: Measured otherwise than ``right`` of ``total``.
    value: float | None = None

    @property
    def share(self) -> float:
        if self.value is not None:
            return self.value
        return self.right / self.total if self.total else 0.0

    @property
    def missed(self) -> bool:
        return self.total > 0 and self.share < GOALS.get(self.name, 0.0)


def read_labels(folder: Path) -> Labels:
    """Return the labels in ``folder``; a file that is not there gives none."""

    def rows(name: str) -> object:
        path = folder / f"{name}.yaml"
        return msgspec.yaml.decode(path.read_bytes()) if path.exists() else ()

    return msgspec.convert({name: rows(name) for name in Labels.__struct_fields__}, Labels)


def measure(archive: Archive, labels: Labels) -> tuple[Measure, ...]:
    """Return every measure for which there are labels."""
    entries = archive.questions
    return (
        *_status(entries, labels.status),
        *_commitments(entries, labels.commitments),
        *_topics(entries, labels.topics),
        *_related(entries, labels.related),
    )


def _status(entries: Mapping[str, Entry], labels: Sequence[StatusLabel]) -> Iterator[Measure]:
    known = [label for label in labels if label.question in entries]
    if not known:
        return
    got = {label.question: entries[label.question].status for label in known}
    wrong = tuple(
        f"{label.question}: {got[label.question].status}, labelled {label.status}"
        + (f" or {label.second}" if label.second else "")
        for label in known
        if got[label.question].status not in (label.status, label.second)
    )
    yield Measure("status", len(known) - len(wrong), len(known), wrong)
    exact = [label for label in known if got[label.question].status == label.status]
    yield Measure("status, first label only", len(exact), len(known))
    proven = [label for label in exact if label.evidence]
    same = tuple(label.question for label in proven if got[label.question].sentence != label.evidence)
    yield Measure("status, same evidence", len(proven) - len(same), len(proven), same)


def _commitments(entries: Mapping[str, Entry], labels: Sequence[CommitmentLabel]) -> Iterator[Measure]:
    if not labels:
        return
    wanted = [label for label in labels if label.kind == "commitment"]
    borderline = {(label.question, label.text) for label in labels if label.kind == "borderline"}
    texts = {(label.question, label.text): label for label in wanted}
    found = [(name, one) for name, entry in entries.items() for one in entry.commitments]
    counted = [(name, one) for name, one in found if (name, one.text) not in borderline]
    extra = tuple(f"{name}: {one.text}" for name, one in counted if (name, one.text) not in texts)
    hits = [(name, one) for name, one in counted if (name, one.text) in texts]
    seen = {(name, one.text) for name, one in hits}
    lost = tuple(
        f"{label.question}: {label.text}" for label in wanted if (label.question, label.text) not in seen
    )
    yield Measure("commitments, precision", len(counted) - len(extra), len(counted), extra)
    yield Measure("commitments, recall", len(wanted) - len(lost), len(wanted), lost)
    late = []
    for name, one in hits:
        label = texts[name, one.text]
        if one.due not in (label.due, *label.accept):
            late.append(f"{name}: due {one.due}, labelled {label.due}")
    yield Measure("commitments, due date", len(hits) - len(late), len(hits), tuple(late))


def _topics(entries: Mapping[str, Entry], labels: Sequence[TopicLabel]) -> Iterator[Measure]:
    known = [label for label in labels if label.question in entries]
    if not known:
        return
    both = sum(len({*label.topics} & {*entries[label.question].topics}) for label in known)
    given = sum(len(entries[label.question].topics) for label in known)
    labelled = sum(len(label.topics) for label in known)
    differing = tuple(
        f"{label.question}: {', '.join(entries[label.question].topics)}, labelled {', '.join(label.topics)}"
        for label in known
        if {*label.topics} != {*entries[label.question].topics}
    )
    yield Measure("topics, precision", both, given)
    yield Measure("topics, recall", both, labelled)
    yield Measure("topics, F1", both, given + labelled, differing, 2 * both / ((given + labelled) or 1))
    first = [label for label in known if label.topics[:1] == entries[label.question].topics[:1]]
    yield Measure("topics, most central one", len(first), len(known))


def _related(entries: Mapping[str, Entry], labels: Sequence[PairLabel]) -> Iterator[Measure]:
    if not labels:
        return
    judged = {frozenset((label.a, label.b)): label for label in labels}
    shown = {frozenset((name, other.question)) for name, entry in entries.items() for other in entry.related}
    sure = [pair for pair in shown if pair in judged and judged[pair].sure]
    wrong = tuple(" and ".join(sorted(pair)) for pair in sure if not judged[pair].related)
    yield Measure("related, precision", len(sure) - len(wrong), len(sure), wrong)
    wanted = [label for label in labels if label.related and label.sure and not label.found]
    hits = [label for label in wanted if frozenset((label.a, label.b)) in shown]
    yield Measure("related, of the labelled pairs found", len(hits), len(wanted))
    unjudged = tuple(" and ".join(sorted(pair)) for pair in shown if pair not in judged)
    yield Measure("related, judged of those shown", len(shown) - len(unjudged), len(shown), unjudged)


def report(measures: Iterable[Measure], differences: bool = False) -> Iterator[str]:
    """Yield the lines of the report."""
    for one in measures:
        goal = GOALS.get(one.name)
        verdict = "" if goal is None else f"   goal {goal:.0%}: {'MISSED' if one.missed else 'met'}"
        counts = f"{one.right}/{one.total}" if one.value is None else ""
        yield f"{one.name:<38}{one.share:7.1%}  {counts:>9}{verdict}"
        if differences:
            yield from (f"    {difference}" for difference in one.differences)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measures; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.labels", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "--content", type=Path, default=Path("content"), help="content folder (default: content)"
    )
    parser.add_argument("--labels", type=Path, default=Path("tests/labels"), help="folder with the labels")
    parser.add_argument("--all", action="store_true", help="print every difference")
    options = parser.parse_args(arguments)
    measures = measure(load_archive(Content(options.content)), read_labels(options.labels))
    for line in report(measures, options.all):
        print(line)
    return 1 if any(one.missed for one in measures) else 0


if __name__ == "__main__":
    sys.exit(main())
