"""After any change, what is remembered gives byte for byte the site of a build that remembers nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.workbench import LETTER, kamerspiegel, tree

FACTIONS = "- id: abc\n  name: ABC\n- id: xyz\n  name: XYZ\n"
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni")


def letter(number: int, words: str = "grote brug") -> str:
    month = MONTHS[number % len(MONTHS)]
    return (
        LETTER.replace("7 maart 2024", f"{number + 1} {month} 2024")
        .replace("5 maart 2024", f"{number + 1} {month} 2024")
        .replace("grote brug", words)
    )


def change_a_word(documents: Path, chance: random.Random) -> None:
    path = chance.choice(sorted(documents.glob("*.txt")))
    text = path.read_text(encoding="utf-8")
    before, after = chance.choice(
        [("bruggen", "wegen"), ("Ja. Ik", "Nee. Ik"), ("vraag 1.", "vraag 3."), ("klaar", "gereed")]
    )
    path.write_text(text.replace(before, after), encoding="utf-8")


def add_one(documents: Path, chance: random.Random) -> None:
    number = chance.randrange(10, 28)
    name = f"2024-0{number % 6 + 1}-{number}-beantwoording-{number}.txt"
    (documents / name).write_text(letter(number, f"brug van {chance.randrange(99)}"), encoding="utf-8")


def tell_more_of_one(documents: Path, chance: random.Random) -> None:
    path = chance.choice(sorted(documents.glob("*.txt"))).with_suffix(".yaml")
    path.write_text(f"title: Brief {chance.randrange(99)}\nadded: 2024-06-01\n", encoding="utf-8")


def rename_a_faction(documents: Path, chance: random.Random) -> None:
    name = f"Anders {chance.randrange(99)}"
    (documents.parent / "factions.yaml").write_text(
        FACTIONS.replace("name: XYZ", f"name: {name}\n  aliases: [XYZ]")
    )


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    change_a_word,
    add_one,
    tell_more_of_one,
    rename_a_faction,
)


@pytest.mark.parametrize("seed", range(4))
def test_equals_a_build_from_scratch(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = tmp_path / "kept" / "content"
    documents = content / "documents"
    documents.mkdir(parents=True)
    (content / "factions.yaml").write_text(FACTIONS, encoding="utf-8")
    for number in range(3):
        path = documents / f"2024-0{number + 1}-0{number + 1}-beantwoording-{number}.txt"
        path.write_text(letter(number), encoding="utf-8")
    build(content)
    for step in range(3):
        chance.choice(CHANGES)(documents, chance)
        kept = build(content)
        assert (tmp_path / "kept" / ".cache").is_dir()
        scratch = tmp_path / f"scratch-{step}" / "content"
        shutil.copytree(content, scratch)
        assert kept == build(scratch)


def build(content: Path) -> dict[str, bytes]:
    site = content.parent / "site"
    outcome = kamerspiegel("build", "--content", content, "--site", site)
    assert site.is_dir(), outcome.err
    return tree(site)
