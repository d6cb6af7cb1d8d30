"""A small archive with every case that the pages know, made by hand: nothing in it is a real text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.archive.graph import (
    AnswerReference,
    Archive,
    Citation,
    Commitment,
    DocumentNode,
    Dossier,
    EarlierAnswer,
    Entry,
    FactionContribution,
    FactionNode,
    GlossaryTerm,
    MeetingNode,
    Place,
    Postponement,
    Redirect,
    RelatedQuestion,
    StatusEvidence,
    TopicNode,
)
from generator.keys import anchor
from generator.problems import Problem
from generator.records import (
    Claim,
    Document,
    Doubt,
    Facts,
    Footnote,
    LineRun,
    Paragraph,
    Person,
    Printing,
    Section,
    Source,
)
from generator.registers import Faction, Meeting, Topic

MINISTER = Person(name="A. de Wit", office="minister van Zaken")
SECRETARY = Person(name="B. Şahin", office="staatssecretaris van Zaken")
LETTER = "2024-03-05-antwoorden-bruggen"
LISTED = "2024-02-20-vragen-bruggen"
TWO_LISTS = "2023-06-01-antwoorden-begroting"
MEMBERS = "2024-04-02-kamervragen-sluis"
AGENDA = "2024-02-12-agenda-bruggen"
BRIDGES = "2024-03-07-bruggenraad"
BUDGET = "2023-begroting-zaken"
LOCK = "2024-04-02-kamervragen-sluis"


def paragraphs(*texts: str, start: int = 1) -> tuple[Paragraph, ...]:
    """Return texts as paragraphs on lines that follow each other."""
    return tuple(
        Paragraph(text=text, lines=(start + index, start + index)) for index, text in enumerate(texts)
    )


def place_of(words: str, text: str, *, part: Any = "answer", paragraph: int = 0) -> Place:
    """Return where words stand in a text."""
    start = text.index(words)
    return Place(part=part, paragraph=paragraph, start=start, end=start + len(words))


def entry(
    identifier: str,
    question: str = "Hoe staat het met de brug?",
    answer: str | tuple[Paragraph, ...] | None = None,
    **given: Any,
) -> Entry:
    """Return a question of the bridges letter; every field can be given."""
    said = paragraphs(answer, start=12) if isinstance(answer, str) else (answer or ())
    document, key = identifier.split("/")
    number = int(key) if key.isdigit() else None
    fields: dict[str, Any] = {
        "id": identifier,
        "key": key,
        "anchor": anchor(identifier),
        "document": document,
        "answer_document": document if answer is not None else None,
        "meeting": BRIDGES,
        "number": number,
        "numbers": () if number is None else (number,),
        "ordinal": number or 1,
        "factions": ("noord",),
        "attribution": "heading",
        "question": paragraphs(question, start=10),
        "answer": said,
        "answer_date": None if answer is None else "2024-03-05",
        "answered_by": () if answer is None else (MINISTER,),
        "asked_date": "2024-02-20",
        "status": StatusEvidence(status="pending" if answer is None else "answered"),
        "topics": ("bruggen",),
        "question_lines": (9, 10),
        "answer_lines": None if answer is None else (11, 12),
        "added": "2024-03-06",
    }
    return Entry(**{**fields, **given})


def letter_entries() -> tuple[Entry, ...]:
    """Return the questions of one letter: one for each thing that can be said of an answer."""
    one = f"{LETTER}/1"
    partial = "De brug is in 2025 klaar. Over de beveiliging doe ik geen uitspraken in het openbaar."
    promise = (
        "Ik stuur uw Kamer uiterlijk eind maart een overzicht van alle bruggen (Kamerstuk 12 345, nr. 6)."
    )
    chain = "Zie het antwoord op vraag 3."
    pointer = "Zie het antwoord op vraag 1 en vraag 99."
    return (
        entry(
            one,
            "Wat kost de brug over de Aa, en is de Bruggenwet (BW) van toepassing?",
            "De brug kost vier miljoen euro. De BW geldt niet.",
            subheading="Kosten",
            also_answers=(f"{LETTER}/2",),
            referred_by=(f"{LETTER}/3",),
            related=(RelatedQuestion(question=f"{TWO_LISTS}/x-1", score=0.8),),
            footnotes=(
                Footnote(
                    mark="1",
                    text="Zie https://example.org/brug_(2024).",
                    part="answer",
                    paragraph=0,
                    offset=31,
                ),
                Footnote(mark="*", text="Raming van het bureau.", part="question", paragraph=0, offset=27),
            ),
            citations=(
                Citation(
                    kind="url",
                    id="https://example.org/brug_(2024)",
                    text="https://example.org/brug_(2024)",
                    place=Place(part="footnote", paragraph=0, start=4, end=35),
                ),
            ),
        ),
        entry(
            f"{LETTER}/2",
            answer=partial,
            factions=("noord", "zuid"),
            status=StatusEvidence(
                status="partial",
                sentence=partial[26:],
                place=place_of(partial[26:], partial),
                reason="no-public-statement",
            ),
        ),
        entry(
            f"{LETTER}/3",
            answer=pointer,
            status=StatusEvidence(status="reference", sentence=pointer, place=place_of(pointer, pointer)),
            references=(
                AnswerReference(number=1, text="vraag 1", target=one, place=place_of("1", pointer)),
                AnswerReference(number=99, text="vraag 99", target=None, place=place_of("99", pointer)),
            ),
        ),
        entry(
            f"{LETTER}/4",
            answer=chain,
            factions=("zuid",),
            status=StatusEvidence(status="reference", sentence=chain, place=place_of(chain, chain)),
            references=(
                AnswerReference(number=3, text=chain, target=f"{LETTER}/3", place=place_of("3", chain)),
            ),
        ),
        entry(
            f"{LETTER}/5",
            answer="Vanwege de veiligheid kan ik hierop niet ingaan.",
            factions=("zuid",),
            status=StatusEvidence(
                status="declined",
                sentence="Vanwege de veiligheid kan ik hierop niet ingaan.",
                place=Place(part="answer", paragraph=0, start=0, end=48),
                reason="operational-security",
            ),
            doubts=(Doubt(code="label", text="Het nummer stond er twee keer."),),
        ),
        entry(
            f"{LETTER}/6",
            answer=promise,
            factions=("zuid",),
            attribution="named",
            status=StatusEvidence(
                status="deferred",
                sentence=promise,
                place=place_of(promise, promise),
                deferred_to="het overzicht",
            ),
            commitments=(
                Commitment(
                    id=f"{LETTER}/6--t1",
                    question=f"{LETTER}/6",
                    text=promise,
                    place=place_of(promise, promise),
                    due="2024-03-31",
                    due_text="uiterlijk eind maart",
                    state="kept",
                    state_document=TWO_LISTS,
                    state_note="Het overzicht kwam op tijd.",
                ),
            ),
            citations=(
                Citation(
                    kind="kamerstuk",
                    id="12345-6",
                    text="Kamerstuk 12 345, nr. 6",
                    url="https://zoek.officielebekendmakingen.nl/kst-12345-6.html",
                    place=place_of("Kamerstuk 12 345, nr. 6", promise),
                ),
            ),
        ),
        entry(
            f"{LETTER}/7",
            answer="Een lang antwoord. " * 60,
            numbers=(7, 8),
            aliases=(f"{LETTER}/8",),
            attribution="inferred",
            attribution_evidence="5, 9",
            factions=("zuid",),
            earlier_answers=(
                EarlierAnswer(
                    document=LETTER,
                    date="2024-03-01",
                    paragraphs=paragraphs("Een eerder antwoord."),
                    lines=(12, 12),
                    answered_by=(MINISTER,),
                ),
            ),
        ),
        entry(
            f"{LETTER}/9",
            answer="Zoals bij vraag 7 staat, en voorts het volgende.",
            factions=(),
            attribution="unknown",
            references=(
                AnswerReference(
                    number=7,
                    text="vraag 7",
                    target=f"{LETTER}/7",
                    place=Place(part="answer", paragraph=0, start=16, end=17),
                ),
            ),
            commitments=(
                Commitment(
                    id=f"{LETTER}/9--t1",
                    question=f"{LETTER}/9",
                    text="en voorts het volgende.",
                    place=Place(part="answer", paragraph=0, start=25, end=48),
                ),
            ),
        ),
    )


def other_entries() -> tuple[Entry, ...]:
    """Return open questions, a list with sections, and questions by members."""
    tables = (
        Paragraph(text="De bedragen zijn:", lines=(12, 12)),
        Paragraph(
            text="Jaar | Euro", lines=(13, 14), kind="table", rows=(("Jaar", "Euro"), ("2024", "4 mln."))
        ),
        Paragraph(text="Toelichting", lines=(15, 15), kind="heading"),
        Paragraph(text="a. voor de brug;", lines=(16, 16), kind="item"),
        Paragraph(text="b. voor de sluis.", lines=(17, 17), kind="item"),
    )
    return (
        entry(f"{LISTED}/noord-1", number=None, numbers=(), ordinal=1, meeting=BRIDGES),
        entry(
            f"{LISTED}/zuid-1",
            number=None,
            numbers=(),
            factions=("zuid",),
            continued_as=(f"{LETTER}/4", f"{LETTER}/5"),
        ),
        entry(
            f"{LISTED}/zuid-2",
            number=None,
            numbers=(),
            ordinal=2,
            factions=("zuid",),
            postponement=Postponement(
                document=AGENDA, date="2024-02-28", text="Het antwoord volgt voor 1 mei."
            ),
            printings=(Printing(document=LETTER, number=9, text="Zelfde vraag", lines=(19, 20)),),
        ),
        entry(
            f"{TWO_LISTS}/x-1",
            "Wat is het bedrag in de begroting?",
            "Zie de tabel.",
            meeting=BUDGET,
            section="X",
            number=1,
            numbers=(1,),
            factions=(),
            attribution="unknown",
            answer_date="2023-06-01",
            answered_by=(MINISTER, SECRETARY),
            asked_date="2023-05-20",
        ),
        entry(
            f"{TWO_LISTS}/k-1",
            "Wat is het bedrag in het fonds?",
            meeting=BUDGET,
            section="K",
            number=1,
            numbers=(1,),
            factions=("zuid",),
            attribution="named",
            answer=tables,
            answer_document=TWO_LISTS,
            answer_date="2023-06-01",
            answered_by=(MINISTER, SECRETARY),
            answer_lines=(12, 17),
            status=StatusEvidence(status="answered"),
            asked_date="2023-05-20",
        ),
        entry(
            f"{MEMBERS}/1",
            "Kent u het bericht over de sluis?",
            "Ja.",
            meeting=LOCK,
            members=("Jansen", "De Boer"),
            factions=("noord", "zuid"),
            asked_date=None,
            topics=("sluizen", "bruggen"),
            answer_date="2024-04-20",
        ),
    )


def document(identifier: str, title: str, date: str | None, meeting: str, **given: Any) -> DocumentNode:
    """Return a document of twenty lines with its record."""
    record_fields: dict[str, Any] = given.pop("record", {})
    lines = record_fields.pop("lines", 20)
    record = Document(
        **{
            "id": identifier,
            "kind": "answers",
            "procedure": "schriftelijk overleg",
            "source": Source(
                file=f"{identifier}.txt", sha256="ab" * 32, format="txt", bytes=4200, lines=lines
            ),
            "added": "2024-03-06",
            "reader": "1",
            "facts": Facts(reference="ZAAK-1", dossiers=("12345", "99999")),
            "account": (LineRun(name="letterhead", lines=(1, 8)), LineRun(name="question", lines=(9, lines))),
            **record_fields,
        }
    )
    return DocumentNode(
        **{
            "id": identifier,
            "record": record,
            "title": title,
            "date": date,
            "chamber": "Tweede Kamer",
            "committee": "vaste commissie voor Zaken",
            "url": None,
            "signatories": (MINISTER,),
            "meeting": meeting,
            **given,
        }
    )


def sample_archive(rewrite: Callable[[Entry], Entry] | None = None, **given: Any) -> Archive:
    """Return the archive; ``rewrite`` changes every question on its way in, ``given`` replaces whole fields."""
    entries = (*letter_entries(), *other_entries())
    if rewrite:
        entries = tuple(map(rewrite, entries))
    questions = {one.id: one for one in entries}
    fields: dict[str, Any] = {
        "documents": _documents(questions),
        "meetings": _meetings(questions),
        "questions": questions,
        "factions": _factions(questions),
        "topics": _topics(questions),
        "dossiers": {"12345": Dossier(id="12345", cited=(("12345-6", f"{LETTER}/6"),))},
        "glossary": {
            "BW": GlossaryTerm(
                term="BW",
                expansions=(("Bruggenwet", f"{LETTER}/1"), ("Binnenwater", LISTED)),
                explanation="Een wet over bruggen.",
            )
        },
        "redirects": (
            Redirect(id=f"{LETTER}/10", target=f"{LETTER}/9", reason="Hetzelfde als vraag 9."),
            Redirect(id=f"{LETTER}/11", target=None, reason="Op verzoek weggehaald."),
        ),
        "former_meetings": {"2024-oude-raad": (f"{MEMBERS}/1",)},
        "problems": (Problem(severity="warning", file="x.yaml", message="een punt"),),
    }
    return Archive(**{**fields, **given})


def empty_archive() -> Archive:
    """Return an archive just begun."""
    return Archive(documents={}, meetings={}, questions={}, factions={}, topics={})


def _documents(questions: Mapping[str, Entry]) -> dict[str, DocumentNode]:
    def asks(identifier: str) -> tuple[str, ...]:
        return tuple(one.id for one in questions.values() if one.document == identifier)

    def answers(identifier: str) -> tuple[str, ...]:
        return tuple(one.id for one in questions.values() if one.answer_document == identifier)

    nodes = (
        document(
            MEMBERS,
            "Kamervragen over de sluis",
            "2024-04-02",
            LOCK,
            asks=asks(MEMBERS),
            answers=answers(MEMBERS),
        ),
        document(
            LETTER,
            "Antwoorden over de Bruggenraad",
            "2024-03-05",
            BRIDGES,
            url="https://www.tweedekamer.nl/kamerstukken/detail?id=2024D1",
            identifiers=("kst-12345-6",),
            asks=asks(LETTER),
            answers=answers(LETTER),
            record={
                "claims": (Claim(text="9 vragen", lines=(3, 3), subject="questions", stated=9, found=8),),
                "doubts": (Doubt(code="twice", text="De tekst staat er twee keer in.", lines=(15, 20)),),
                "corrections": (("brgu", "brug", "Tikfout in het origineel."),),
                "account": (
                    LineRun(name="letterhead", lines=(1, 8)),
                    LineRun(name="question", lines=(9, 14)),
                    LineRun(name="copy", lines=(15, 18)),
                    LineRun(name="unknown", lines=(19, 20)),
                ),
            },
        ),
        document(
            LISTED,
            "Vragen over de Bruggenraad",
            "2024-02-20",
            BRIDGES,
            asks=asks(LISTED),
            record={"kind": "questions", "procedure": "schriftelijk overleg"},
        ),
        document(
            AGENDA, "Agenda van de Bruggenraad", None, BRIDGES, record={"kind": "agenda"}, replaced_by=LETTER
        ),
        document(
            TWO_LISTS,
            "Antwoorden over de begroting",
            "2023-06-01",
            BUDGET,
            asks=asks(TWO_LISTS),
            answers=answers(TWO_LISTS),
            replaces=AGENDA,
            record={
                "procedure": "lijst van vragen",
                "sections": (
                    Section(key="X", title="Begroting (X)", lines=(9, 9)),
                    Section(key="K", title="Fonds (K)", lines=(15, 15)),
                ),
            },
        ),
    )
    return {node.id: node for node in nodes}


def _meetings(questions: Mapping[str, Entry]) -> dict[str, MeetingNode]:
    def of(meeting: str) -> tuple[str, ...]:
        return tuple(one.id for one in questions.values() if one.meeting == meeting)

    def asked(document_id: str, faction: str | None, section: str | None = None) -> tuple[str, ...]:
        return tuple(
            one.id
            for one in questions.values()
            if one.document == document_id
            and one.section == section
            and (one.factions[:1] or (None,))[0] == faction
        )

    def part(document_id: str, faction: str | None, **given: Any) -> FactionContribution:
        section = given.get("section")
        name = faction.title() if faction else None
        heading = f"Vragen van {name}" if name else None
        fields: dict[str, Any] = {
            "heading": heading,
            "questions": asked(document_id, faction, section),
            **given,
        }
        return FactionContribution(faction=faction, name=name, document=document_id, **fields)

    bridges = MeetingNode(
        meeting=Meeting(
            id=BRIDGES, name="Bruggenraad", days=("2024-03-07", "2024-03-08"), chamber="Tweede Kamer"
        ),
        registered=True,
        documents=(AGENDA, LISTED, LETTER),
        contributions=(
            part(LISTED, "noord", introduction=paragraphs("Noord las de stukken.")),
            part(LISTED, "zuid", introduction=paragraphs("Een lange inleiding. " * 40)),
            part(LISTED, "west", introduction=paragraphs("West heeft geen vragen."), joins=("Zuid",)),
            part(
                LETTER,
                "noord",
                context=((f"{LETTER}/1", Paragraph(text="Noord merkt iets op.", lines=(13, 13))),),
            ),
            part(LETTER, "zuid"),
        ),
        questions=of(BRIDGES),
        date="2024-03-07",
    )
    budget = MeetingNode(
        meeting=Meeting(
            id=BUDGET, name="Begroting Zaken 2023", kind="budget", year=2023, description="Het hele jaar."
        ),
        registered=False,
        documents=(TWO_LISTS,),
        contributions=(
            FactionContribution(
                faction=None, name=None, document=TWO_LISTS, section="X", questions=(f"{TWO_LISTS}/x-1",)
            ),
            FactionContribution(
                faction="zuid", name="Zuid", document=TWO_LISTS, section="K", questions=(f"{TWO_LISTS}/k-1",)
            ),
        ),
        questions=of(BUDGET),
        date="2023",
    )
    lock = MeetingNode(
        meeting=Meeting(id=LOCK, name="Kamervragen over de sluis", kind="kamervragen", days=("2024-04-02",)),
        registered=True,
        documents=(MEMBERS,),
        contributions=(part(MEMBERS, "noord", heading=None),),
        questions=of(LOCK),
        date="2024-04-02",
    )
    return {node.meeting.id: node for node in (lock, bridges, budget)}


def _factions(questions: Mapping[str, Entry]) -> dict[str, FactionNode]:
    registered = (
        Faction(
            id="noord",
            name="Noord",
            full_name="Partij van het Noorden",
            aliases=("PvN",),
            colour="#00aa44",
            chambers=("Tweede Kamer",),
            since="2012",
            successors=("zuid", "weg"),
        ),
        Faction(
            id="zuid", name="Zuid", colour="red; } body { display: none", note="Met kleur die geen kleur is."
        ),
        Faction(id="west", name="West"),
        Faction(id="oost", name="Oost", note="Stelde nooit iets."),
    )
    return {
        faction.id: FactionNode(
            faction=faction,
            registered=faction.id != "west",
            questions=tuple(one.id for one in questions.values() if faction.id in one.factions),
            silent=(BRIDGES,) if faction.id == "west" else (),
        )
        for faction in registered
    }


def _topics(questions: Mapping[str, Entry]) -> dict[str, TopicNode]:
    topics = (
        Topic(id="bruggen", name="Bruggen", about="vaste en beweegbare bruggen"),
        Topic(id="sluizen", name="Sluizen en stuwen", about="sluizen"),
        Topic(id="tunnels", name="Tunnels", about="wegen onder water"),
    )
    return {
        topic.id: TopicNode(
            topic=topic, questions=tuple(one.id for one in questions.values() if topic.id in one.topics)
        )
        for topic in topics
    }


LINES: tuple[str, ...] = (
    "> Retouradres Postbus 20701 2500 ES Den Haag",
    "Datum 5 maart 2024",
    "Aantal vragen: 9",
    "Plein 4",
    "Contactpersoon",
    "mw. A. Ambtenaar",
    "T 070 426 64 26",
    "",
    "Vraag 1",
    "Wat kost de brug over de Aa?  (raming)",
    "Antwoord",
    "\tDe brug kost vier miljoen euro.",
    *(f"Regel {number}" for number in range(13, 21)),
)


def read_lines(document_id: str) -> tuple[str, ...]:
    """Return the lines of any document of the sample."""
    return LINES
