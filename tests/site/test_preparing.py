"""What is made does not depend on how many processes make it, nor on what was kept of an earlier build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.archive.graph import Archive, GlossaryTerm
from generator.pages import Page, Settings
from generator.pages.publication import MOST_TERMS
from generator.site import preparing
from generator.site.keeping import Keeper
from generator.site.preparing import Making, Packed, Printed
from generator.site.ready import ready
from tests.factories import LINES, sample_archive
from tests.pages.test_glossary import with_terms

SETTINGS = Settings(site_url="https://example.org/", read_lines=lambda _: LINES)


class Build:
    """Makes an archive in a folder, without a theme."""

    def __init__(self, folder: Path, archive: Archive | None = None, settings: Settings = SETTINGS) -> None:
        self.printed: list[str] = []
        self.told: list[tuple[str, int, int]] = []
        self.making = Making(
            archive or sample_archive(), settings, advanced=lambda *how_far: self.told.append(how_far)
        )
        self.files = Keeper(folder / "files", b"the same")
        self.pages = Keeper(folder / "pages", b"the same", self.making.terms)

    def __call__(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for file in self.making.files(self.files):
            place = self.files.place(file.blob)
            assert place is not None
            assert file.path not in made
            made[file.path] = place.read_bytes()
        plans = self.making.plans.values()
        for page in self.making.pages(self.pages, plans, self._print, lambda path: path):
            place = self.pages.place(page.blob)
            assert place is not None
            made[page.path] = (page.meta, page.packed.unpack(), place.read_bytes())
        return made

    def _print(self, page: Page) -> Printed:
        self.printed.append(page.path)
        shown = ready(page.body, page.path)
        return Printed(
            data=shown.html.encode(),
            meta=dict(page.front_matter),
            packed=Packed.of(shown.ids, dict(shown.links)),
        )


def test_the_same_in_one_process_and_in_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = Build(tmp_path / "alone")()
    monkeypatch.setattr(preparing, "FEW", 0)
    monkeypatch.setattr(preparing, "processors", lambda: 3)
    assert Build(tmp_path / "three")() == alone


def test_tells_how_far_it_is(tmp_path: Path) -> None:
    build = Build(tmp_path)
    build()
    assert {name for name, _, _ in build.told} == {"pages", "files", "data", "database", "search"}
    assert set(build.making.seconds) == {name for name, _, _ in build.told}
    assert all(1 <= done <= total for _, done, total in build.told)


def test_nothing_is_made_again_when_nothing_changed(tmp_path: Path) -> None:
    first = Build(tmp_path)()
    second = Build(tmp_path)
    assert second() == first
    assert not second.printed
    assert not second.told


def test_what_was_made_is_known_to_who_made_it(tmp_path: Path) -> None:
    build = Build(tmp_path)
    first = build()
    build.printed.clear()
    assert build() == first
    assert not build.printed


def changed_question(archive: Archive) -> Archive:
    """Return the archive with another word in one question."""
    identifier, entry = next(iter(archive.questions.items()))
    said = (msgspec.structs.replace(entry.question[0], text="Iets heel anders?"), *entry.question[1:])
    other = msgspec.structs.replace(entry, question=said)
    return msgspec.structs.replace(archive, questions={**archive.questions, identifier: other})


def changed_scores(archive: Archive) -> Archive:
    """Return the archive with other scores of related questions, but the same questions."""
    questions = {
        identifier: msgspec.structs.replace(
            entry,
            related=tuple(msgspec.structs.replace(one, score=one.score / 2) for one in entry.related),
        )
        for identifier, entry in archive.questions.items()
    }
    return msgspec.structs.replace(archive, questions=questions)


def without_related(archive: Archive) -> Archive:
    questions = {
        identifier: msgspec.structs.replace(entry, related=())
        for identifier, entry in archive.questions.items()
    }
    return msgspec.structs.replace(archive, questions=questions)


def renamed_faction(archive: Archive) -> Archive:
    identifier, node = next(iter(archive.factions.items()))
    faction = msgspec.structs.replace(node.faction, name="Anders")
    factions = {**archive.factions, identifier: msgspec.structs.replace(node, faction=faction)}
    return msgspec.structs.replace(archive, factions=factions)


def without_terms(archive: Archive) -> Archive:
    return msgspec.structs.replace(archive, glossary={})


def another_term(archive: Archive) -> Archive:
    """Return the archive with a word of its own texts as a term."""
    text = next(iter(archive.questions.values())).question[0].text
    term = GlossaryTerm(term=text.split()[1], expansions=(("Iets", next(iter(archive.questions))),))
    return msgspec.structs.replace(archive, glossary={**archive.glossary, term.term: term})


def a_term_of_nothing(archive: Archive) -> Archive:
    term = GlossaryTerm(term="Nergens", expansions=(("Iets", next(iter(archive.questions))),))
    return msgspec.structs.replace(archive, glossary={**archive.glossary, term.term: term})


@pytest.mark.parametrize(
    "change",
    [
        changed_question, changed_scores, without_related, renamed_faction, without_terms, another_term,
        a_term_of_nothing,
    ],
)  # fmt: skip
def test_after_a_change_all_is_as_if_nothing_was_kept(
    tmp_path: Path, change: Callable[[Archive], Archive]
) -> None:
    Build(tmp_path / "kept")()
    archive = change(sample_archive())
    after = Build(tmp_path / "kept", archive)
    assert after() == Build(tmp_path / "new", archive)()


def test_what_is_not_shown_changes_nothing(tmp_path: Path) -> None:
    Build(tmp_path)()
    build = Build(tmp_path, changed_scores(sample_archive()))
    build()
    assert not build.printed


def test_a_changed_word_changes_the_pages_that_show_it(tmp_path: Path) -> None:
    Build(tmp_path)()
    build = Build(tmp_path, changed_question(sample_archive()))
    build()
    assert 0 < len(build.printed) < len(build.making.plans) / 2


def test_a_term_changes_the_pages_where_it_may_stand(tmp_path: Path) -> None:
    Build(tmp_path)()
    build = Build(tmp_path, a_term_of_nothing(sample_archive()))
    build()
    assert build.printed == ["begrippen/index.md"]
    back = Build(tmp_path)
    assert back() == Build(tmp_path / "new")()
    again = Build(tmp_path, another_term(sample_archive()))
    again()
    assert any(path.startswith("vergaderingen/2") for path in again.printed)
    assert Build(tmp_path)() == Build(tmp_path / "new")()


def test_links_lead_to_the_pages_of_a_glossary_that_grew(tmp_path: Path) -> None:
    assert "begrippen/b.md" not in Build(tmp_path, with_terms(MOST_TERMS))()
    grown = with_terms(MOST_TERMS + 30)
    after = Build(tmp_path, grown)()
    assert after == Build(tmp_path / "new", grown)()
    assert "begrippen/b.md" in after


def test_changed_lines_of_a_document_change_its_page(tmp_path: Path) -> None:
    Build(tmp_path)()
    document = next(iter(sample_archive().documents))
    other = Settings(
        site_url="https://example.org/",
        read_lines=lambda one: ["Iets anders"] if one == document else LINES,
        digest_of_lines=lambda one: "other" if one == document else "",
    )
    build = Build(tmp_path, settings=other)
    after = build()
    assert build.printed == [f"documenten/{document}.md"]
    assert after == Build(tmp_path / "new", settings=other)()


@pytest.mark.parametrize("name", ["index", "journal"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, name: str) -> None:
    first = Build(tmp_path)()
    for kind in ("files", "pages"):
        path = tmp_path / kind / "index"
        data = path.read_bytes()
        path.unlink()
        path.with_name(name).write_bytes(data[: len(data) // 2] + b"\0" + data[len(data) // 2 + 1 :])
    assert Build(tmp_path)() == first
    assert Build(tmp_path)() == first


def test_a_page_that_was_edited_in_place_is_made_again(tmp_path: Path) -> None:
    first = Build(tmp_path)()
    for path in sorted((tmp_path / "pages" / "files").rglob("*"))[:9]:
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"e", b"o"))
    assert Build(tmp_path)() == first


def test_what_an_interrupted_build_made_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = Build(tmp_path)
    monkeypatch.setattr(build.pages, "finish", lambda kept: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build()
    again = Build(tmp_path)
    again()
    assert len(build.printed) == len(build.making.plans)
    assert not again.printed


def test_what_is_not_used_any_more_is_deleted(tmp_path: Path) -> None:
    Build(tmp_path)()
    before = {path.name for path in (tmp_path / "pages" / "files").rglob("*") if path.is_file()}
    Build(tmp_path, renamed_faction(sample_archive()))()
    after = {path.name for path in (tmp_path / "pages" / "files").rglob("*") if path.is_file()}
    assert before - after
    assert len(after) == len(Build(tmp_path).pages.known) or len(after) < len(Build(tmp_path).pages.known)
