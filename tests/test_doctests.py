"""The examples in the documentation of the code are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import generator

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(generator.__path__, "generator.") if not module.ispkg
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    if name != "generator.__main__":
        assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    modules = (importlib.import_module(name) for name in MODULES if name != "generator.__main__")
    assert sum(len(test.examples) for module in modules for test in finder.find(module)) > 20
