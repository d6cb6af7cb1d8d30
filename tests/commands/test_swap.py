"""A site takes the place of the old one as a whole, or not at all."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from generator.commands.swap import SITE_MARK, replaced
from generator.problems import ContentError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "data").mkdir()
    (folder / SITE_MARK).write_text("old")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_new_site_takes_the_place(site: Path) -> None:
    with replaced(site) as building:
        (building / "index.html").write_text("new")
        assert names(site) == ["data"]
    assert names(site) == ["index.html"]
    assert names(site.parent) == ["site"]


def test_first_build_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with replaced(tmp_path / "a" / "b") as building:
        (building / "index.html").write_text("new")
    assert names(tmp_path / "a") == ["b"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_failing_build_leaves_the_old_site(site: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), replaced(site) as building:
        (building / "index.html").write_text("half")
        raise error
    assert names(site) == ["data"]
    assert names(site.parent) == ["site"]


def test_interrupt_while_building(site: Path) -> None:
    with pytest.raises(KeyboardInterrupt), replaced(site) as building:
        (building / "index.html").write_text("half")
        os.kill(os.getpid(), signal.SIGINT)
    assert names(site) == ["data"]


def test_interrupt_while_swapping_waits(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def interrupted_rename(self: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted_rename)
    with pytest.raises(KeyboardInterrupt), replaced(site) as building:
        (building / "index.html").write_text("new")
    assert names(site) in (["data"], ["index.html"])
    assert names(site.parent)[-1] == "site"


def test_swap_that_fails_puts_the_old_site_back(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def failing_rename(self: Path, target: Path) -> Path:
        if ".building-" in self.name:
            raise OSError("disk")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing_rename)
    with pytest.raises(OSError, match="disk"), replaced(site):
        pass
    assert names(site) == ["data"]


def test_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_text("meow")
    with pytest.raises(ContentError, match="is not empty and was not made"), replaced(tmp_path / "photos"):
        pytest.fail("must not build")
    assert names(tmp_path / "photos") == ["cat.jpg"]


def test_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("text")
    with pytest.raises(ContentError, match="is a file"), replaced(tmp_path / "site"):
        pytest.fail("must not build")


def test_killed_build_is_tidied_up(site: Path) -> None:
    dead = 2**22 + 1
    site.rename(site.with_name(f".site.old-{dead}"))
    (site.parent / f".site.building-{dead}").mkdir()
    with pytest.raises(ValueError), replaced(site):  # noqa: PT011 - raised here
        assert names(site) == ["data"], "the old site is back before the build starts"
        raise ValueError
    assert names(site.parent) == ["site"]


def test_link_to_a_folder_stays_a_link(site: Path) -> None:
    link = site.with_name("link")
    link.symlink_to(site)
    with replaced(link) as building:
        (building / "index.html").write_text("new")
    assert link.is_symlink()
    assert names(site) == ["index.html"]
