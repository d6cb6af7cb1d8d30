"""The commands as processes: serving, being interrupted, writing to a pipe that closes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands.workbench import LETTER, kamerspiegel, tree

ROOT = Path(__file__).parents[2]
ID = "2024-03-05-beantwoording-bruggenraad"


@contextmanager
def started(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def fetched(address: str, wanted: str, seconds: float = 40) -> bool:
    """Return whether a page comes to hold a text within some time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if wanted in answer.read().decode("utf-8"):
                    return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.1)
    return False


@pytest.mark.slow
def test_serve_follows_changes_and_stops(content: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page = f"http://127.0.0.1:{port}/documenten/{ID}/"
    with started("serve", "--content", content, "--address", f"127.0.0.1:{port}") as process:
        assert fetched(page, "wie onderhoudt ze")
        source = content / "documents" / f"{ID}.txt"
        source.write_text(LETTER.replace("wie onderhoudt ze", "wie verft ze"), encoding="utf-8")
        assert fetched(page, "wie verft ze"), "the document was read again"
        (content / "documents" / f"{ID}.yaml").write_text("titel: x\n", encoding="utf-8")
        (content / "documents" / f"{ID}.yaml").write_text("title: Een andere titel\n", encoding="utf-8")
        assert fetched(page, "Een andere titel"), "a mistake in between does not stop it"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode in (0, 130)
    assert "Traceback" not in errors


@pytest.mark.slow
@pytest.mark.parametrize("after", [0, 0.3, 0.7, 1.1])
def test_interrupted_build_leaves_a_whole_site(after: float, content: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert kamerspiegel("build", "--content", content, "--site", site).code == 0
    before = tree(site)
    with started("build", "--content", content, "--site", site) as process:
        while process.poll() is None and not any(tmp_path.glob(".site.building-*")):
            time.sleep(0.01)
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    # Finished just in time, stopped with a word, or stopped by Python itself on its way out.
    assert process.returncode in (0, 130, -signal.SIGINT)
    assert tree(site).keys() == before.keys()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")] == []
    assert "Traceback" not in errors
    assert process.returncode != 130 or "Interrupted." in errors


def test_pipe_that_closes(letter: Path, empty: Path) -> None:
    with started("read", *[letter] * 40, "--content", empty) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        errors = process.stderr.read()
        assert process.wait(timeout=30) in (0, 1)
    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors
