"""Several files are written, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commands.transaction import write_all


def tree(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_all_are_written_and_folders_made(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    write_all({tmp_path / "a": b"new", tmp_path / "sub" / "deep" / "b": b"b"})
    assert tree(tmp_path) == {"a": "new", "sub/deep/b": "b"}


@pytest.mark.parametrize("bad", ["first", "last"])
def test_none_is_written_when_one_cannot_be(tmp_path: Path, bad: str) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "file").write_text("in the way")
    files = {tmp_path / "a": b"new", tmp_path / "sub" / "b": b"b", tmp_path / "file" / "c": b"c"}
    with pytest.raises(OSError, match="file"):
        write_all(files if bad == "last" else dict(reversed(files.items())))
    assert tree(tmp_path) == {"a": "old", "file": "in the way"}
    assert not (tmp_path / "sub").exists()


def test_renames_are_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("old")
    replace = Path.replace

    def failing_replace(self: Path, target: Path) -> Path:
        if target.name == "c" and ".new-" in self.name:
            raise OSError("disk")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing_replace)
    with pytest.raises(OSError, match="disk"):
        write_all({tmp_path / "a": b"new", tmp_path / "b": b"b", tmp_path / "c": b"c"})
    assert tree(tmp_path) == {"a": "old"}
