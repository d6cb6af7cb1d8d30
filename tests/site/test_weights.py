"""Pages stay light: 400 kB of HTML for a page that holds a hundred questions in full, 100 kB for a list."""

from __future__ import annotations

import random
from functools import cache

from generator.archive.build import build_archive
from generator.archive.graph import Archive
from generator.export.jsonld import meeting_jsonld, script_text
from generator.pages import Settings, render_pages
from generator.reading.document import open_document
from generator.reading.reader import read_document
from generator.records import Sidecar
from generator.registers import Faction, FactionRegister, Registers, Topic
from generator.site.ready import ready

#: What the theme puts around a page, with room to spare.
THEME = 12_000
#: Words to make sentences of; what they say does not matter, how long they are does.
WORDS = (
    "brug sluis dijk haven weg spoor tunnel kade oever veer gemaal dam stuw pont kanaal rivier polder duin strand "
    "boezem regering kabinet minister ministerie gemeente provincie waterschap aannemer ingenieur beheerder "
    "planning uitvoering onderhoud aanbesteding vergunning financiering begroting uitgaven inkomsten veiligheid"
)
TERMS = (
    "De Raad voor Bruggen en Sluizen (RBS) en het Actieplan Vaarwegen Noord (AVN) gaan ook over",
    "Het Waterschap Oost en Noord (WON) en de Dienst voor Dijken en Gemalen (DDG) gaan ook over",
)
SHORT = ("RBS", "AVN", "WON", "DDG")
FACTIONS = ("ABC", "XYZ", "Noord", "Zuid", "Oost")


def sentence(chance: random.Random, words: int, end: str) -> str:
    return " ".join(["De", *(chance.choice(WORDS.split()) for _ in range(words)), end])


def letter(number: int, questions: int) -> str:
    """Return a letter with questions of some 90 words and answers of 150, terms, papers and references."""
    chance = random.Random(number)
    lines = [
        "De Voorzitter van de Tweede Kamer", "", "Datum", f"{number % 27 + 1} maart {2000 + number // 27}", "",
        "Betreft", f"Beantwoording schriftelijk overleg over de Bruggenraad van {number % 27 + 2} maart", "",
        "Geachte voorzitter,", "Hierbij ontvangt u de antwoorden op de vragen van de commissie.",
        "Hoogachtend,", "DE MINISTER VAN BRUGGEN", "A. de Wit", "",
    ]  # fmt: skip
    for one in range(1, questions + 1):
        if one % 20 == 1:
            faction = FACTIONS[one // 20 % len(FACTIONS)]
            lines += [f"Vragen en opmerkingen van de leden van de {faction}-fractie", ""]
        asked = " ".join(sentence(chance, 13, "nu?") for _ in range(6))
        paper = f"Ik informeer de Kamer voor de zomer. Zie Kamerstuk 36045, nr. {chance.randrange(1200)}."
        answered = " ".join(sentence(chance, 13, "goed.") for _ in range(8))
        term = f"{chance.choice(TERMS)} {' en '.join(chance.sample(SHORT, 2))}"
        before = f"Zie ook het antwoord op vraag {chance.randrange(1, one)}. " if one % 4 == 0 else ""
        lines += [f"Vraag {one}", asked, "", "Antwoord", f"{before}{term} {answered} {paper}", ""]
    return "\n".join(lines)


@cache
def archive() -> Archive:
    """Return an archive of one meeting with a hundred questions, and of many small ones."""
    factions = tuple(Faction(id=name.lower(), name=name) for name in FACTIONS)
    topics = (Topic(id="water", name="Water", about="water", words=("sluis", "dijk", "brug", "kabinet")),)
    records, sidecars = {}, {}
    for number, questions in enumerate([100, 100, *([6] * 120)]):
        name = f"{2000 + number // 27}-03-{number % 27 + 1:02}-antwoorden-{number}"
        sidecars[name] = Sidecar(meeting=f"{name[:10]}-raad-{number}", added="2024-01-01")
        records[name] = read_document(
            open_document(f"{name}.txt", letter(number, questions).encode()),
            document_id=name,
            factions=FactionRegister(factions),
            added="2024-01-01",
            sidecar=sidecars[name],
        )
    return build_archive(records, sidecars, Registers(factions=factions, topics=topics))


def test_pages_are_light() -> None:
    whole = archive()
    assert max(len(node.questions) for node in whole.meetings.values()) == 100
    assert any(len(entry.related) > 2 for entry in whole.questions.values())
    assert set(SHORT) <= set(whole.glossary)
    assert any(entry.references for entry in whole.questions.values())
    lines = ["Een regel tekst zoals die in een document staat, met een aantal woorden."] * 2000
    settings = Settings(site_url="https://example.org/kamerspiegel/", read_lines=lambda _: lines)
    kinds = set()
    for page in render_pages(whole, settings):
        kind = page.meta.get("kind", "list")
        kinds.add(kind)
        limit = 400_000 if kind in ("meeting", "document", "citing") else 100_000
        size = len(ready(page.body, page.path).html.encode()) + THEME
        if kind == "meeting":
            size += len(script_text(meeting_jsonld(whole, page.path[len("vergaderingen/") : -len(".md")])))
        assert size <= limit, f"{page.path}: {size}"
    assert {"meeting", "document", "list"} <= kinds


def test_no_list_repeats_the_whole_archive() -> None:
    """A question stands in few lines of any one list: those of its year."""
    pages = [page for page in render_pages(archive()) if page.path.startswith("onderwerpen/water/")]
    assert len(pages) > 3
