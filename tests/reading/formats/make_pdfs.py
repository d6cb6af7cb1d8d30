"""Makes the PDF files of the cases anew: ``python -m tests.reading.formats.make_pdfs`` (needs LibreOffice).

The files are committed: the tests need no LibreOffice. All texts are invented.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.reading.formats.word import bold, docx, footnote_mark, level, notes, numbering, p, r, table

CASES = Path(__file__).parent / "cases"
SHY = "\u00ad"

_LONG = (
    "De veerdienst tussen beide oevers vaart volgens de dienstregeling elk half uur, en het aantal reizigers is in "
    f"het afgelopen jaar opnieuw toegenomen. Het onder{SHY}houds{SHY}programma van de vaar{SHY}weg{SHY}beheerder "
    f"voorziet in de ver{SHY}vanging van de aan{SHY}leg{SHY}steigers, terwijl de provincie de ver{SHY}keers{SHY}"
    f"veilig{SHY}heid op de toe{SHY}leidende wegen verbetert. Bij hoog water wordt de dienst gestaakt; reizigers "
    "worden dan via de brug omgeleid. De kosten daarvan komen voor rekening van de exploitant, die daarvoor een "
    f"ver{SHY}goeding ont{SHY}vangt. Over de lucht- en water{SHY}kwaliteit wordt twee maal per jaar ge{SHY}rappor"
    f"{SHY}teerd, en de metingen van dit voorjaar geven geen aanleiding tot zorg."
)
_SHORT = "Ja, de dienst blijft in beide richtingen behouden."


def _header_footer() -> dict[str, str]:
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return {
        "header1": p("Ministerie van Veerzaken | vertrouwelijkheid: geen"),
        "footer1": p("Pagina ", f"<w:r><w:t></w:t></w:r>{field}"),
    }


def answers_with_notes() -> bytes:
    """Bold labels, long answers over page breaks, notes at the foot of several pages, a table."""
    justified = '<w:jc w:val="both"/>'
    body = p("Geachte voorzitter,") + p("")
    body += p("Hierbij ontvangt u de antwoorden op de vragen over de veerdiensten.") + p("")
    for number in range(1, 7):
        body += bold(f"Vraag {number}")
        body += p(
            r(
                f"Kunt u toelichten hoe de veerdienst van lijn {number} wordt bekostigd, en klopt het bericht hierover?"
            ),
            footnote_mark(2 * number),
            r(" Zo nee, waarom niet?"),
        )
        body += p("") + bold(f"Antwoord op vraag {number}")
        body += p(r(_LONG), footnote_mark(2 * number + 1), r(f" {_LONG}"), extra=justified)
        body += p(r(_SHORT)) + p("")
    body += table(
        [["Lijn", "Reizigers 2024", "Reizigers 2025"], ["Noord", "1.200", "1.350"], ["Zuid", "980", "1.010"]]
    )
    body += p("") + p("Dit is de laatste alinea na de tabel.")
    texts: dict[int, str] = {}
    for number in range(1, 7):
        texts[2 * number] = f"De Oeverbode, 3 maart 2025, over lijn {number}."
        texts[2 * number + 1] = f"Kamerstuk 99 {number:03d}, nr. {number}."
    return docx(body, footnotes=notes(texts), **_header_footer())


def numbered_questions() -> bytes:
    """Questions that are an automatic list, answers in between, letters within, a second list that starts again."""
    definition = level(0, "%1.") + level(1, "%2)", "lowerLetter")
    body = p("Antwoorden op schriftelijke vragen over de sluizen", style="Kop1")
    for instance, subject in ((1, "sluizen"), (2, "bruggen")):
        body += bold(f"Onderdeel {subject}")
        for number in range(1, 4):
            body += p(
                f"Hoeveel {subject} zijn er in kwartaal {number} buiten gebruik geweest, en waarom?",
                number=(instance, 0),
            )
            body += p(_LONG) + p("")
        body += p(
            "Welke maatregelen neemt de minister, uitgesplitst naar de volgende soorten?",
            number=(instance, 0),
        )
        body += p(f"het herstel van de {subject} op korte termijn;", number=(instance, 1))
        body += p(f"de vervanging van de {subject} op lange termijn.", number=(instance, 1))
        body += p("Daarover wordt de Kamer dit najaar geïnformeerd.") + p("")
    instances = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>",
    )
    return docx(body, numbering=numbering(definition, instances=instances))


def letter_with_two_columns() -> bytes:
    """The head of a ministry's letter: address and subject at the left, sender and reference at the right."""
    frame = '<w:framePr w:w="2400" w:hSpace="142" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="9000" w:y="2600"/>'
    small = '<w:sz w:val="13"/>'
    sender = ["Ministerie van Veerzaken", "Kade 4", "Postbus 1", "1000 AA Oeverstad", "www.voorbeeld.nl", "Onze referentie",
              "VZ20260000123", "Uw referentie", "2026Z00001", "Bij beantwoording onze referentie vermelden."]  # fmt: skip
    body = "".join(p(r(line, extra=small), extra=frame) for line in sender)
    body += p("> Retouradres Postbus 1 1000 AA Oeverstad") + p("") + p("de Voorzitter van de Tweede Kamer")
    body += p("der Staten-Generaal") + p("Kade 67") + p("1000 AB Oeverstad") + p("") + p("")
    body += p("Datum\t3 maart 2026") + p("Betreft\tVragen over de veerdiensten") + p("") + p("")
    narrow = '<w:ind w:right="1600"/>'
    body += p("Geachte voorzitter,", extra=narrow)
    body += p(f"Hierbij antwoord ik op de vragen van uw Kamer. {_LONG}", extra=narrow) + p("")
    body += (
        p("Hoogachtend,", extra=narrow) + p("de minister van Veerzaken,", extra=narrow) + p("A. de Veerman")
    )
    body += bold("Vraag 1") + p("Is de dienst veilig?") + bold("Antwoord 1") + p(_SHORT)
    return docx(body)


def committee_list() -> bytes:
    """A list of questions as the committees print it: a table with number, question and page."""
    rows = [["Nr", "Vraag", "Bijlage", "Blz. van"]]
    rows += [
        [str(number), f"Kunt u toelichten waarom de uitgaven voor de veren van lijn {number} hoger zijn dan begroot, "
         "en welke dekking daarvoor is gevonden?", "", str(10 + number)]
        for number in range(1, 6)
    ]  # fmt: skip
    return docx(p("Lijst van vragen", style="Kop1") + table(rows))


def main() -> None:
    makers = (answers_with_notes, numbered_questions, letter_with_two_columns, committee_list)
    office = shutil.which("soffice")
    if not office:
        raise SystemExit("LibreOffice is needed to make these files")
    CASES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for make in makers:
            source = Path(folder) / f"{make.__name__}.docx"
            source.write_bytes(make())
            subprocess.run(
                [office, "--headless", "--convert-to", "pdf", "--outdir", str(CASES), str(source)], check=True
            )


if __name__ == "__main__":
    main()
