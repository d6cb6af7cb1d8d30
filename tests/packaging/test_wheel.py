"""The built wheel, installed apart from this project, starts an archive and builds its site."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from generator.commands import starter
from tests.commands.workbench import LETTER

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("kamerspiegel-*.whl"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script in an environment of its own, with the libraries of this one."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    site = next(folder.glob("lib/python*/site-packages"))
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--target",
        site,
        wheel,
        cwd=folder,
    )
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    script = folder / "bin" / "kamerspiegel"
    script.write_text(
        f"#!{folder / 'bin' / 'python'}\nfrom generator.cli import main\nmain(prog_name='kamerspiegel')\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    return script


def test_wheel_holds_what_it_needs_and_no_more(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert all(
        any(name.startswith(f"generator/starter/{copied}") for name in names) for copied in starter.COPIED
    )
    assert any(name.startswith("generator/pages/templates/") for name in names)
    assert any(name.startswith("generator/rules/") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "content/", "site/"))]
    assert not [name for name in names if "/documents/" in name or "/records/" in name], "nobody's archive"


@pytest.mark.slow
def test_installed_program_starts_an_archive(program: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archief"
    where = run(program.parent / "python", "-c", "import generator; print(generator.__file__)", cwd=tmp_path)
    assert str(program.parents[1]) in where, "the wheel, not this project"
    run(program, "init", archive, cwd=tmp_path)
    (tmp_path / "brief.txt").write_text(LETTER, encoding="utf-8")
    assert "Added 2024-03-05-" in run(program, "add", tmp_path / "brief.txt", cwd=archive)
    run(program, "check", cwd=archive)
    run(program, "build", cwd=archive)
    assert (archive / "site" / "index.html").exists()
    assert len((archive / "site" / "data" / "questions.jsonl").read_text(encoding="utf-8").splitlines()) == 3
