"""The OpenSearch description, by which a browser offers the site as a search engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from generator import addresses
from generator.search.settings import SearchSettings

#: From the root of the site.
PATH: Final = "opensearch.xml"


def description(settings: SearchSettings) -> Iterator[tuple[str, bytes]]:
    """Yield the description; nothing when the address of the site is not known, for it must stand in it."""
    if settings.site_url is None:
        return
    site = settings.site_url.rstrip("/") + "/"
    template = f"{site}{addresses.address(addresses.SEARCH)}?q={{searchTerms}}"
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{escape(settings.site_name[:16])}</ShortName>
  <Description>{escape(f"Zoek in de vragen en antwoorden van {settings.site_name}")}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Language>nl</Language>
  <Url type="text/html" method="get" template={quoteattr(template)}/>
  <Url type="application/opensearchdescription+xml" rel="self" template={quoteattr(site + PATH)}/>
</OpenSearchDescription>
"""
    yield PATH, text.encode()
