"""The goals for status, commitments, topics and related questions hold on the documents of this archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.labels import GOALS, Measure, main, measure, read_labels
from generator.archive.load import load_archive
from generator.storage import Content

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def measures() -> dict[str, Measure]:
    archive = load_archive(Content(ROOT / "content"))
    return {one.name: one for one in measure(archive, read_labels(ROOT / "tests" / "labels"))}


@pytest.mark.parametrize("goal", GOALS)
def test_goal_is_met(measures: dict[str, Measure], goal: str) -> None:
    assert not measures[goal].missed, "\n".join(measures[goal].differences)


def test_every_label_is_of_a_question_in_the_archive(measures: dict[str, Measure]) -> None:
    labels = read_labels(ROOT / "tests" / "labels")
    assert measures["status"].total == len(labels.status)
    assert measures["topics, most central one"].total == len(labels.topics)


def test_command_prints_and_says_yes_or_no(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--content", str(ROOT / "content"), "--labels", str(tmp_path)]) == 0
    question = next(iter(load_archive(Content(ROOT / "content")).questions))
    (tmp_path / "status.yaml").write_text(f"- {{question: {question}, status: pending}}\n", encoding="utf-8")
    assert main(["--content", str(ROOT / "content"), "--labels", str(tmp_path), "--all"]) == 1
    assert "MISSED" in capsys.readouterr().out
