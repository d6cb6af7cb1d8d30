"""After any change, what is remembered gives byte for byte the site of a build that remembers nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.site.keeping import claim, release
from tests.commands.workbench import LETTER, kamerspiegel, tree

FACTIONS = "- id: abc\n  name: ABC\n- id: xyz\n  name: XYZ\n"
ROOT = Path(__file__).parents[2]
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
    path.write_text(f"title: Brief {chance.randrange(99)}\n", encoding="utf-8")


def take_one_away(documents: Path, chance: random.Random) -> None:
    path = chance.choice(sorted(documents.glob("*.txt")))
    for gone in (path, path.with_suffix(".yaml"), documents.parent / "records" / f"{path.stem}.yaml"):
        gone.unlink(missing_ok=True)


def explain_a_term(documents: Path, chance: random.Random) -> None:
    term = chance.choice(["Bruggenraad", "Kamer", "brug"])
    text = f"- term: {term}\n  expansion: Woord {chance.randrange(99)}\n"
    (documents.parent / "glossary.yaml").write_text(text, encoding="utf-8")


def name_a_topic(documents: Path, chance: random.Random) -> None:
    text = f"- id: bruggen\n  name: Bruggen {chance.randrange(9)}\n  about: over bruggen\n  words: [brug, bruggen]\n"
    (documents.parent / "topics.yaml").write_text(text, encoding="utf-8")


def register_a_meeting(documents: Path, chance: random.Random) -> None:
    text = f"- id: 2024-03-01-bruggenraad\n  name: Raad {chance.randrange(9)}\n  days: [2024-03-01]\n"
    (documents.parent / "meetings.yaml").write_text(text, encoding="utf-8")


def change_the_configuration(documents: Path, chance: random.Random) -> None:
    config = documents.parent.parent / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"{text}\ncopyright: Wij {chance.randrange(99)}\n", encoding="utf-8")


def change_a_template(documents: Path, chance: random.Random) -> None:
    footer = documents.parent.parent / "site_overrides" / "partials" / "footer.html"
    footer.write_text(f"<footer>Voet {chance.randrange(99)}</footer>", encoding="utf-8")


def write_a_page(documents: Path, chance: random.Random) -> None:
    page = documents.parent / "pages" / chance.choice(["over.md", "open/index.md"])
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"# Over {chance.randrange(99)}\n", encoding="utf-8")


def damage_what_is_kept(documents: Path, chance: random.Random) -> None:
    kept = sorted(path for path in (documents.parent.parent / ".cache").rglob("*") if path.is_file())
    for path in chance.sample(kept, len(kept) // 3):
        data = path.read_bytes()
        path.write_bytes(chance.choice([b"", data[: len(data) // 2], data[::-1]]))


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
    take_one_away,
    explain_a_term,
    name_a_topic,
    register_a_meeting,
    change_the_configuration,
    change_a_template,
    write_a_page,
    damage_what_is_kept,
)


@pytest.mark.parametrize("seed", range(6))
def test_equals_a_build_from_scratch(tmp_path: Path, seed: int) -> None:
    """The scratch build has neither what is kept nor the records: it reads every document anew."""
    chance = random.Random(seed)
    content = archive(tmp_path / "kept")
    documents = content / "documents"
    build(content)
    # Every change comes in some run.
    changes = [CHANGES[(seed * 2 + step) % len(CHANGES)] for step in range(2)] + [chance.choice(CHANGES)]
    for step, change in enumerate(changes):
        change(documents, chance)
        kept = build(content)
        assert (tmp_path / "kept" / ".cache").is_dir()
        scratch = tmp_path / f"scratch-{step}"
        shutil.copytree(tmp_path / "kept", scratch, ignore=shutil.ignore_patterns(".cache", "site"))
        for record in (scratch / "content" / "records").glob("*.yaml"):
            if (scratch / "content" / "documents" / f"{record.stem}.txt").exists():
                record.unlink()
        found = build(scratch / "content")
        assert sorted(kept) == sorted(found), change
        assert [path for path in kept if kept[path] != found[path]] == [], change


def test_builds_the_same_where_nothing_can_be_kept(tmp_path: Path) -> None:
    content = archive(tmp_path / "closed")
    (tmp_path / "closed" / ".cache").write_text("no folder", encoding="utf-8")
    assert build(content) == build(archive(tmp_path / "open"))


def test_two_builds_at_once_leave_each_other_alone(tmp_path: Path) -> None:
    content = archive(tmp_path / "kept")
    first = build(content)
    cache = tmp_path / "kept" / ".cache"
    (kept,) = cache.glob("*/site-*")
    before = tree(kept)
    held = claim(kept)
    try:
        with pytest.raises(BlockingIOError):
            claim(kept)
        assert build(content) == first
        change_a_word(content / "documents", random.Random(1))
        changed = build(content)
        assert changed != first
        assert tree(kept) == before
    finally:
        release(held)
    assert build(content) == changed
    assert tree(kept) != before


def test_a_file_that_did_not_change_stays_the_same_file(tmp_path: Path) -> None:
    content = archive(tmp_path / "kept")
    build(content)
    site = tmp_path / "kept" / "site"
    before = {path.relative_to(site): path.stat().st_ino for path in site.rglob("index.html")}
    change_a_word(content / "documents", random.Random(1))
    build(content)
    after = {path.relative_to(site): path.stat().st_ino for path in site.rglob("index.html")}
    same = [path for path in before if before[path] == after.get(path)]
    assert len(same) > len(before) / 3
    assert len(same) < len(before)


def archive(folder: Path) -> Path:
    """Make an archive with a configuration and a theme of its own; return its content folder."""
    content = folder / "content"
    documents = content / "documents"
    documents.mkdir(parents=True)
    (content / "pages").mkdir()
    shutil.copytree(ROOT / "site_overrides", folder / "site_overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copytree(ROOT / "content" / "pages", content / "pages", dirs_exist_ok=True)
    (content / "factions.yaml").write_text(FACTIONS, encoding="utf-8")
    for number in range(3):
        path = documents / f"2024-0{number + 1}-0{number + 1}-beantwoording-{number}.txt"
        path.write_text(letter(number), encoding="utf-8")
    return content


def build(content: Path) -> dict[str, bytes]:
    site = content.parent / "site"
    outcome = kamerspiegel("build", "--content", content, "--site", site)
    assert site.is_dir(), outcome.err
    return tree(site)
