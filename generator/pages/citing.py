"""Citations of questions to copy: files of their own per meeting, so that the page itself stays light.

The page of a meeting shows one line per question; BibTeX stands in a file to download, and everything the
copying buttons offer in a script that is loaded when a reader opens a citation: that works from disk too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.addresses import citations
from generator.export.citing import cite
from generator.pages.page import Asset
from generator.pages.publication import Publication


def assets(publication: Publication) -> Iterator[Asset]:
    """Yield ``citaten/<meeting>.bib`` and ``citaten/<meeting>.js`` for every meeting with questions."""
    for node in publication.mine(publication.archive.meetings.values()):
        made = [
            (entry.anchor, cite(publication.archive, entry, publication.settings.site_url))
            for entry in publication.entries(node.questions)
        ]
        if made:
            bibtex = "\n\n".join(citation.bibtex for _, citation in made)
            yield Asset(path=citations(node.meeting.id, "bib"), content=f"{bibtex}\n")
            told = {anchor: [citation.markdown, citation.bibtex] for anchor, citation in made}
            yield Asset(path=citations(node.meeting.id, "js"), content=f"kamerspiegel.cite({_text(told)});\n")


def _text(value: object) -> str:
    """Return a value as a script holds it; line separators are no part of a string in older browsers."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", "replace").decode()
