"""Whatever documents come in, and in whatever order: nothing crashes, every id keeps leading somewhere."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive.build import build_archive
from generator.archive.graph import Archive
from generator.keys import KeyParts, question_keys, split_question_id
from generator.records import Document, Facts, Question, Sidecar
from tests.archive.cases import document, question

TEXTS = (
    "Hoeveel Patriot-raketten uit de Nederlandse voorraad gaan er naar Oekraïne, en binnen welke termijn?",
    "Binnen welke termijn worden de eigen voorraden munitie weer aangevuld tot het niveau van voor de oorlog?",
    "Welke stappen zet het kabinet om de productie van drones in Nederland samen met bedrijven op te schalen?",
    "Welke gevolgen heeft de nieuwe rol van het legerkorps voor de inzetbaarheid van Nederlandse eenheden?",
    "Zo nee, waarom niet?",
    "",
)
ANSWERS = (
    "Ja.",
    "Zie het antwoord op vraag 1.",
    "Zie het antwoord op vraag 2 en 9.",
    "Dat is vertrouwelijk.",
)

texts = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3, unique=True).map(" ".join)
factions = st.sampled_from([(), ("CDA",), ("VVD",), ("Groep Nieuw",)])


@st.composite
def documents(draw: st.DrawFn, index: int = 0) -> Document:
    answered, sections, numbered = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    asked: list[Question] = []
    parts: list[KeyParts] = []
    for place in range(draw(st.integers(0, 6))):
        section = draw(st.sampled_from(["X", "K"])) if sections else None
        number = draw(st.integers(1, 6)) if numbered else None
        numbers = (number, number + 1)[: draw(st.integers(1, 2))] if number else ()
        names = draw(factions)
        answer = draw(st.sampled_from(ANSWERS)) if answered and draw(st.booleans()) else None
        parts.append(
            KeyParts(numbers=numbers, section=section, faction=names[0] if names else None, ordinal=place + 1)
        )
        asked.append(
            question(
                "x", draw(texts), answer, numbers=numbers, factions=names, section=section, line=1 + place
            )
        )
    keyed = (msgspec.structs.replace(q, key=key) for q, key in zip(asked, question_keys(parts), strict=True))
    day = draw(st.sampled_from(["2026-06-18", "2026-06-18", "2026-10-15"]))
    facts = Facts(
        date=draw(st.sampled_from([None, f"2026-06-1{index}"])), meeting="NAVO Defensie", meeting_days=(day,)
    )
    return document(
        f"2026-06-1{index}-brief",
        *keyed,
        facts=facts,
        added=draw(st.sampled_from(["2026-06-20", "2026-06-21"])),
    )


@st.composite
def steps(draw: st.DrawFn) -> list[Document]:
    """Return documents in the order in which they are added."""
    count = draw(st.integers(1, 4))
    made = [draw(documents(index)) for index in range(count)]
    return draw(st.permutations(made))


def leads_to(archive: Archive, identifier: str) -> str | None:
    if identifier in archive.questions:
        return identifier
    return next((redirect.target for redirect in archive.redirects if redirect.id == identifier), None)


def hold(archive: Archive) -> None:
    """Check what must hold of every archive."""
    for name, entry in archive.questions.items():
        linked = [r.target for r in entry.references if r.target]
        linked += [*entry.referred_by, *entry.also_answers, *entry.continued_as]
        assert set(linked) <= set(archive.questions), name
        assert entry.meeting in archive.meetings
        assert set(entry.factions) <= set(archive.factions)
        assert entry.answer_document is None or name in archive.documents[entry.answer_document].answers
        assert not (entry.continued_as and entry.answer)
        for alias in entry.aliases:
            assert leads_to(archive, alias) == name or alias in archive.questions
    for redirect in archive.redirects:
        assert redirect.target in archive.questions
    shown = [q for meeting in archive.meetings.values() for c in meeting.contributions for q in c.questions]
    assert sorted(shown) == sorted(archive.questions)
    for node in archive.documents.values():
        for key in (one.key for one in node.record.questions):
            assert leads_to(archive, f"{node.id}/{key}") is not None
    counted = sum(len(meeting.questions) for meeting in archive.meetings.values())
    assert counted == sum(not entry.continued_as for entry in archive.questions.values())


@settings(max_examples=60)
@given(steps(), st.sampled_from([None, Sidecar(replaces="2026-06-10-brief")]))
def test_any_archive_grows_without_losing_an_id(added: list[Document], sidecar: Sidecar | None) -> None:
    archive = build_archive({})
    present: dict[str, Document] = {}
    for one in added:
        present[one.id] = one
        sidecars = {"2026-06-11-brief": sidecar} if sidecar else {}
        before = archive
        archive = build_archive(present, sidecars, ledger=before.ledger)
        assert not [problem for problem in archive.problems if problem.severity == "error"]
        hold(archive)
        for identifier in (one for one, _ in before.ledger.items()):
            assert leads_to(archive, identifier) is not None, identifier
        again = build_archive(dict(reversed(present.items())), sidecars, ledger=archive.ledger)
        assert list(again.questions) == list(archive.questions)
        assert again.ledger == archive.ledger
        assert again.redirects == archive.redirects


def test_ids_split_and_join() -> None:
    assert split_question_id("2026-06-10-brief/x-1") == ("2026-06-10-brief", "x-1")
