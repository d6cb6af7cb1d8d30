"""Archives to publish from: a small one in which everything occurs, and random ones."""

from __future__ import annotations

from hypothesis import strategies as st

from generator.archive.graph import (
    AnswerReference,
    Archive,
    Citation,
    Commitment,
    DocumentNode,
    Dossier,
    Entry,
    FactionNode,
    MeetingNode,
    Place,
    Redirect,
    Status,
    StatusEvidence,
    TopicNode,
)
from generator.keys import anchor
from generator.records import (
    Document,
    DocumentKind,
    Facts,
    Footnote,
    LineRun,
    Paragraph,
    Person,
    Printing,
    Source,
)
from generator.registers import Faction, Meeting, Topic

MEETING = "2026-02-11-raad"
ASKED = "2026-02-04-inbreng-raad"
ANSWERED = "2026-02-10-antwoorden-raad"
MINISTER = Person(name="R. Voorbeeld", office="minister van Defensie")
HOSTILE = (
    "<script>alert(1)</script> & ]]> \"'`*_[x](javascript:1) {{ 7*7 }} \x0b\x85\u2028 é€🚢 ```\n# kop\n- punt"
)


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text=text, lines=(i + 1, i + 1)) for i, text in enumerate(texts))


def entry(
    number: int,
    *,
    status: Status | StatusEvidence = "answered",
    question: str = "Wat kost het?",
    **more: object,
) -> Entry:
    """Return a question of the sample; ``more`` replaces what it holds."""
    key = str(number)
    identifier = f"{ASKED}/{key}"
    base = Entry(
        id=identifier,
        key=key,
        anchor=anchor(identifier),
        document=ASKED,
        meeting=MEETING,
        number=number,
        numbers=(number,),
        ordinal=number,
        factions=("d66",),
        attribution="heading",
        question=paragraphs(question),
        asked_date="2026-02-04",
        status=status if isinstance(status, StatusEvidence) else StatusEvidence(status=status),
        question_lines=(number * 10, number * 10 + 3),
        added="2026-02-05",
    )
    return Entry(**{**{name: getattr(base, name) for name in base.__struct_fields__}, **more})


def answered(number: int, text: str = "Vijf miljoen euro.", **more: object) -> Entry:
    more = {
        "answer": paragraphs(text),
        "answer_document": ANSWERED,
        "answer_date": "2026-02-10",
        "answered_by": (MINISTER,),
        "answer_lines": (number * 10 + 4, number * 10 + 6),
        **more,
    }
    return entry(number, **more)  # type: ignore[arg-type]


def document(identifier: str, kind: DocumentKind, added: str, **more: object) -> DocumentNode:
    record = Document(
        id=identifier,
        kind=kind,
        source=Source(file=f"{identifier}.txt", sha256="0" * 64, format="txt", bytes=100, lines=50),
        added=added,
        reader="1",
        facts=Facts(),
        account=(LineRun(name="unknown", lines=(1, 50)),),
    )
    base = DocumentNode(
        id=identifier,
        record=record,
        title=f"Document {identifier}",
        date=identifier[:10],
        chamber="Tweede Kamer",
        committee="vaste commissie voor Defensie",
        url="https://www.tweedekamer.nl/x?a=1&b=2",
        identifiers=("kst-36045-267",),
        signatories=(MINISTER,),
        meeting=MEETING,
    )
    return DocumentNode(**{**{name: getattr(base, name) for name in base.__struct_fields__}, **more})


def archive(*entries: Entry) -> Archive:
    """Return an archive of one meeting with these questions."""
    questions = {one.id: one for one in entries}
    ids = tuple(questions)
    papers = [(citation.id, one.id) for one in entries for citation in one.citations]
    return Archive(
        documents={
            ANSWERED: document(ANSWERED, "answers", "2026-02-12", answers=ids),
            ASKED: document(ASKED, "questions", "2026-02-05", asks=ids),
        },
        meetings={
            MEETING: MeetingNode(
                meeting=Meeting(id=MEETING, name="Raad <Defensie> & meer", days=("2026-02-11", "2026-02-12")),
                registered=True,
                documents=(ASKED, ANSWERED),
                questions=ids,
                date="2026-02-11",
            )
        },
        questions=questions,
        factions={
            "d66": FactionNode(
                faction=Faction(id="d66", name="D66"),
                registered=True,
                questions=tuple(one.id for one in entries if "d66" in one.factions),
            ),
            "vvd": FactionNode(faction=Faction(id="vvd", name="VVD"), registered=True, silent=(MEETING,)),
        },
        topics={
            "geld": TopicNode(
                topic=Topic(id="geld", name="Geld", about="Over geld"),
                questions=tuple(one.id for one in entries if "geld" in one.topics),
            )
        },
        dossiers={"36045": Dossier(id="36045", cited=tuple(papers))} if papers else {},
        redirects=(Redirect(id=f"{ASKED}/99", target=None, reason="Stond er twee keer."),),
    )


def sample() -> Archive:
    """Return an archive in which everything occurs that is published."""
    place = Place(part="answer", paragraph=0, start=0, end=4)
    promise = "Ik informeer uw Kamer, uiterlijk eind maart; zie \\ hieronder."
    commitment = Commitment(
        id=f"{ASKED}/2--t1",
        question=f"{ASKED}/2",
        text=promise,
        place=place,
        due="2026-03-31",
        due_text="eind maart",
    )
    kept = Commitment(
        id=f"{ASKED}/2--t2", question=f"{ASKED}/2", text="Ik stuur een brief.", place=place, state="kept"
    )
    paper = Citation(
        kind="kamerstuk", id="36045-267", text="36 045, nr. 267", url="https://x.nl/kst", place=place
    )
    evidence = StatusEvidence(status="reference", sentence="Zie vraag 1.")
    reference = AnswerReference(number=1, text="Zie vraag 1", target=f"{ASKED}/1", place=place)
    note = Footnote(mark="1", text="Noot", part="question")
    return archive(
        answered(1, topics=("geld",), citations=(paper,), members=("J. Jansen",)),
        answered(2, promise, commitments=(commitment, kept), topics=("geld",)),
        answered(3, "Zie vraag 1.", status=evidence, references=(reference,)),
        entry(4, status="pending", factions=(), footnotes=(note,)),
        answered(5, HOSTILE, question=HOSTILE, subheading=HOSTILE),
        entry(6, status="pending", continued_as=(f"{ASKED}/1", f"{ASKED}/2"),
              printings=(Printing(document=ANSWERED, number=6, text="Wat kost dat?", lines=(1, 2)),)),
    )  # fmt: skip


_TEXTS = st.text(min_size=0, max_size=60)
_DAYS = st.sampled_from([None, "2026", "2026-02", "2026-02-10", "2025-12-31", "9999-99-99", "morgen"])
_STATUSES: st.SearchStrategy[Status] = st.sampled_from(
    ["answered", "partial", "reference", "declined", "deferred", "pending"]
)


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    """Return archives with any text in any place."""
    entries = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        status: Status = draw(_STATUSES)
        texts = draw(st.lists(_TEXTS, min_size=1, max_size=3))
        commitment = Commitment(
            id=f"{ASKED}/{number}--t1",
            question=f"{ASKED}/{number}",
            text=draw(_TEXTS),
            place=Place(part="answer", paragraph=0, start=0, end=0),
            due=draw(_DAYS),
            due_text=draw(st.none() | _TEXTS),
        )
        entries.append(
            entry(
                number,
                status=status,
                question=draw(_TEXTS),
                answer=() if status == "pending" else paragraphs(*texts),
                answer_document=None if status == "pending" else ANSWERED,
                answer_date=draw(_DAYS),
                asked_date=draw(_DAYS),
                answered_by=(Person(name=draw(_TEXTS), office=draw(st.none() | _TEXTS)),),
                subheading=draw(st.none() | _TEXTS),
                topics=("geld",) if draw(st.booleans()) else (),
                commitments=(commitment,) if draw(st.booleans()) else (),
            )
        )
    return archive(*entries)
