"""What each command does when all is well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from generator.commands import starter
from generator.commands.reading_many import read_many
from generator.registers import FactionRegister
from generator.storage import Content
from tests.commands.workbench import LETTER, kamerspiegel, tree

ID = "2024-03-05-beantwoording-bruggenraad"
COMMANDS = ["build", "serve", "read", "add", "reread", "check", "write", "init"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_explains(command: str) -> None:
    outcome = kamerspiegel(command, "--help")
    assert outcome.code == 0
    assert len(outcome.out.splitlines()) > 5
    if command != "init":
        assert "--content" in outcome.out


def test_help_names_every_command() -> None:
    outcome = kamerspiegel("--help")
    assert outcome.code == 0
    assert all(f"  {command}" in outcome.out for command in COMMANDS)


def test_version() -> None:
    assert kamerspiegel("--version").out.startswith("kamerspiegel, version ")


# ------------------------------------------------------------------ read


def test_read_prints_documents_with_their_questions(letter: Path, empty: Path) -> None:
    outcome = kamerspiegel("read", letter, letter, "--content", empty)
    assert outcome.code == 0
    documents = json.loads(outcome.out)
    assert [len(document["questions"]) for document in documents] == [3, 3]
    first, second, third = documents[0]["questions"]
    assert first["question"] == "Hoeveel bruggen zijn er in het land en wie onderhoudt ze?"
    assert first["numbers"] == [1]
    assert (first["faction_name"], first["attribution"]) == ("ABC", "heading")
    assert (second["status"], second["answer_refs"]) == ("reference", [first["id"]])
    assert first["referred_by"] == [second["id"]]
    assert third["commitments"][0]["text"] == "Ik informeer de Kamer voor de zomer van 2024 over de kosten."
    assert f"{len(LETTER.splitlines())} lines:" in outcome.err
    assert tree(empty) == {}


def test_read_to_yaml_says_the_same(letter: Path, empty: Path) -> None:
    as_json = kamerspiegel("read", letter, "--content", empty).out
    as_yaml = kamerspiegel("read", letter, "--to", "yaml", "--content", empty).out
    assert yaml.safe_load(as_yaml) == json.loads(as_json)


def test_read_without_an_archive(letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = kamerspiegel("read", "brief.txt")
    assert outcome.code == 0
    assert len(json.loads(outcome.out)) == 1


# ------------------------------------------------------------------ add


def test_add_stores_reads_and_reports(letter: Path, empty: Path) -> None:
    outcome = kamerspiegel("add", letter, "--content", empty, "--url", "https://example.org/brief")
    assert outcome.code == 0
    assert set(tree(empty)) == {
        f"documents/{ID}.txt",
        f"documents/{ID}.yaml",
        f"records/{ID}.yaml",
        "ids.yaml",
    }
    assert (empty / "documents" / f"{ID}.txt").read_bytes() == letter.read_bytes()
    assert (
        yaml.safe_load((empty / "documents" / f"{ID}.yaml").read_text())["url"] == "https://example.org/brief"
    )
    assert f"Added {ID}" in outcome.err
    assert "3 questions, 3 answered" in outcome.err
    assert "not understood 0" in outcome.err
    assert "meeting: " in outcome.err
    assert "ABC" in outcome.err, "an unknown faction is added with a warning"


def test_add_with_a_meeting_and_an_id(letter: Path, empty: Path) -> None:
    outcome = kamerspiegel(
        "add", letter, "--content", empty, "--meeting", "2024-03-07-raad", "--id", "2024-03-05-x"
    )
    assert outcome.code == 0
    assert "meeting: 2024-03-07-raad" in outcome.err
    assert (empty / "records" / "2024-03-05-x.yaml").exists()


def test_add_again_changes_nothing(letter: Path, content: Path) -> None:
    before = tree(content)
    outcome = kamerspiegel("add", letter, "--content", content)
    assert outcome.code == 0
    assert f"is in the archive already, as {ID}" in outcome.err
    assert tree(content) == before


def test_add_the_same_text_in_another_layout(tmp_path: Path, content: Path) -> None:
    before = tree(content)
    other = tmp_path / "kopie.txt"
    other.write_text(LETTER.replace("\n\n", "\n\n\n"), encoding="utf-8")
    outcome = kamerspiegel("add", other, "--content", content)
    assert f"has the text of {ID}" in outcome.err
    assert tree(content) == before


def test_add_a_newer_version(tmp_path: Path, content: Path) -> None:
    before = tree(content)
    newer = tmp_path / "nieuw.txt"
    newer.write_text(LETTER.replace("ruim tienduizend bruggen", "precies 10.412 bruggen"), encoding="utf-8")
    outcome = kamerspiegel("add", newer, "--content", content)
    assert f"version of {ID}" in outcome.err or f"text of {ID}" in outcome.err
    assert tree(content) == before
    outcome = kamerspiegel("add", newer, "--replaces", ID, "--content", content)
    assert outcome.code == 0
    assert f"Added {ID}-2" in outcome.err
    assert set(before) < set(tree(content))


def test_add_goes_on_after_a_bad_file(tmp_path: Path, letter: Path, empty: Path) -> None:
    (tmp_path / "leeg.txt").write_bytes(b"")
    outcome = kamerspiegel("add", tmp_path / "leeg.txt", letter, "--content", empty)
    assert outcome.code == 1
    assert "leeg.txt" in outcome.err
    assert f"Added {ID}" in outcome.err


# ------------------------------------------------------------------ reread, check


def test_reread_without_a_change(content: Path) -> None:
    before = tree(content)
    outcome = kamerspiegel("reread", "--content", content)
    assert (outcome.code, outcome.out) == (0, "")
    assert "1 document read again; 0 records changed." in outcome.err
    assert tree(content) == before


def test_reread_shows_the_difference_and_mends(content: Path) -> None:
    before = tree(content)
    record = content / "records" / f"{ID}.yaml"
    record.write_text(record.read_text().replace("wie onderhoudt ze", "wie betaalt ze"))
    outcome = kamerspiegel("reread", ID, "--dry-run", "--content", content)
    assert outcome.code == 0
    assert "-" in outcome.out
    assert "wie betaalt ze" in outcome.out
    assert "1 record would change" in outcome.err
    assert "wie betaalt ze" in record.read_text()
    assert kamerspiegel("reread", ID, "--content", content).code == 0
    assert tree(content) == before


def test_reread_keeps_published_keys(content: Path) -> None:
    """A key that was published stays, also where the reader would now give another."""
    for name in (f"records/{ID}.yaml", "ids.yaml"):
        path = content / name
        path.write_text(path.read_text().replace('key: "3"\n', "key: oud-3\n").replace(" 3: ", " oud-3: "))
    before = tree(content)
    assert kamerspiegel("reread", "--content", content).code == 0
    assert tree(content) == before
    assert "key: oud-3" in (content / "records" / f"{ID}.yaml").read_text()


def test_reread_stops_before_an_id_is_lost(content: Path) -> None:
    source = content / "documents" / f"{ID}.txt"
    text = source.read_text()
    source.write_text(text[: text.index("Vragen en opmerkingen van de leden van de XYZ-fractie")])
    before = tree(content)
    outcome = kamerspiegel("reread", "--content", content)
    assert outcome.code == 1
    assert f"published id {ID}/3" in outcome.err
    assert "gone <reason>" in outcome.err
    assert tree(content) == before


def test_check_says_all_is_well(content: Path) -> None:
    outcome = kamerspiegel("check", "--content", content)
    assert outcome.code == 0
    assert "1 document, 3 questions: 0 errors" in outcome.err


def test_check_names_a_document_that_waits(letter: Path, content: Path) -> None:
    (content / "documents" / "2024-04-01-nieuw.txt").write_bytes(letter.read_bytes())
    outcome = kamerspiegel("check", "--content", content)
    assert outcome.code == 0
    assert "not read yet" in outcome.err


# ------------------------------------------------------------------ build, write, init


def test_build_reads_what_is_new(letter: Path, empty: Path, tmp_path: Path) -> None:
    (empty / "documents").mkdir()
    (empty / "documents" / f"{ID}.txt").write_bytes(letter.read_bytes())
    site = tmp_path / "site"
    outcome = kamerspiegel("build", "--content", empty, "--site", site)
    assert outcome.code == 0
    assert "1 document, 3 questions" in outcome.err
    assert (empty / "records" / f"{ID}.yaml").exists()
    rows = [json.loads(line) for line in (site / "data" / "questions.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == [f"{ID}/{number}" for number in (1, 2, 3)]
    assert f'id="{ID}--1"' in next((site / "vergaderingen").rglob("*bruggenraad*/index.html")).read_text()
    before = tree(site)
    assert kamerspiegel("build", "--content", empty, "--site", site).code == 0
    assert tree(site).keys() == before.keys()


def test_many_documents_are_read_the_same_by_several_processes(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = empty / "documents"
    documents.mkdir()
    for number in range(6):
        text = LETTER.replace("ruim tienduizend", f"precies {number}")
        (documents / f"2024-03-0{number + 1}-brief.txt").write_text(text, encoding="utf-8")
    (documents / "2024-03-09-leeg.txt").write_bytes(b"")
    content = Content(empty)
    todo = list(content.document_files().items())
    factions = FactionRegister(())
    here = list(read_many(content, todo, factions))
    monkeypatch.setattr("generator.commands.reading_many.FEW", 1)
    assert list(read_many(content, todo, factions)) == here
    assert [attempt.document for attempt in here] == [document for document, _ in todo]
    assert [len(attempt.problems) for attempt in here] == [0] * 6 + [1]
    outcome = kamerspiegel("build", "--content", empty, "--site", tmp_path / "site")
    assert outcome.code == 1
    assert "6 documents, " in outcome.err
    assert len(list((empty / "records").iterdir())) == 6


def test_build_reads_again_what_changed(content: Path, tmp_path: Path) -> None:
    source = content / "documents" / f"{ID}.txt"
    source.write_text(LETTER.replace("wie onderhoudt ze", "wie verft ze"), encoding="utf-8")
    outcome = kamerspiegel("build", "--content", content, "--site", tmp_path / "site")
    assert outcome.code == 0
    assert f"Read {ID}" in outcome.err
    assert "wie verft ze" in (content / "records" / f"{ID}.yaml").read_text(encoding="utf-8")
    (content / "corrections").mkdir()
    (content / "corrections" / f"{ID}.yaml").write_text(
        "- {passage: wie verft ze, becomes: wie schildert ze, why: Drukfout.}\n", encoding="utf-8"
    )
    assert f"Read {ID}" in kamerspiegel("build", "--content", content, "--site", tmp_path / "site").err
    assert "wie schildert ze" in (content / "records" / f"{ID}.yaml").read_text(encoding="utf-8")
    assert f"Read {ID}" not in kamerspiegel("build", "--content", content, "--site", tmp_path / "site").err


def test_build_offline_needs_no_server(content: Path, tmp_path: Path) -> None:
    outcome = kamerspiegel("build", "--offline", "--content", content, "--site", tmp_path / "site")
    assert outcome.code == 0
    assert any((tmp_path / "site" / "vergaderingen").glob("*.html")), "addresses end in a file"


def test_write_gives_what_plain_mkdocs_builds(content: Path, tmp_path: Path) -> None:
    outcome = kamerspiegel("write", tmp_path / "uit", "--content", content)
    assert outcome.code == 0
    assert (tmp_path / "uit" / "docs" / "index.md").exists()
    config = (tmp_path / "uit" / "mkdocs.yml").read_text()
    assert "kamerspiegel:" not in config
    assert kamerspiegel("write", tmp_path / "uit", "--content", content).code == 0, "again, in the same place"


def test_init_starts_an_archive_that_builds(
    tmp_path: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kamerspiegel("init", tmp_path / "nieuw").code == 0
    made = {path for path in tree(tmp_path / "nieuw") if "site_overrides" not in path}
    assert made >= {name for name in starter.COPIED if name.endswith(("yml", "yaml"))}
    assert not [
        path for path in made if path.startswith("content/documents/") and not path.endswith(".gitkeep")
    ]
    monkeypatch.chdir(tmp_path / "nieuw")
    assert kamerspiegel("check").code == 0
    assert kamerspiegel("add", letter).code == 0
    assert kamerspiegel("build").code == 0
    assert (tmp_path / "nieuw" / "site" / "index.html").exists()
