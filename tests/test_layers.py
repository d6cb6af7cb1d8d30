"""Imports go one way: from the shared types, through reading or archive, to the site and the commands."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT / "generator"

#: What each part of the generator may import of the others. A part is a package, or a module beside the
#: packages; "shared" is every other module beside the packages (the types and rules both halves know).
ALLOWED: dict[str, set[str]] = {
    "shared": {"shared"},
    "storage": {"shared"},
    "reading": {"shared"},
    "fetch": {"shared", "storage"},
    "archive": {"shared", "storage"},
    "export": {"shared", "storage", "archive"},
    "search": {"shared", "storage", "archive", "export"},
    "pages": {"shared", "storage", "archive", "export", "search"},
    "feeds": {"shared", "archive", "export", "pages"},
    "site": {"shared", "storage", "archive", "export", "search", "pages", "feeds"},
    "commands": {
        "shared",
        "storage",
        "reading",
        "fetch",
        "archive",
        "export",
        "search",
        "pages",
        "feeds",
        "site",
    },
    "cli": {"shared", "commands"},
    "__main__": {"cli"},
}
#: Only these parts may import these libraries.
ONLY: dict[str, set[str]] = {
    "mkdocs": {"site"},
    "click": {"cli", "commands"},
    "rich": {"commands"},
    "jinja2": {"pages", "site"},
    "pypdfium2": {"reading"},
}
#: Names that say nothing.
VAGUE = {"utils", "util", "helpers", "common", "models", "misc"}

MODULES = sorted(GENERATOR.rglob("*.py"))


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = frozenset(map(dotted, MODULES))


@functools.cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def part_of(module: str) -> str:
    """Return the part that a dotted module name under ``generator`` belongs to."""
    name = module.split(".")[1] if "." in module else ""
    return name if name in ALLOWED else "shared"


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of every module that a module imports."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            assert node.level == 0, f"{path}:{node.lineno}: import by full name"
            # "from generator import records" names a module; "from generator.records import Lines" does not.
            names = (f"{base}.{alias.name}" for alias in node.names)
            yield from ((node.lineno, name if name in NAMES else base) for name in names)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    own = part_of(dotted(path))
    for line, name in imports(path):
        if name.split(".")[0] != "generator" or name in {"generator", "generator.__version__"}:
            continue
        other = part_of(name)
        assert other == own or other in ALLOWED[own], f"{path}:{line}: {own} must not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_library_is_imported_only_where_it_belongs(path: Path) -> None:
    own = part_of(dotted(path))
    for line, name in imports(path):
        library = name.split(".")[0]
        assert own in ONLY.get(library, {own}), f"{path}:{line}: only {ONLY[library]} may import {library}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_no_import_inside_a_function(path: Path) -> None:
    for function in ast.walk(parsed(path)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                assert not isinstance(node, ast.Import | ast.ImportFrom), (
                    f"{path}:{node.lineno}: import at the top"
                )


def test_no_cycles() -> None:
    graph = {
        dotted(path): {name for _, name in imports(path) if name.startswith("generator.")} for path in MODULES
    }
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail, module))
        if module in done:
            return
        for other in sorted(graph.get(module, ())):
            visit(other, (*trail, module))
        done.add(module)

    for module in sorted(graph):
        visit(module, ())


def test_modules_are_named_for_what_they_hold() -> None:
    assert not [path for path in GENERATOR.rglob("*") if path.stem in VAGUE]


def test_the_check_sees_a_wrong_import(tmp_path: Path) -> None:
    module = tmp_path / "wrong.py"
    module.write_text("from generator.archive import graph\nimport mkdocs.plugins\n", encoding="utf-8")
    names = [name for _, name in imports(module)]
    assert [part_of(name) for name in names if name.startswith("generator")] == ["archive"]
    assert "archive" not in ALLOWED["reading"]
    assert "reading" not in ONLY["mkdocs"]
