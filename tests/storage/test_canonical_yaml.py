"""What is written comes back to the letter, and one value has one text."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.yaml_reader import load_values
from generator.yaml_writer import dump_yaml

#: Texts that YAML could take for something else, or that an emitter could spoil.
AWKWARD = (
    "", " ", "  voorop", "achterop ", "\tTab", "---", "...", "--- x", "- item", "? x", ": x", "x:", "x: y",
    "x #y", "#x", "&a", "*a", "**vet**", "!x", "|", ">", "|-", "%x", "@x", "`x`", "'x'", "\"x\"", "[x]",
    "{x}", "{{ x }}", "null", "Null", "~", "true", "no", "Ja", "y", "1", "-1", "+1", "1_000", "0x1F", "1e3",
    "1.5", ".5", ".inf", "-.inf", ".nan", "12:30", "1:2:3", "2026-02-10", "2026-02-10 12:00:00", "=", "<<",
    "a\nb", "\na", "a\n", "a\n\nb", "a\n b", "a \nb", "a\tb\nc", "a\rb", "a\r\nb", "a\u0085b", "a\u2028b",
    "a\u2029b\nc", "\ufeffa", "a\u0007b", "a\u007fb", "a\u00a0b", "\u00a0a", "😀 en 🇳🇱", "Oekraïne: ‘steun’",
    "\\n", "\\", "a\\", "--8<--", "%YAML 1.2", "x ? y", "x, y", "a: ", "\u3000a", "\u0000",
)  # fmt: skip
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.sampled_from(AWKWARD)
keys = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(AWKWARD)
values = st.recursive(
    texts | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def back(text: str) -> Any:
    return load_values(text, "test.yaml")[0]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_come_back(text: str) -> None:
    shapes: list[Any] = [text, [text], {"a": text}, {"a": [text, text * 70]}, [[text]], {"a": {"b": text}}]
    for value in (*shapes, {text: text}):
        assert back(dump_yaml(value)) == value


@given(values)
def test_any_value_comes_back(value: Any) -> None:
    text = dump_yaml(value)
    assert back(text) == value
    assert dump_yaml(back(text)) == text


@given(st.dictionaries(st.text("abcxyz", min_size=1), st.lists(texts, max_size=3) | texts))
def test_other_parsers_read_the_same(value: Any) -> None:
    assert yaml.safe_load(dump_yaml(value)) == value


def test_text_stays_readable() -> None:
    value = {
        "text": "De leden vragen: “waarom niet?” 😀",
        "plain": "Hoe ziet de minister dit (in EU-verband)?",
        "rows": "a | b\nc | d",
        "lines": [12, 15],
        "runs": [{"name": "blank", "lines": [1, 2]}],
        "long": [{"name": "x" * 70, "lines": [1, 2]}],
    }
    assert dump_yaml(value) == (
        'text: "De leden vragen: “waarom niet?” 😀"\n'
        "plain: Hoe ziet de minister dit (in EU-verband)?\n"
        "rows: |-\n  a | b\n  c | d\n"
        "lines: [12, 15]\n"
        "runs:\n  - {name: blank, lines: [1, 2]}\n"
        f"long:\n  - name: {'x' * 70}\n    lines: [1, 2]\n"
    )
