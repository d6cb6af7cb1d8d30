"""The grammar: an ordered table of the lines by which documents of parliament are laid out.

Each rule has a name, a pattern and specimens that it must and must not match (``tests/reading/
test_grammar.py`` runs them all). The first rule that matches names the line. Patterns see a line
without markup, white space collapsed. Layouts and wordings: ``docs/formats.md``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.reading.numbers import NUMBER_LIST

#: The labels that start a question and those that start an answer.
QUESTION_LABELS = frozenset({"question-label", "question-label-inline"})
ANSWER_LABELS = frozenset({"answer-label", "answer-marker", "answer-label-inline"})
#: All lines that label a question or an answer.
LABELS = QUESTION_LABELS | ANSWER_LABELS | {"answer-heading"}
#: What ends a sentence in print: a stop, perhaps with quotes or brackets closing behind it.
SENTENCE_END = re.compile(r"[.?!:;][\"'”’»)]*$")
#: What may stand before a label on its line: a page counter glued to it ("3/6 Vraag 3").
_COUNTER = r"(?:\d{1,3}/\d{1,3}\s+)?"
#: The numbers of a label, perhaps with a word before each ("nr. 3", "vraag 4 en vraag 5").
_LABEL_NUMBERS = (
    rf"(?:(?i:nr\.?|nummers?)\s+)?(?P<numbers>{NUMBER_LIST}"
    rf"(?:\s*(?:,|en)\s+(?i:vra(?:ag|gen))\s+{NUMBER_LIST})*)"
)
#: What may stand behind the number: the part of a question ("2a"), a page, who asks ("Vraag 3 (VVD)").
_PAGES = (
    r"(?:\s?[a-h]\b)?(?:\s*\((?:(?:pagina|pag\.?|blz\.?|p\.)[^)]{0,40}"
    r"|(?:mede )?namens [^()]{1,160}|(?P<asker>[A-Z][^()?]{1,60}))\))?"
)
_END = r"\s*[:.]?\s*$"
_ANSWER = r"(?:Antwoord(?:en)?|ANTWOORD(?:EN)?|Reactie)"
_TO = r"(?i:(?:\s+(?:op|bij|van))?(?:\s+de)?(?:\s+(?:vraag|vragen))?)"
_QUESTION = r"(?:Vra(?:ag|gen)|VRA(?:AG|GEN))"
#: What is said starts behind the label without any mark between them.
_CAPITAL = r"(?=\s+[A-ZÀ-Þ“\"‘«])"
_ANSWERING = (
    r"(?:[Mm]inister|[Ss]taatssecretaris|[Rr]egering|[Kk]abinet|[Bb]ewindspersoon|[Bb]ewindspersonen)"
)
_ROMAN = r"(?:I{1,3}|IV|V|VI{0,3}|IX|X)"


class Rule(NamedTuple):
    """One row of the grammar; a pattern's group ``numbers`` is the label, ``rest`` what stands behind it."""

    name: str
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    rejects: tuple[str, ...] = ()


def _rule(name: str, pattern: str, matches: tuple[str, ...], rejects: tuple[str, ...] = ()) -> Rule:
    return Rule(name, re.compile(pattern), matches, rejects)


RULES: tuple[Rule, ...] = (
    _rule(
        "image",
        r"^(?:\[(?:image|bookmark):[^\]]*\]\s*)+$|^(?:!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?\s*)+$",
        ("[image: /private/var/image1.png][image: x.png]", "![](media/image1.png){width=3in}"),
        ("Zie [image: x] hierboven",),
    ),
    _rule(
        "print-furniture",
        r"^(?:ISSN \d{4}\s*-\s*\d{4}.*|(?:ah|kv|nds|kst|blg|h)-(?:[te]k-)?[\w-]*\d[\w-]*"
        r"|[’'‘]s-Gravenhage \d{4}(?:\s.*)?"
        r"|(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[-–—]\d{4}, .{0,40}|Aanhangsel\s+\d{1,3})$",
        (
            "ISSN 0921 - 7398",
            "ah-tk-20302031-1178",
            "’s-Gravenhage 2024",
            "Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 1",
            "Aanhangsel 1",
        ),
        ("Tweede Kamer der Staten-Generaal", "ah ja"),
    ),
    _rule(
        "page-counter",
        r"^(?:(?:pagina|Pagina|blz\.|Blz\.)\s*)?\d{1,3}\s*(?:/|van)\s*\d{1,3}$|^(?:Pagina|pagina)\s+\d{1,3}$",
        ("3/6", "Pagina 3 van 6", "Pagina 3"),
        ("3", "2019/2020"),
    ),
    _rule(
        "question-label",
        rf"^{_COUNTER}{_QUESTION}\s*:?\s*{_LABEL_NUMBERS}{_PAGES}{_END}",
        (
            "Vraag 1",
            "Vraag nr. 1",
            "Vraag 4 en vraag 5",
            "Vraag 3, 4 en 5",
            "Vraag 2 t/m 6",
            "3/6 Vraag 3",
            "Vraag 1 (pagina 8-9)",
            "Vraag 1:",
            "Vragen 1 en 2",
            "VRAGEN 3 EN 4:",
            "Vraag 2a",
            "Vraag 3 (GroenLinks-PvdA)",
        ),
        ("Vraag 3 is eerder gesteld", "vraag 5).", "Vragen van de leden", "Zie vraag 12"),
    ),
    _rule(
        "answer-label",
        rf"^{_COUNTER}{_ANSWER}{_TO}\s*{_LABEL_NUMBERS}{_PAGES}{_END}",
        (
            "Antwoord op vraag nummer 3:",
            "Antwoord 1 (mede namens de minister van Financiën)",
            "Antwoord 1",
            "Antwoord op vraag 1",
            "Antwoord vraag 4-7:",
            "Antwoorden 5 en 6",
            "Antwoord op vragen 7, 8, en 9",
            "Antwoorden op vraag 3, 4, 5, 9 en 10",
            "Antwoord op de vragen 1 en 2",
            "ANTWOORDEN OP DE VRAGEN 3 T/M 5:",
            "Antwoord 2a",
        ),
        (
            "antwoord op vraag 5).",
            "Antwoorden op Kamervragen over 5",
            "Antwoord van Minister X (ontvangen 7 maart 2024)",
        ),
    ),
    _rule(
        "answer-label-inline",
        rf"^{_COUNTER}(?:{_ANSWER}{_TO}\s+(?P<numbers>{NUMBER_LIST}){_PAGES}(?:\s*[:.)]|\s[–-]|{_CAPITAL})"
        rf"|(?:Antwoord(?:en)?|ANTWOORD(?:EN)?):)\s+(?P<rest>\S.*)$",
        (
            "Antwoord op vragen 2 t/m 6: dat is zo",
            "Antwoord 3: Ja.",
            "Antwoord 3. Nee.",
            "Antwoord 3 Ja, dat klopt.",
            "Antwoord: Ja, dat klopt.",
        ),
        ("Antwoord op vraag 3 staat hierboven: zie", "Antwoord"),
    ),
    _rule(
        "answer-marker",
        rf"^{_COUNTER}(?:{_ANSWER}|{_ANSWER} (?i:op (?:de )?vra(?:ag|gen))"
        rf"|Antwoord (?:(?:van )?(?:de |het )?{_ANSWERING})\s*:?"
        rf"|(?:Reactie|Beantwoording) (?:(?:van )?(?:de |het )?{_ANSWERING})\s*:)\s*:?$",
        ("Antwoord", "Antwoord:", "Antwoorden", "Antwoord op de vragen", "Reactie van de Minister:"),
        ("Antwoord van de minister van Defensie is ja", "II Reactie van de minister"),
    ),
    _rule(
        "answer-heading",
        rf"^[^()]{{0,140}}\(\s*(?:antwoord(?:en)?)(?:\s+op)?(?:\s+de)?\s+vra(?:ag"
        rf"|gen)\s+(?P<numbers>{NUMBER_LIST})\s*\)$",
        (
            "Opzet van het onderzoek (antwoord vraag 21)",
            "Uitvoering (antwoord vragen 2,4,9,26,27)",
        ),
        ("(zie antwoord vraag 3)", "Dat is zo (zie het antwoord op vraag 3)"),
    ),
    _rule(
        "question-label-inline",
        rf"^{_COUNTER}{_QUESTION}\s+(?P<numbers>{NUMBER_LIST}){_PAGES}"
        rf"(?:\s*[:.)]|\s[–-]|{_CAPITAL})\s+(?P<rest>\S.*)$",
        (
            "Vraag 1: Kunt u aangeven",
            "Vraag 12. Hoe komt dat?",
            "Vraag 3) Hoe komt dat?",
            "Vraag 2 – Klopt dit?",
            "Vraag 4 Kunt u aangeven",
        ),
        ("Vraag 3 is eerder gesteld",),
    ),
    _rule(
        "numbered-item",
        r"^(?:[-–•*]\s+)?(?P<numbers>\d{1,3})\s*[.)]\s*(?P<rest>[^\d\s].*)$",
        (
            "- 3. Welke rode lijnen hanteert de regering?",
            "1. Bent u bekend met",
            "41.Hoeveel vluchtelingen",
            "1) Argos, 27 september",
            '12. "Acht de regering',
        ),
        ("1.5 miljard", "12.500 uur", "2023 was een jaar"),
    ),
    _rule(
        "number-alone",
        r"^(?P<numbers>\d{1,3}(?:\s*(?:,|en|t/m)\s*\d{1,3})*)\s*[.)]?$",
        ("1", "1.", "1 en 2", "2, 3 en 4"),
        ("2024", "1.500", "3/6"),
    ),
    _rule(
        "faction-heading",
        r"^(?:(?:Inbreng|INBRENG|(?:Vragen|VRAGEN)(?:\s*/\s*|\s+en\s+|\s+EN\s+)(?:opmerkingen"
        r"|OPMERKINGEN))\s+(?:van|vanuit|VAN)\s+"
        r"(?:de|het|DE|HET)\s+(?:(?:(?:fractie)?leden|LEDEN|lid|LID)\s.{0,200}"
        r"|\S.{0,40}-\s?fractie(?:\s.{0,100})?|[Gg]roep\s.{2,60})"
        r"|Vragen van (?:de leden|het lid) van de (?:.{2,60}-\s?fractie(?:\s.{0,100})?"
        r"|(?:[Ff]ractie[\s-]|[Gg]roep[\s-]).{2,60}))$",
        (
            "Vragen en opmerkingen van de leden van de D66-fractie",
            "Vragen en opmerkingen van het lid van de Volt-fractie",
            "Vragen en opmerkingen van de fractieleden van de PVV",
            "Inbreng van de leden van de PVV-fractie",
            "Vragen en opmerkingen van de CDA-fractie",
            "Vragen en opmerkingen van het lid Omtzigt",
            "Vragen en opmerkingen van de Groep De Wit",
            "Vragen en opmerkingen van de leden van de VVD-fractie en reactie van de bewindspersonen",
            "Vragen van de leden van de SP-fractie",
            "Vragen van het lid van de fractie-De Wit",
            "Vragen van de leden van de Groep De Wit",
        ),
        (
            "Vragen en opmerkingen vanuit de fracties",
            "De leden van de D66-fractie vragen",
            "Vragen van de leden De Wit (D66) en Van Aarle (SP)",
        ),
    ),
    _rule(
        "part-heading",
        rf"^(?:{_ROMAN}[.:]?\s+)?(?:(?:Vragen|VRAGEN)(?:\s+en\s+opmerkingen"
        rf"|\s+EN\s+OPMERKINGEN)?\s+(?:vanuit|van|uit|VANUIT|VAN|UIT)\s+(?:de|DE)\s+(?:fracties?"
        rf"|FRACTIES?)\b.*"
        r"|(?:Vragen en antwoorden|VRAGEN EN ANTWOORDEN|Vragen|Volledige agenda)"
        r"|(?:Antwoord|Reactie|Antwoorden)\s*/?\s*(?:Reactie)?\s+van de (?:minister|Minister"
        r"|staatssecretaris|Staatssecretaris|bewindspersoon|bewindspersonen"
        r"|regering)\b(?:(?![Kk]amervragen|\bvragen\b).){0,80}"
        r"|(?:ANTWOORD|REACTIE|ANTWOORDEN)\s*/?\s*(?:REACTIE)?\s+VAN DE (?:MINISTER|STAATSSECRETARIS"
        r"|REGERING|BEWINDSPERSONEN)\b.{0,80})$",
        (
            "I Vragen en opmerkingen vanuit de fracties",
            "II Antwoord / Reactie van de minister",
            "Vragen en antwoorden",
            "II. Reactie van de Minister",
            "II REACTIE VAN DE MINISTER",
        ),
        (
            "Vragen van de leden A (B)",
            "Antwoorden van de minister van Justitie op Kamervragen van het lid A (B)",
        ),
    ),
    _rule(
        "question-marker-inline",
        r"^(?:Vraag|VRAAG):\s+(?P<rest>\S.*)$",
        ("Vraag: Wanneer komt de wet?",),
        ("Vraag 1: Wanneer komt de wet?", "Vraag:"),
    ),
    _rule("question-marker", r"^(?:Vraag|VRAAG):?$", ("Vraag", "VRAAG:"), ("Vraag 1", "Vraag het na")),
    _rule(
        "contents-heading",
        r"^(?:Inhoudsopgave|Inhoud|INHOUDSOPGAVE|INHOUD)$",
        ("Inhoudsopgave",),
        ("Inhoud van de brief",),
    ),
    _rule("postponement-heading", r"^Mededeling:?$", ("Mededeling",), ("Mededeling van Minister De Wit",)),
    _rule("closing-heading", r"^Toelichting:?$", ("Toelichting:",), ("Toelichting op de cijfers",)),
    _rule(
        "list-title",
        r"^(?:Antwoord(?:en)?|Beantwoording)\b(?=.*\b(?:[Kk]amer)?vragen\b)(?:.{0,60}?)\b(?:op|bij|van"
        r"|over)\b.{0,300}$",
        (
            "Antwoorden op schriftelijke vragen over de Ontwerpbegroting Infrastructuur (XII) over "
            "het jaar 2032 (Kamerstuk 36990-XII)",
            "Antwoorden van de minister van Justitie en Veiligheid op Kamervragen van het lid X (CDA)",
            "Antwoorden Algemene Rekenkamer bij vragen van de Tweede Kamer over wegen",
        ),
        ("Antwoord op vraag 1", "Antwoorden"),
    ),
    _rule(
        "members-heading",
        r"^(?:(?:Nadere|nadere|Schriftelijke|Aanvullende)\s+)?[Vv]ragen van (?:de|het) "
        r"(?:leden|lid)(?: lid)?\s+\S.*$",
        (
            "Vragen van de leden De Wit (D66) en Van Aarle (SP) aan de Minister",
            "Vragen van het leden Çelik-De Wit en Aarts (beiden VVD)",
        ),
        ("Vragen en opmerkingen van de leden van de D66-fractie",),
    ),
    _rule(
        "letter-heading",
        r"^BRIEF VAN DE (?:VOORZITTERS?|MINISTERS?|STAATSSECRETARIS(?:SEN)?|REGERING)\b.{0,160}$",
        (
            "BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR FINANCIËN",
            "BRIEF VAN DE MINISTER VAN DEFENSIE",
        ),
        ("Brief van de minister van Defensie over de agenda",),
    ),
    _rule(
        "salutation",
        r"^(?:Geachte|Zeer geachte|Hooggeachte)\s[^.,]{2,60},?$",
        ("Geachte voorzitter,", "Geachte mevrouw De Wit,"),
        ("Geachte leden, hierbij ontvangt u de antwoorden die",),
    ),
    _rule(
        "valediction",
        r"^(?:Hoogachtend|Met vriendelijke groet|Met de meeste hoogachting),?$",
        ("Hoogachtend,",),
    ),
    _rule(
        "office",
        r"^(?:(?:DE|De|Het|HET|de)\s+)?(?:(?:fungerend|waarnemend|FUNGEREND"
        r"|adjunct)[\s-]+)?(?:MINISTER|Minister|minister"
        r"|STAATSSECRETARIS|Staatssecretaris|staatssecretaris|voorzitter|Voorzitter|VOORZITTER"
        r"|griffier|Griffier|GRIFFIER"
        r"|[Aa]djunct-griffier|MINISTER-PRESIDENT)(?:-[Pp]resident)?\b(?:[^.?!:;]|\b[A-Z]\.){0,120},?$",
        (
            "DE MINISTER VAN DEFENSIE",
            "De minister van Justitie en Veiligheid,",
            "De adjunct-griffier van de commissie,",
            "Adjunct-griffier van de commissie,",
            "de minister van Defensie,",
        ),
        ("De minister heeft dit toegezegd.",),
    ),
    _rule(
        "memo-heading",
        r"^(?:TER BESLISSING|TER INFORMATIE|Beslisnota|BESLISNOTA|Nota|NOTA)$",
        ("TER BESLISSING", "Nota"),
        ("Nota van wijziging",),
    ),
    _rule("rule", r"^(?:[-_*=]\s*){3,}$|^…+$", ("---", "__________", "* * *"), ("-",)),
)


def recognise(text: str) -> tuple[str, re.Match[str]] | None:
    """Return the name of the first rule that matches a line, with its match; None when no rule knows it."""
    for rule in RULES:
        match = rule.pattern.match(text)
        if match:
            return rule.name, match
    return None
