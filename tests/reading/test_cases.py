"""Golden cases: a folder per behaviour with a source beside what a careful reader reads in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.registers import FactionRegister
from tests.reading.expectation import (
    case_names,
    comparable,
    differences,
    faction_register,
    found,
    load_expected,
    read_case,
)
from tests.reading.update import update


@pytest.fixture(scope="module")
def factions() -> FactionRegister:
    return faction_register()


def cases() -> Iterator[object]:
    """Yield every case; one that is known to fail must go on failing until its mark is taken off."""
    for name in case_names():
        expected = load_expected(name)
        known = expected and expected.get("known")
        marks = [pytest.mark.xfail(reason=str(known), strict=True, raises=AssertionError)] if known else []
        yield pytest.param(name, marks=marks, id=name)


@pytest.mark.parametrize("name", list(cases()))
def test_case_is_read_as_a_person_would(name: str, factions: FactionRegister) -> None:
    expected = load_expected(name)
    if expected is None:
        update(name)
        pytest.fail(f"{name}/expected.yaml was missing; it is written from what was read: review it by hand")
    wanted = comparable(expected)
    lines = differences(wanted, found(read_case(name, factions), wanted))
    assert not lines, f"{name} is not read as expected:\n  " + "\n  ".join(lines)
