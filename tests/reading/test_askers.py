"""Who asks, in every spelling of a faction, a group or a member; and that such a sentence asks at all."""

from __future__ import annotations

import pytest

from generator.reading.asking import asks
from generator.reading.factions import faction_names, heading_factions, member_askers, named_asker
from generator.registers import FactionRegister
from tests.reading.expectation import faction_register


@pytest.fixture(scope="module")
def register() -> FactionRegister:
    return faction_register()


#: Sentence, ids of the factions that ask.
SENTENCES: list[tuple[object, ...]] = [
    ("De leden van de VVD-fractie vragen of dit klopt.", ["vvd"]),
    ("Het lid van de Volt-fractie vraagt hoe dit zit.", ["volt"]),
    ("De leden van de GroenLinks-PvdA-fractie vragen of dit klopt.", ["groenlinks-pvda"]),
    ("De leden van de GroenLinks-PvdA fractie vragen of dit klopt.", ["groenlinks-pvda"]),
    ("De leden van de PVV -fractie vragen of dit klopt.", ["pvv"]),
    ("De VVD-fractie vraagt of dit klopt.", ["vvd"]),
    ("De fractieleden van de PVV vragen of dit klopt.", ["pvv"]),
    ("De leden van de D66‑fractie vragen of dit klopt.", ["d66"]),
    ("De leden van de fractie van de SGP vragen of dit klopt.", ["sgp"]),
    ("De leden van de fractie van GL-PvdA vragen of dit klopt.", ["groenlinks-pvda"]),
    ("De leden van de fractie van de Partij voor de Dieren vragen of dit klopt.", ["pvdd"]),
    ("De leden van de Partij voor de Dieren-fractie vragen of dit klopt.", ["pvdd"]),
    ("De leden van de Groep Van Haga vragen of dit klopt.", ["groep-van-haga"]),
    ("Het lid van de fractie Den Haan vraagt of dit klopt.", ["fractie-den-haan"]),
    ("De leden van de fractie-Nanninga vragen of dit klopt.", ["fractie-nanninga"]),
    ("De leden van de Fractie-Visseren-Hamakers vragen of dit klopt.", ["fractie-visseren-hamakers"]),
    ("De leden van Groep-Kuzu/Öztürk vragen of dit klopt.", ["groep-kuzu-ozturk"]),
    ("De leden van de Nieuw Sociaal Contract-fractie vragen of dit klopt.", ["nsc"]),
    ("De leden van JA21 vragen of dit klopt.", ["ja21"]),
    ("De VVD-leden vragen of dit klopt.", ["vvd"]),
    (
        "De leden van de fractie van D66 en het lid van de fractie van Volt vragen of dit klopt.",
        ["d66", "volt"],
    ),
    ("Het lid Omtzigt vraagt of dit klopt.", ["lid-omtzigt"]),
    ("Het lid Den Haan vraagt of dit klopt.", ["fractie-den-haan"]),
    ("Het lid Van Kooten-Arissen vraagt of dit klopt.", ["lid-van-kooten-arissen"]),
    ("De leden van de VVD-fractie en de JA21-fractie vragen of dit klopt.", ["vvd", "ja21"]),
    (
        "De leden van de CDA-fractie, de Partij voor de Dieren-fractie en het lid van de Volt-fractie vragen of dit klopt.",
        ["cda", "pvdd", "volt"],
    ),
    ("De leden van de VVD- en CDA-fractie vragen of dit klopt.", ["vvd", "cda"]),
    ("De leden van de PVV- en BBB-fracties vragen of dit klopt.", ["pvv", "bbb"]),
    (
        "De leden van de fracties van CDA, SP en ChristenUnie vragen of dit klopt.",
        ["cda", "sp", "christenunie"],
    ),
    ("De leden van de fracties van GroenLinks en de PvdA vragen of dit klopt.", ["groenlinks", "pvda"]),
    ("Voorts vragen de leden van de fractie van de BBB of dit klopt.", ["bbb"]),
    ("Kan de minister, zo vragen de leden van de SP-fractie, dit toelichten?", ["sp"]),
    ("Hoe kijkt de minister naar het voorstel van de leden van de SP-fractie?", []),
    ("Kent de minister de vragen van de leden van de SP-fractie?", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_sentence_names_the_factions_that_ask(
    sentence: str, expected: list[str], register: FactionRegister
) -> None:
    found = named_asker(sentence, faction_names(register))
    assert _ids(found.factions if found else (), register) == expected


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in SENTENCES])
def test_sentence_asks(sentence: str) -> None:
    assert asks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "De leden van de VVD-fractie hebben hierover nog enkele vragen.",
        "De leden van de fractie van de SGP danken de minister voor de antwoorden op de vragen.",
        "De leden van de SP-fractie zien af van het stellen van vragen.",
        "Zij hebben op dit moment geen vragen.",
        "Deze leden zien de beantwoording van hun vragen met belangstelling tegemoet.",
        "Deze leden roepen de minister op haast te maken.",
        "De leden van de CDA-fractie sluiten zich aan bij de vragen van de leden van de SGP-fractie.",
    ],
)
def test_sentence_asks_nothing(sentence: str) -> None:
    assert not asks(sentence)


#: Heading, ids of its factions.
HEADINGS: list[tuple[object, ...]] = [
    ("Vragen en opmerkingen van de leden van de GroenLinks-PvdA fractie", ["groenlinks-pvda"]),
    ("Vragen en opmerkingen van de leden van de CU-fractie", ["christenunie"]),
    ("Vragen en opmerkingen van de leden van de PVV -fractie", ["pvv"]),
    ("Vragen en opmerkingen van de leden van de D66‑fractie", ["d66"]),
    ("Vragen en opmerkingen van de CDA-fractie", ["cda"]),
    ("Vragen en opmerkingen van de fractieleden van de PVV", ["pvv"]),
    ("Vragen en opmerkingen van de leden van de fractie van de Partij voor de Dieren", ["pvdd"]),
    ("Vragen en opmerkingen van de leden van de Partij voor de Dieren-fractie", ["pvdd"]),
    ("Vragen en opmerkingen van het lid van de fractie Den Haan", ["fractie-den-haan"]),
    ("Vragen en opmerkingen van het lid Omtzigt", ["lid-omtzigt"]),
    ("Vragen en opmerkingen van het lid Van Haga", ["lid-van-haga"]),
    ("Vragen en opmerkingen van de leden van de Groep Van Haga", ["groep-van-haga"]),
    ("Vragen en opmerkingen van de Groep Markuszower", ["groep-markuszower"]),
    ("Inbreng van de leden van de BBB-fractie", ["bbb"]),
    ("Vragen en opmerkingen van de leden van de VVD-fractie en reactie van de bewindspersonen", ["vvd"]),
    ("Vragen en opmerkingen van de leden van de SGP-fractie en antwoord van de minister", ["sgp"]),
    (
        "Vragen en opmerkingen van de leden van de fracties van CDA, SP en ChristenUnie",
        ["cda", "sp", "christenunie"],
    ),
    ("Vragen en opmerkingen van de leden van de VVD- en de CDA-fractie", ["vvd", "cda"]),
    ("Vragen en opmerkingen van de leden van de PVV-fractie en het lid van de FVD-fractie", ["pvv", "fvd"]),
]


@pytest.mark.parametrize(("heading", "expected"), HEADINGS)
def test_heading_names_its_factions(heading: str, expected: list[str], register: FactionRegister) -> None:
    assert _ids(heading_factions(heading), register) == expected


#: Text, ids of the factions, members.
MEMBERS = [
    ("Vragen van het lid Dassen (Volt) aan de minister van Financiën", ["volt"], ["Dassen"]),
    ("Vragen van de leden Kops en Wilders (beiden PVV) aan de minister", ["pvv"], ["Kops", "Wilders"]),
    ("Vragen van de leden Patijn(beiden GroenLinks-PvdA) aan de minister", ["groenlinks-pvda"], ["Patijn"]),
    ("Vragen van het lid Welzijn (Nieuw Sociaal Contract) over de bouw", ["nsc"], ["Welzijn"]),
    (
        "Vragen van de leden lid Inge van Dijk (CDA), Ceder (ChristenUnie) aan",
        ["cda", "christenunie"],
        ["Inge van Dijk", "Ceder"],
    ),
    (
        "Vragen van de leden Beckerman (SP), Bushoff , Kröger (beiden GroenLinks-PvdA) aan",
        ["sp", "groenlinks-pvda"],
        ["Beckerman", "Bushoff", "Kröger"],
    ),
    (
        "Vragen van de leden El Abassi, Ergin en Van Baarle (allen DENK) aan de minister",
        ["denk"],
        ["El Abassi", "Ergin", "Van Baarle"],
    ),
    ("Vragen van het lid Van Haga (Groep Van Haga) aan de minister", ["groep-van-haga"], ["Van Haga"]),
    ("Vragen van het lid Omtzigt (Lid Omtzigt) aan de minister", ["lid-omtzigt"], ["Omtzigt"]),
    ("Vragen van het lid Baudet (FVD) aan de minister", ["fvd"], ["Baudet"]),
    (
        "Vragen van het lid Dobbe (SP), mede namens het lid Dassen (Volt), aan de minister",
        ["sp", "volt"],
        ["Dobbe", "Dassen"],
    ),
    (
        "Vragen van de leden Bouchallikh (GroenLinks) en De Hoop (PvdA) aan de minister",
        ["groenlinks", "pvda"],
        ["Bouchallikh", "De Hoop"],
    ),
    (
        "Vragen van het lid Teunissen (PvdD) aan de minister over het lid Wilders (PVV)",
        ["pvdd"],
        ["Teunissen"],
    ),
]


@pytest.mark.parametrize(("text", "factions", "members"), MEMBERS)
def test_members_are_read_with_their_factions(
    text: str, factions: list[str], members: list[str], register: FactionRegister
) -> None:
    found = member_askers(text)
    assert found is not None
    assert _ids(found.factions, register) == factions
    assert list(found.members) == members


def _ids(names: tuple[str, ...], register: FactionRegister) -> list[str]:
    """Return the ids of factions; a name that the register does not know stands as it is."""
    entries = [register.find(name) for name in names]
    return [entry.id if entry else f"?{name}" for entry, name in zip(entries, names, strict=True)]
