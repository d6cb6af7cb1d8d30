"""``kamerspiegel fetch`` and ``kamerspiegel summary``, from the service on this machine into an archive."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.commands import fetch as fetch_command
from generator.fetch.client import Manners
from generator.fetch.retrying import Backoff
from generator.storage import Content
from tests.commands.workbench import LETTER, kamerspiegel
from tests.fetch import server
from tests.fetch.server import Running, Service
from tests.reading.formats.word import docx


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Service, str]]:
    quick = functools.partial(Manners, interval=0, backoff=Backoff(attempts=2, first=0.01))
    monkeypatch.setattr(fetch_command, "Manners", quick)
    with Running() as (held, base):
        yield held, base


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "archief" / "content"
    folder.mkdir(parents=True)
    return folder


def word(text: str) -> bytes:
    lines = (line for line in text.splitlines() if line)
    return docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines))


def run(content: Path, base: str, *more: str) -> tuple[int, str]:
    done = kamerspiegel(
        "fetch", "--committee", "DEF", "--since", "2024-01-01", "--service", base, "--content", content, *more
    )
    return done.code, done.err


def test_a_document_comes_in_with_what_the_service_says_of_it(
    service: tuple[Service, str], content: Path
) -> None:
    held, base = service
    held.add(
        word(LETTER),
        Soort="Brief regering",
        Onderwerp="Beantwoording vragen over de Bruggenraad",
        day="2024-03-05",
    )
    code, said = run(content, base)
    assert code == 0, said
    assert "1 added" in said
    archive = Content(content)
    (identifier,) = archive.record_ids()
    assert identifier.startswith("2024-03-05-")
    assert len(archive.record(identifier).questions) == 3
    sidecar = archive.sidecar(identifier)
    assert sidecar is not None
    assert sidecar.url == "https://www.tweedekamer.nl/kamerstukken/detail?id=2026D00001&did=2026D00001"
    assert sidecar.identifiers == ("kst-21501-28-201", "2026D00001", "2026Z00001")
    assert sidecar.dossiers == ("21501-28",)
    assert sidecar.title == "Beantwoording vragen over de Bruggenraad"
    assert archive.ledger().documents[identifier].questions
    assert kamerspiegel("check", "--content", content).code == 0

    code, said = run(content, base)
    assert (code, "nothing new" in said) == (0, True)
    assert held.requests("file") == 1


def test_what_was_added_by_hand_is_not_added_again(
    service: tuple[Service, str], content: Path, tmp_path: Path
) -> None:
    held, base = service
    (tmp_path / "brief.docx").write_bytes(word(LETTER))
    assert kamerspiegel("add", tmp_path / "brief.docx", "--content", content).code == 0
    held.add(word(LETTER), day="2024-03-05")
    code, said = run(content, base)
    assert (code, "1 in the archive already" in said) == (0, True)
    assert len(Content(content).record_ids()) == 1


def test_what_cannot_be_read_is_refused_and_the_rest_comes_in(
    service: tuple[Service, str], content: Path
) -> None:
    held, base = service
    held.add(server.word_file("no Word inside"), day="2024-03-04")
    held.add(word(LETTER), day="2024-03-05")
    code, said = run(content, base)
    assert code == 0
    assert "1 added, 1 refused" in said
    assert "Traceback" not in said


def test_a_service_that_is_down_gives_exit_code_1_and_a_message(
    service: tuple[Service, str], content: Path
) -> None:
    held, base = service
    held.faults["first"] = [server.status(500, "Execution Timeout Expired.")] * 9
    code, said = run(content, base)
    assert code == 1
    assert "Execution Timeout Expired." in said
    assert list(content.iterdir()) == []


def test_a_dry_run_changes_nothing(service: tuple[Service, str], content: Path) -> None:
    held, base = service
    held.add(word(LETTER), day="2024-03-05")
    code, said = run(content, base, "--dry-run")
    assert code == 0
    assert "2026D00001" in said
    assert list(content.iterdir()) == []


@pytest.mark.parametrize("more", [("--until", "2023-01-01"), ("--limit", "0"), ("--since", "gisteren")])
def test_wrong_usage(content: Path, more: tuple[str, ...]) -> None:
    code, said = run(content, "https://service.example/", *more)
    assert code == 2, said


def test_a_service_elsewhere_must_be_safe(content: Path) -> None:
    code, said = run(content, "http://service.example/")
    assert code == 2
    assert "only https" in said


def test_a_summary_says_what_came_in(service: tuple[Service, str], content: Path, tmp_path: Path) -> None:
    held, base = service
    before = tmp_path / "before"
    shutil.copytree(content, before)
    held.add(word(LETTER), day="2024-03-05")
    run(content, base)
    done = kamerspiegel("summary", "--base", before, "--content", content)
    assert done.code == 0
    assert "| questions | 0 | 3 | +3 |" in done.out
    again = kamerspiegel("summary", "--base", content, "--content", content)
    assert "No document was added" in again.out
    assert kamerspiegel("summary", "--base", tmp_path / "nowhere", "--content", content).out == done.out
