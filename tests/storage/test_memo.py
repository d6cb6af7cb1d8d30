"""What is remembered is never wrong: not after changes, damage or another version, only absent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator import memo as memo_module
from generator.memo import Memo

CALLS: list[Any] = []


def doubled(given: int, value: str) -> list[str]:
    CALLS.append(value)
    return [value] * given


def works(given: int, values: Iterable[str]) -> list[tuple[bytes, Callable[[], list[str]]]]:
    return [(value.encode(), partial(doubled, given, value)) for value in values]


@pytest.fixture(autouse=True)
def _no_calls() -> None:
    CALLS.clear()


def run(memo: Memo, given: int = 2, values: str = "abc") -> list[list[str]]:
    return list(memo.each("doubled", given, works(given, values), list[str]))


def test_works_without_a_folder() -> None:
    assert run(Memo()) == [["a", "a"], ["b", "b"], ["c", "c"]]


def test_does_again_only_what_is_new(tmp_path: Path) -> None:
    run(Memo(tmp_path))
    assert run(Memo(tmp_path), values="cxa") == [["c", "c"], ["x", "x"], ["a", "a"]]
    assert CALLS == ["a", "b", "c", "x"]


def test_what_is_given_to_all_counts(tmp_path: Path) -> None:
    run(Memo(tmp_path))
    assert run(Memo(tmp_path), given=1) == [["a"], ["b"], ["c"]]


def test_another_program_starts_afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(Memo(tmp_path))
    monkeypatch.setattr(memo_module, "program_digest", lambda: "another")
    run(Memo(tmp_path))
    assert len(CALLS) == 6


@pytest.mark.parametrize("keep", [0, 5, 20, -1])
def test_a_damaged_file_counts_as_none(tmp_path: Path, keep: int) -> None:
    run(Memo(tmp_path))
    for file in (tmp_path / "doubled").iterdir():
        file.write_bytes(file.read_bytes()[:keep])
    assert run(Memo(tmp_path)) == run(Memo())
    assert run(Memo(tmp_path), values="b") == run(Memo(), values="b")


def test_a_flipped_byte_counts_as_none(tmp_path: Path) -> None:
    run(Memo(tmp_path))
    file = min((tmp_path / "doubled").iterdir())
    data = bytearray(file.read_bytes())
    data[-2] ^= 1
    file.write_bytes(data)
    assert run(Memo(tmp_path)) == run(Memo())


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(Memo(tmp_path / "file" / "below")) == run(Memo())


def test_many_values_come_back_in_order(tmp_path: Path) -> None:
    values = [str(number) for number in range(100)]
    for _ in range(2):
        found = list(Memo(tmp_path).each("doubled", 1, works(1, values), list[str]))
        assert found == [[value] for value in values]


def test_reads_bytes_once(tmp_path: Path) -> None:
    def read() -> list[int]:
        CALLS.append("read")
        return [1, 2]

    for _ in range(2):
        assert Memo(tmp_path).bytes_of("lists", b"1 2", list[int], read) == [1, 2]
    assert CALLS == ["read"]
    assert Memo(tmp_path).bytes_of("lists", b"1  2", list[int], read) == [1, 2]
    assert CALLS == ["read", "read"]


def test_forgets_what_is_not_used(tmp_path: Path) -> None:
    for number in range(5):
        Memo(tmp_path).bytes_of("lists", str(number).encode(), int, lambda: 1)
    memo = Memo(tmp_path)
    memo.bytes_of("lists", b"3", int, lambda: 1)
    memo.forget_unused("lists")
    assert len(list((tmp_path / "lists").iterdir())) == 1


def test_the_last_value_is_kept_for_the_same_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Memo(tmp_path).keep_last("found", ["a"])
    Memo(tmp_path).keep_last("found", ["a", "b"])
    assert Memo(tmp_path).last("found", list[str]) == ["a", "b"]
    assert Memo(tmp_path).last("other", list[str]) is None
    assert Memo(tmp_path).last("found", list[int]) is None
    assert Memo().last("found", list[str]) is None
    monkeypatch.setattr(memo_module, "program_digest", lambda: "another")
    assert Memo(tmp_path).last("found", list[str]) is None


@pytest.mark.parametrize("keep", [0, 5, 20, -1])
def test_a_damaged_last_value_counts_as_none(tmp_path: Path, keep: int) -> None:
    Memo(tmp_path).keep_last("found", ["a" * 30])
    file = tmp_path / "found"
    file.write_bytes(file.read_bytes()[:keep])
    assert Memo(tmp_path).last("found", list[str]) is None
