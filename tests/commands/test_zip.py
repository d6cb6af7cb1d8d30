"""``build --offline --zip``: one file with the whole site, the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import time
import zipfile
from pathlib import Path

import pytest

from generator.commands.zipping import write_zip
from tests.commands.workbench import kamerspiegel, tree


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.slow
def test_two_builds_give_the_same_file(content: Path, tmp_path: Path) -> None:
    made = []
    for name in ("een", "twee"):
        packed = tmp_path / name / "kamerspiegel.zip"
        site = tmp_path / f"site-{name}"
        outcome = kamerspiegel("build", "--offline", "--zip", packed, "--content", content, "--site", site)
        assert outcome.code == 0, outcome.err
        assert str(packed) in outcome.err + outcome.out
        made.append(digest(packed))
        with zipfile.ZipFile(packed) as archive:
            assert archive.testzip() is None
            archive.extractall(tmp_path / name)
        assert tree(tmp_path / name / "kamerspiegel") == tree(site)
        assert [path.name for path in packed.parent.iterdir() if path.name.startswith(".")] == []
    assert made[0] == made[1]


def test_when_and_by_whom_files_were_written_makes_no_difference(tmp_path: Path) -> None:
    for name, moment, mode in (("a", 1_000_000_000, 0o600), ("b", time.time(), 0o755)):
        folder = tmp_path / name
        names = ("z.html", "a.css", "sub/é.png") if name == "a" else ("sub/é.png", "a.css", "z.html")
        for file in names:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(file, encoding="utf-8")
            (folder / file).chmod(mode)
            os.utime(folder / file, (moment, moment))
        write_zip(folder, tmp_path / f"to-{name}" / "site.zip")
    assert digest(tmp_path / "to-a" / "site.zip") == digest(tmp_path / "to-b" / "site.zip")


def test_an_older_file_stays_when_packing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.html").write_text("a", encoding="utf-8")
    target = tmp_path / "site.zip"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("shutil.copyfileobj", fail)
    with pytest.raises(OSError, match="disk full"):
        write_zip(tmp_path / "site", target)
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "site.zip"]


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("--zip", "uit.zip"), "--offline"),
        (("--offline", "--site", "uit", "--zip", "uit/site.zip"), "outside the folder"),
    ],
)
def test_wrong_usage_is_said(content: Path, arguments: tuple[str, ...], remedy: str) -> None:
    outcome = kamerspiegel("build", "--content", content, *arguments)
    assert outcome.code == 2
    assert remedy in outcome.err
