"""What is declared is what is used, and the lock files hold it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from generator.commands import starter

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
#: Declared though no module imports it: a theme is named in mkdocs.yml.
NAMED_ELSEWHERE = {"mkdocs-material"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {normal(name.group()) for name in names if name}


def imported(folder: str) -> set[str]:
    """Return the distributions whose modules are imported under a folder, the project's own left out."""
    modules: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.split(".")[0])
    distributions = packages_distributions()
    outside = modules - set(sys.stdlib_module_names) - {"generator", "benchmarks", "tests"}
    return {normal(distributions.get(module, [module])[0]) for module in outside}


def test_the_program_imports_what_it_declares() -> None:
    assert imported("generator") == declared(PROJECT["project"]["dependencies"]) - NAMED_ELSEWHERE


def test_the_tests_import_what_they_declare() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    known = declared(PROJECT["project"]["dependencies"]) | declared(extras["test"]) | declared(extras["dev"])
    assert (imported("tests") | imported("benchmarks")) <= known


@pytest.mark.parametrize("name", ["site.txt", "dev.txt"])
def test_lock_file(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    pinned = {normal(found) for found in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}
    assert declared(PROJECT["project"]["dependencies"]) <= pinned, "run `make lock`"
    assert not re.search(r"https?://|--(?:index|extra|find)", text), "no registry is named"
    assert text.count("==") <= text.count("--hash=sha256:"), "every version has its hashes"


def test_every_bound_is_sane() -> None:
    for requirement in PROJECT["project"]["dependencies"]:
        assert ">=" in requirement, requirement
        assert ",<" in requirement, requirement


def test_the_wheel_holds_what_init_copies() -> None:
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {name: f"generator/starter/{name}" for name in starter.COPIED}
    assert all((ROOT / name).exists() for name in starter.COPIED)
