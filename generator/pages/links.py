"""Links from one page to another: relative paths of Markdown files, good on any host and sub-path."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from generator import addresses
from generator.archive.graph import Archive, Entry
from generator.pages.escaping import as_it_is, identifier, mail_address, web_address


class Links:
    """Makes the links on one page. Every method returns what goes between the brackets of a Markdown link."""

    def __init__(self, archive: Archive, page: str) -> None:
        self._archive = archive
        self._page = page
        self._up = "../" * page.count("/")
        #: How many lines documents have, once that was asked for.
        self._lines: dict[str, int] = {}

    def page(self, path: str, fragment: str = "") -> Markup:
        """Link to a page by its path, or within the page when it is this one."""
        if not fragment:
            return as_it_is(f"{self._up}{path}")
        place = "" if path == self._page else f"{self._up}{path}"
        return as_it_is(f"{place}#{identifier(fragment)}")

    def meeting(self, meeting: str, fragment: str = "") -> Markup:
        return self.page(addresses.meeting_page(meeting), fragment)

    def question(self, question: str) -> Markup:
        """Link to a question that is in the archive."""
        return self.entry(self._archive.questions[question])

    def entry(self, entry: Entry) -> Markup:
        return self.meeting(entry.meeting, entry.anchor)

    def faction(self, faction: str) -> Markup:
        return self.page(addresses.faction_page(faction))

    def topic(self, topic: str) -> Markup:
        return self.page(addresses.topic_page(topic))

    def dossier(self, dossier: str, paper: str = "") -> Markup:
        return self.page(addresses.dossier_page(dossier), paper)

    def document(self, document: str, line: int | None = None) -> Markup:
        """Link to a document, or to one of its lines; empty when the archive does not have it."""
        if document not in self._archive.documents:
            return Markup()
        path = addresses.document_page(document)
        if not line:
            return self.page(path)
        lines = self._lines.get(document)
        if lines is None:
            lines = self._lines[document] = self._archive.documents[document].record.source.lines
        return self.page(path, addresses.line_anchor(line) if 1 <= line <= lines else "")

    def outside(self, url: str | None) -> Markup | None:
        """Link to another site, or None when the address is not one to send readers to."""
        return web_address(url) if url else None

    def report(self, url: str | None, entry: Entry) -> Markup:
        """Link to where errors are reported: a web or mail address, else the page about this site.

        Either way the link carries which question it is about.
        """
        address = url.replace("{id}", quote(entry.id)) if url else ""
        if found := web_address(address) or mail_address(address):
            return found
        return self.page(f"{addresses.ABOUT}?vraag={identifier(entry.anchor)}", addresses.REPORTING)
