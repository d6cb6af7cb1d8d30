"""Where the feeds stand on the site. Addresses are public and permanent.

Every feed is there twice, as Atom (``.xml``) and as JSON Feed (``.json``); what is named here is the address
without that suffix. Feeds need the address of the site: without it none is written, and no page links to one.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

ATOM: Final = ".xml"
JSON: Final = ".json"

#: Every question, again when its answer comes.
EVERYTHING: Final = "volg/alles"
#: Answers only, each once.
ANSWERS: Final = "volg/antwoorden"
#: Questions without an answer.
OPEN: Final = "volg/open-vragen"
COMMITMENTS: Final = "volg/toezeggingen"


def faction_feed(faction: str) -> str:
    return f"volg/fracties/{quote(faction, safe='')}"


def topic_feed(topic: str) -> str:
    return f"volg/onderwerpen/{quote(topic, safe='')}"


def meeting_feed(meeting: str) -> str:
    return f"volg/vergaderingen/{quote(meeting, safe='')}"


def dossier_feed(dossier: str) -> str:
    return f"volg/kamerstukken/{quote(dossier, safe='')}"
