"""Does a paragraph ask something? Directly (a question mark) or indirectly ("Deze leden vragen hoe …")."""

from __future__ import annotations

import re
from typing import NamedTuple

#: "van de SGP", "van de fracties van CDA en PVV", "Partij voor de Dieren", "Den Haan", "-Nanninga": what
#: may stand between "leden" or "fractie" and the verb.
_NAME = (
    r"(?-i:(?:\s+van)?(?:\s+(?:de|het))?(?:\s+(?:fracties?|groep|Groep)(?:\s+van(?:\s+de)?)?)?"
    r"[\s-]+[A-Z0-9À-Þ][\w’'/-]*(?:(?:,\s*(?:en\s+)?|\s+(?:en|voor|van|de|der)\s+|\s)"
    r"(?:de\s+|van\s+de\s+|(?:de\s+leden|het\s+lid)\s+van\s+de\s+)?[A-Z0-9À-Þ][\w’'/-]*)*"
    r"(?:-?\s?fractie)?)?"
)
_WHO = (
    rf"(?:(?:leden|lid|fractie|fracties|fractieleden|groep){_NAME}|zij|ze|men|wij"
    rf"|(?-i:[A-Z][\w’'-]*-\s?(?:fractie|leden)))"
)
_ADVERB = (
    r"(?:zich|ook|verder|daarnaast|tevens|voorts|tot slot|ten slotte|daarbij|hierbij|dan|dan ook|wel"
    r"|nog|in dit verband|in dat verband|in dat kader|in dit kader|"
    r"hierover|daarover|aanvullend|nader|eveneens|bovendien|graag|expliciet|specifiek|nogmaals"
    r"|allereerst|hiernaast"
    r"|vervolgens|bijvoorbeeld|echter|daarom|concreet|met name|vooral|wat dat betreft)"
)
_ASKED = (
    r"(?:aan|af|de\s|het\s|haar|hem|hen|u\b|uw|of\b|hoe|wat|wie\b|welke?|waar\w*|wanneer|waarom|in "
    r"hoeverre|hoeveel|om\b|naar\b|aandacht|dit\b|deze?\b|met\b|op\b|over\b|bij\b|dat\b|een (?:reactie"
    r"|nadere|toelichting|update|overzicht|appreciatie))"
)


class AskingRule(NamedTuple):
    """One way of asking, with sentences that are and are not written in it."""

    name: str
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    rejects: tuple[str, ...] = ()


#: The first row is tried on a whole paragraph, the others on its sentences.
ASKING: tuple[AskingRule, ...] = (
    AskingRule(
        "question mark",
        re.compile(r"\?"),
        ("Deelt de minister deze analyse?",),
        ("Deze leden hebben enkele vragen.",),
    ),
    AskingRule(
        "members ask",
        re.compile(
            rf"\b{_WHO}\b(?:\s+{_ADVERB})*\s+(?:en\s+)?(?:vragen|vraagt|verzoeken|verzoekt"
            rf"|vroegen)\b(?:,)?(?:\s+{_ADVERB},?)*\s+{_ASKED}",
            re.IGNORECASE,
        ),
        (
            "De leden van de CDA-fractie vragen de minister om expliciet in te gaan op de wachtlijsten.",
            "Zij vragen hoe dit zich verhoudt tot de berekeningswijze.",
            "Deze leden vragen in dit verband wat de stand van zaken is.",
        ),
        (
            "Deze leden hebben hierover nog enkele vragen.",
            "De leden van de X-fractie hebben de volgende vragen en opmerkingen.",
        ),
    ),
    AskingRule(
        "members read and ask",
        re.compile(
            rf"\b(?:leden|lid|fractie)\b[^.?!;]{{1,200}}\ben\s+(?:{_ADVERB}\s+)*(?:vraagt|vragen|verzoekt"
            rf"|verzoeken)(?:\s+{_ADVERB})*\s+{_ASKED}",
            re.IGNORECASE,
        ),
        (
            "Het lid van de Volt-fractie heeft de stukken gelezen en vraagt de minister of zij het steunt.",
            "De leden van de SP-fractie onderschrijven het voorstel en vragen of gemeenten meedoen.",
        ),
        (
            "De leden van de SP-fractie danken voor de antwoorden en vragen geen uitstel.",
            "Deze leden lezen over inwoners en vragen van burgers.",
        ),
    ),
    AskingRule(
        "ask, then members",
        re.compile(
            rf"\b(?:vragen|vraagt|verzoeken|verzoekt)\b(?:\s+{_ADVERB})*\s+(?:(?:de|het|deze|genoemde"
            rf"|die|dezelfde|voornoemde)\s+)?(?:aan het woord zijnde\s+|hier aan het woord "
            rf"zijnde\s+)?{_WHO}\b",
            re.IGNORECASE,
        ),
        (
            "Voorts vragen de leden van de SP-fractie welke stappen Nederland zet.",
            "Ook vragen zij of dit geldt.",
            "Hierover vraagt het lid van de fractie om opheldering.",
        ),
        ("Deze leden hebben vragen.",),
    ),
    AskingRule(
        "would like to hear",
        re.compile(
            rf"\b(?:{_WHO}\b.{{0,60}}?\b(?:horen|vernemen|weten|ontvangen|zien|krijgen|willen|wensen"
            rf"|hoort|verneemt|wil|ontvangt|ziet)\b.{{0,40}}?\bgraag\b"
            rf"|(?:[Gg]raag)\s+(?:horen|vernemen|zien|ontvangen|willen|weten|hadden"
            rf"|krijgen)\s+(?:(?:de|deze|zij|genoemde|het)\b))",
            re.IGNORECASE,
        ),
        (
            "De leden vernemen graag van de minister wat de inzet is.",
            "Graag horen deze leden hoe dit wordt gedaan.",
            "Deze leden horen in dit verband graag op welke wijze",
            "Zij vernemen graag wanneer het voorstel komt.",
        ),
        ("De leden zien de stukken met belangstelling.",),
    ),
    AskingRule(
        "would like to know",
        re.compile(
            rf"\b{_WHO}\b.{{0,60}}?\b(?:willen|wil|zouden|zou|wensen|wenst)\b.{{0,30}}?\b(?:weten"
            rf"|vernemen|horen|geïnformeerd worden|vragen)\b",
            re.IGNORECASE,
        ),
        (
            "De leden van de Volt-fractie willen graag weten hoe het verdergaat.",
            "Zij zouden willen weten of dit klopt.",
        ),
    ),
    AskingRule(
        "wish to be informed",
        re.compile(
            rf"\b(?:{_WHO}\b.{{0,40}}?\bwensen|wensen\s+(?:zij|deze leden|de leden|ook "
            rf"zij))\b.{{0,60}}?\b(?:geïnformeerd|informatie|te worden)\b",
            re.IGNORECASE,
        ),
        ("Daarbij wensen zij ook geïnformeerd te worden over de planning.",),
    ),
    AskingRule(
        "are curious",
        re.compile(
            rf"\b(?:{_WHO}\b.{{0,80}}?\b(?:zijn|is)\b(?:\s+\w+){{0,6}}?\s+(?:benieuwd|nieuwsgierig)"
            rf"|(?:benieuwd|nieuwsgierig)\b.{{0,20}}?\b(?:zijn|is|naar|of|hoe|wat|op))",
            re.IGNORECASE,
        ),
        (
            "Bovendien zijn de leden van de Volt-fractie benieuwd naar de invulling.",
            "Zij zijn benieuwd of dit lukt.",
        ),
    ),
    AskingRule(
        "ask for",
        re.compile(
            r"\b(?:verzoek(?:en|t)?|vragen)\b[^.]{0,80}\b(?:om een (?:reactie|toelichting|duiding"
            r"|appreciatie|overzicht|update|stand van zaken)|toe te lichten|in te gaan op|te "
            r"bevestigen|te reflecteren|aan te geven|uiteen te zetten)\b",
            re.IGNORECASE,
        ),
        ("Zij verzoeken de minister dit toe te lichten.",),
    ),
)

_NO_QUESTION = re.compile(
    r"\b(?:zien|ziet)\b[^.]{0,60}\baf van\b|\bhebben\b[^.?]{0,80}\b(?:geen|nog|enkele|de volgende|een "
    r"aantal|diverse)\b[^.?]{0,40}\bvragen\b[^.?]{0,40}[.:]?$",
    re.IGNORECASE,
)
#: How a question opens in a numbered list; it may lack its question mark.
_OPENS = re.compile(
    r"^[“\"‘'«(]*(?:Graag|Gaarne|Kunt?|Kan|Bent|Ben|Is|Zijn|Was|Waren|Heeft|Hebt|Hebben|Had|Hoe\w*|Wat|Welke?"
    r"|Waar\w*|Wanneer|Wie|Wiens|Deelt|Klopt|Acht|Vindt|Onderschrijft|Herkent|Erkent|Wilt?|Zou\w*|Gaat|"
    r"Ziet|Weet|Kent|Herinnert|Geldt|Wordt|Worden|Komt|Staat|Doet|Houdt|Streeft|Zullen|Zal|Bestaat"
    r"|Moet|Mag|Op welke|In hoeverre|Tot welke?|Aan welke|Met welke|Voor welke|Door wie|Vanaf wanneer"
    r"|Sinds wanneer|Tegen welke|Om welke|Uit welke|Over welke)\b"
)
_MEMBERS = re.compile(
    r"\b(?:(?:leden|lid|fractieleden)\s+van\s+de\b|[Dd]eze leden\b|[Gg]enoemde leden\b|aan het woord "
    r"zijnde leden|\bfractie(?:leden)?\b[^.]{0,40}\b(?:vraagt|vragen|merk\w+ op|lezen|leest"
    r"|constate\w+|vindt|vinden)\b)"
)


def asks(text: str) -> bool:
    """Return whether a paragraph asks something, directly or indirectly."""
    if "?" in text:
        return True
    sentences = re.split(r"(?<=[.;])\s+", text)
    return any(
        any(rule.pattern.search(s) for rule in ASKING[1:]) and not _NO_QUESTION.search(s) for s in sentences
    )


def opens_question(text: str) -> bool:
    """Return whether a numbered paragraph can be a question: it asks, opens like one, or announces parts."""
    return asks(text) or bool(_OPENS.match(text)) or text.rstrip().endswith(":")


def speaks_for_members(text: str) -> bool:
    """Return whether a paragraph is in the voice of members of parliament, not of a minister."""
    return bool(_MEMBERS.search(text[:300]))
