"""The registers that come with the project: they load, agree with each other, and their examples hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.keys import slug
from generator.registers import Faction, FactionRegister, fold_name
from generator.storage import Content

CONTENT = Content(Path(__file__).parents[2] / "content")
FACTIONS = CONTENT.factions()


def test_every_register_loads() -> None:
    registers, problems = CONTENT.registers()
    assert problems == ()
    assert len(registers.factions) > 40
    assert len(registers.topics) >= 18
    assert registers.meetings


@pytest.mark.parametrize("faction", FACTIONS.factions, ids=lambda faction: faction.id)
def test_a_faction(faction: Faction) -> None:
    assert faction.id == slug(faction.id)
    assert faction.chambers
    assert faction.colour is None or re.fullmatch(r"#[0-9a-f]{6}", faction.colour)
    for date in (faction.since, faction.until):
        assert date is None or re.fullmatch(r"\d{4}(-\d\d-\d\d)?", date)
    for other in (*faction.predecessors, *faction.successors):
        assert other in FACTIONS.by_id
    for name in (faction.id, faction.name, faction.full_name, *faction.aliases):
        assert name is None or FACTIONS.find(name) is faction, f"{name} is also a name of another faction"


@pytest.mark.parametrize("faction", FACTIONS.factions, ids=lambda faction: faction.id)
def test_its_examples_name_it(faction: Faction) -> None:
    names = [fold_name(name) for name in (faction.name, faction.full_name, *faction.aliases) if name]
    for example in faction.examples:
        assert any(name in fold_name(example) for name in names), example


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("GL-PvdA", "groenlinks-pvda"),
        ("GroenLinks-PvdA ", "groenlinks-pvda"),
        ("groenlinks-pvda", "groenlinks-pvda"),
        ("PvDA", "pvda"),
        ("Groep Markuszower", "groep-markuszower"),
        ("Forum voor Democratie", "fvd"),
        ("FvD", "fvd"),
        ("CU", "christenunie"),
        ("Nieuw Sociaal Contract", "nsc"),
        ("Partij voor de Dieren", "pvdd"),
        ("lid Gundogan", "lid-gundogan"),
        ("fractie Den Haan", "fractie-den-haan"),
    ],
)
def test_spellings_in_documents(spelling: str, expected: str) -> None:
    found = FACTIONS.find(spelling)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize("spelling", ["", "PvdX", "Van Haga en anderen", "Partij"])
def test_what_is_no_faction(spelling: str) -> None:
    assert FACTIONS.find(spelling) is None


def test_a_register_of_nothing() -> None:
    assert FactionRegister(()).find("D66") is None


def test_ids_of_the_other_registers() -> None:
    topics = [topic.id for topic in CONTENT.topics()]
    meetings = [meeting.id for meeting in CONTENT.meetings()]
    for ids in (topics, meetings):
        assert len(ids) == len(set(ids))
        assert all(one == slug(one, longest=200) for one in ids)
    for meeting in CONTENT.meetings():
        assert meeting.id.startswith(meeting.days[0] if meeting.days else str(meeting.year))


def test_sidecars_name_registered_meetings() -> None:
    known = {meeting.id for meeting in CONTENT.meetings()}
    for document in CONTENT.document_files():
        sidecar = CONTENT.sidecar(document)
        assert sidecar is None or sidecar.meeting is None or sidecar.meeting in known
