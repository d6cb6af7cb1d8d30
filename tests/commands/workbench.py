"""A small archive in a temporary folder, and the command line to work on it with."""

from __future__ import annotations

from pathlib import Path

import msgspec
from click.testing import CliRunner

from generator.cli import main

#: A letter as ministers write them: date, subject, three questions with answers, two factions.
LETTER = """\
De Voorzitter van de Tweede Kamer
der Staten-Generaal

Datum
5 maart 2024

Betreft
Beantwoording schriftelijk overleg over de Bruggenraad van 7 maart 2024

Geachte voorzitter,
Hierbij ontvangt u de antwoorden op de vragen van de vaste commissie voor Bruggen over de Bruggenraad.
Hoogachtend,
DE MINISTER VAN BRUGGEN
A. de Wit

Vragen en opmerkingen van de leden van de ABC-fractie

Vraag 1
Hoeveel bruggen zijn er in het land en wie onderhoudt ze?

Antwoord
Er zijn ruim tienduizend bruggen. De gemeenten onderhouden de meeste.

Vraag 2
Wanneer is de grote brug klaar?

Antwoord
Zie het antwoord op vraag 1.

Vragen en opmerkingen van de leden van de XYZ-fractie

Vraag 3
Is de minister bereid de Kamer te informeren over de kosten van de brug?

Antwoord
Ja. Ik informeer de Kamer voor de zomer van 2024 over de kosten.
"""


class Outcome(msgspec.Struct, frozen=True):
    """What a command did."""

    code: int
    out: str
    err: str


def kamerspiegel(*arguments: str | Path) -> Outcome:
    """Run the command line; whatever it does, it shows no traceback."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert "Traceback" not in result.output, result.output
    assert "Unexpected error" not in result.stderr, result.stderr
    return Outcome(result.exit_code, result.stdout, result.stderr)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
