"""Every word of the table is looked up as it should be, and every rule does what its specimens say."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from generator.rules import Compiled, Specimen, compiled_rules
from generator.search.normalise import stem, tokens


class Table(msgspec.Struct, forbid_unknown_fields=True):
    same: tuple[tuple[str, ...], ...]
    different: tuple[tuple[str, str], ...]


TABLE = msgspec.yaml.decode(Path(__file__).with_name("words.yaml").read_bytes(), type=Table)
RULES = compiled_rules("search")


def looked_up(text: str) -> tuple[str, ...]:
    """Return what a text is looked up as: the term of each of its words."""
    return tuple(stem(word) for token in tokens(text) for word in token.words)


@pytest.mark.parametrize("words", TABLE.same, ids=lambda words: words[0])
def test_forms_of_one_word_are_looked_up_alike(words: tuple[str, ...]) -> None:
    assert len({looked_up(word) for word in words}) == 1, {word: looked_up(word) for word in words}


@pytest.mark.parametrize("words", TABLE.different, ids=" and ".join)
def test_different_words_stay_different(words: tuple[str, str]) -> None:
    assert looked_up(words[0]) != looked_up(words[1])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule.name)
def test_a_rule_does_what_its_specimens_say(rule: Compiled) -> None:
    for specimen in rule.rule.matches:
        text = specimen.text if isinstance(specimen, Specimen) else specimen
        assert rule.pattern.search(text), text
        if isinstance(specimen, Specimen) and rule.rule.kind == "token":
            read = [word for token in tokens(text) for word in (*token.words, *token.others)]
            assert tuple(read) == specimen.gives
        elif isinstance(specimen, Specimen):
            assert (stem(text),) == specimen.gives
    for text in rule.rule.rejects:
        assert not rule.pattern.search(text), text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("…  — ’ ' - %", []),
        ("norm² en m³", ["norm", "en", "m"]),
        ("De NAVO-top in 2035.", ["de", "navo", "top", "in", "2035"]),
        ("zie https://example.org/a-b?c=d voor meer", ["zie", "voor", "meer"]),
        ("co\u00adördinatie", ["coordinatie"]),
        ("Привет мир", ["привет", "мир"]),
        ("2025-2026", ["2025", "2026"]),
        ("tussen de 10.000 en 15.000", ["tussen", "de", "10000", "en", "15000"]),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert [word for token in tokens(text) for word in token.words] == words


def test_a_hanging_hyphen_is_kept_in_mind() -> None:
    assert [token.open for token in tokens("lucht- en raketverdediging")] == [True, False, False]
    assert not any(token.open for token in tokens("een woord - en nog een"))
