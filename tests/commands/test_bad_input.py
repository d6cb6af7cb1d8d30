"""Bad input gives one clear message each, with file and remedy; nothing is half-written; the rest builds."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.workbench import LETTER, kamerspiegel, tree

ID = "2024-03-05-beantwoording-bruggenraad"


def zip_file(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"\xff\xd8\xff\xe0" * 10)


BAD_FILES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "only white space": lambda path: path.write_bytes(b" \n\t\n" * 20),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 8),
    "picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200)),
    "unknown encoding": lambda path: path.write_bytes(LETTER.encode("utf-16-le")),
    "a zip that is no document": zip_file,
    "nothing to recognise": lambda path: path.write_text(
        "Boodschappen\n\n- melk\n- brood\n", encoding="utf-8"
    ),
}
bad_file = pytest.mark.parametrize("make", BAD_FILES.values(), ids=BAD_FILES.keys())


@bad_file
def test_read_refuses(make: Callable[[Path], object], tmp_path: Path, empty: Path, letter: Path) -> None:
    make(tmp_path / "fout.txt")
    outcome = kamerspiegel("read", tmp_path / "fout.txt", letter, "--content", empty)
    assert outcome.code == 1
    assert "fout.txt" in outcome.err
    assert outcome.err.count("error:") == 1
    assert " = " in outcome.err, "with a remedy"
    assert len(json.loads(outcome.out)) == 1, "the other file is read"


@bad_file
def test_add_refuses(make: Callable[[Path], object], tmp_path: Path, content: Path) -> None:
    make(tmp_path / "fout.txt")
    before = tree(content)
    outcome = kamerspiegel("add", tmp_path / "fout.txt", "--content", content)
    assert outcome.code == 1
    assert outcome.err.count("error:") == 1
    assert tree(content) == before


@bad_file
def test_build_leaves_it_out(make: Callable[[Path], object], tmp_path: Path, content: Path) -> None:
    make(content / "documents" / "2024-04-01-fout.txt")
    before = tree(content)
    outcome = kamerspiegel("build", "--content", content, "--site", tmp_path / "site")
    assert outcome.code == 1
    assert "documents/2024-04-01-fout.txt" in outcome.err
    assert tree(content) == before
    assert len((tmp_path / "site" / "data" / "questions.jsonl").read_text().splitlines()) == 3
    assert kamerspiegel("check", "--content", content).code == 1


def test_file_that_is_far_too_large(tmp_path: Path, empty: Path) -> None:
    with (tmp_path / "groot.txt").open("wb") as stream:
        stream.truncate(2**31)
    outcome = kamerspiegel("read", tmp_path / "groot.txt", "--content", empty)
    assert outcome.code == 1
    assert "MB" in outcome.err


# ------------------------------------------------------------------ content that was edited by hand

RECORD, SIDECAR = f"records/{ID}.yaml", f"documents/{ID}.yaml"
BAD_CONTENT: list[tuple[str, str, str, str, str]] = [
    ("record with a wrong field", RECORD, "procedure:", "proceduur:", 'did you mean "procedure"'),
    ("record with a wrong value", RECORD, "kind: answers", "kind: antwoord", '"antwoord" is not a value'),
    ("record that is no YAML", RECORD, "kind: answers", "kind: [answers", "not valid YAML"),
    ("record under another name", RECORD, f"id: {ID}", "id: 2024-01-01-x", "make the two equal"),
    ("duplicate key", RECORD, 'key: "2"', 'key: "1"', 'two questions have the key "1"'),
    ("sidecar with a typo", SIDECAR, "added:", "aded:", 'did you mean "added"'),
    ("ledger that says nothing", "ids.yaml", "      1: ", "      1: = niets = ", "ids.yaml"),
    (
        "id that was published for another text",
        "ids.yaml",
        "  1: ",
        "  1: 0123456789ab Iets heel anders #",
        "ids.yaml",
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"), [row[1:] for row in BAD_CONTENT], ids=[row[0] for row in BAD_CONTENT]
)
def test_content_with_a_mistake(
    file: str, old: str, new: str, said: str, content: Path, tmp_path: Path
) -> None:
    path = content / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = tree(content)
    outcome = kamerspiegel("check", "--content", content)
    assert outcome.code == 1
    assert file in outcome.err
    assert said in outcome.err
    assert kamerspiegel("build", "--content", content, "--site", tmp_path / "site").code == 1
    assert (tmp_path / "site" / "index.html").exists(), "the rest is built"
    assert tree(content) == before, "what a person wrote is left as it is"


def test_two_documents_with_one_id(content: Path) -> None:
    (content / "documents" / f"{ID}.md").write_text(LETTER, encoding="utf-8")
    outcome = kamerspiegel("check", "--content", content)
    assert outcome.code == 1
    assert f'the id "{ID}" belongs to' in outcome.err


def test_correction_that_does_not_apply(content: Path, tmp_path: Path) -> None:
    (content / "corrections").mkdir()
    (content / "corrections" / f"{ID}.yaml").write_text(
        "- {passage: staat er niet, becomes: iets, why: Schrijffout.}\n", encoding="utf-8"
    )
    assert kamerspiegel("check", "--content", content).code == 1
    assert kamerspiegel("build", "--content", content, "--site", tmp_path / "site").code == 1


def test_register_with_a_mistake(content: Path, tmp_path: Path) -> None:
    (content / "factions.yaml").write_text("- {id: abc, naam: ABC}\n", encoding="utf-8")
    outcome = kamerspiegel("check", "--content", content)
    assert outcome.code == 1
    assert "factions.yaml:1" in outcome.err
    assert kamerspiegel("build", "--content", content, "--site", tmp_path / "site").code == 1


# ------------------------------------------------------------------ wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["read"],
        ["read", "is-er-niet.txt"],
        ["read", "--to", "xml", "brief.txt"],
        ["add", "brief.txt", "brief.txt", "--id", "2024-01-01-x"],
        ["build", "--content", "is-er-niet"],
        ["check", "--content", "brief.txt"],
        ["reread", "2024-01-01-is-er-niet"],
        ["serve", "--address", "hier"],
        ["init", "."],
        ["write"],
    ],
    ids=" ".join,
)
def test_wrong_usage(
    arguments: list[str], content: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(letter.parent)
    (letter.parent / "content").symlink_to(content)
    outcome = kamerspiegel(*arguments)
    assert outcome.code == 2
    assert "Error: " in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [["--replaces", "2024-01-01-x"], ["--id", "Brief 1"], ["--meeting", "???"], ["--url", "ftp://x"]],
)
def test_wishes_that_cannot_be_granted(arguments: list[str], letter: Path, empty: Path) -> None:
    outcome = kamerspiegel("add", letter, *arguments, "--content", empty)
    assert outcome.code == 2
    assert arguments[0] in outcome.err
    assert not (empty / "records").exists()


def test_site_that_is_somebody_elses_folder(content: Path, tmp_path: Path) -> None:
    (tmp_path / "foto").mkdir()
    (tmp_path / "foto" / "kat.jpg").write_bytes(b"miauw")
    outcome = kamerspiegel("build", "--content", content, "--site", tmp_path / "foto")
    assert outcome.code == 1
    assert tree(tmp_path / "foto") == {"kat.jpg": b"miauw"}


def test_failing_build_leaves_the_old_site(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    assert kamerspiegel("build", "--content", content, "--site", site).code == 0
    before = tree(site)
    (content.parent / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: bestaat-niet}\n", encoding="utf-8"
    )
    outcome = kamerspiegel("build", "--content", content, "--site", site)
    assert outcome.code == 1
    assert "mkdocs.yml" in outcome.err
    assert tree(site) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")] == []


# ------------------------------------------------------------------ anything at all


def mutated(chance: random.Random) -> bytes:
    """Return the letter with bytes cut, doubled, changed or shuffled, in some encoding."""
    lines = LETTER.splitlines(keepends=True)
    chance.shuffle(lines)
    text = "".join(lines if chance.random() < 0.3 else LETTER.splitlines(keepends=True))
    data = bytearray(text.encode(chance.choice(["utf-8", "cp1252", "utf-16", "utf-7"])))
    for _ in range(chance.randrange(12)):
        start = chance.randrange(len(data) + 1)
        stop = min(len(data), start + chance.randrange(200))
        data[start:stop] = chance.choice(
            [b"", bytes(data[start:stop]) * 2, chance.randbytes(5), b"<![CDATA[", b"\0"]
        )
    return bytes(data)


@pytest.mark.parametrize("seed", range(60))
def test_no_traceback_for_anything(seed: int, tmp_path: Path, empty: Path) -> None:
    chance = random.Random(seed)
    path = tmp_path / f"iets{chance.choice(['.txt', '.md', '.docx', '.pdf', '.html', '.xml', ''])}"
    path.write_bytes(mutated(chance))
    outcome = kamerspiegel("read", path, "--content", empty)
    assert outcome.code in (0, 1)
    assert len(json.loads(outcome.out)) == 1 - outcome.code
