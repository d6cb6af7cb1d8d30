"""The style sheet that follows from the archive: the colours of factions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.pages.escaping import identifier
from generator.pages.page import Asset
from generator.pages.publication import Plan, Publication
from generator.pages.rendering import render_asset

PATH: Final = "assets/fracties.css"
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def assets(publication: Publication) -> Iterator[Plan]:
    yield Plan(PATH, _sheet)


def _sheet(publication: Publication, _: None) -> Asset:
    """Return the style sheet; a colour that is none is left out."""
    colours = [
        (identifier(node.faction.id), node.faction.colour)
        for node in publication.factions.values()
        if node.faction.colour and _COLOUR.fullmatch(node.faction.colour)
    ]
    return Asset(path=PATH, content=render_asset("factions.css.jinja", colours=colours))
