"""How a page looks where its address is shared (Open Graph): one static picture, no outside service."""

from __future__ import annotations

#: 1200 x 630, in the theme's assets.
PICTURE = "assets/images/deelplaatje.png"
PICTURE_SIZE = (1200, 630)
PICTURE_TEXT = "Kamerspiegel: vragen uit de Kamer, antwoorden van ministers. Geen officiële website."


def open_graph(
    *, title: str, description: str, address: str, site_url: str | None, site_name: str = "Kamerspiegel"
) -> tuple[tuple[str, str], ...]:
    """Return the properties of a page, for ``<meta property="…" content="…">``, unescaped.

    ``address`` is that of the page from the root of the site. Addresses must be full ones: those properties
    are left out when the site's address is not known.
    """
    found = [
        ("og:type", "website"),
        ("og:locale", "nl_NL"),
        ("og:site_name", site_name),
        ("og:title", title),
        ("og:description", description),
    ]
    if site_url:
        base = site_url.rstrip("/") + "/"
        width, height = PICTURE_SIZE
        found += [
            ("og:url", base + address),
            ("og:image", base + PICTURE),
            ("og:image:type", "image/png"),
            ("og:image:width", str(width)),
            ("og:image:height", str(height)),
            ("og:image:alt", PICTURE_TEXT),
        ]
    return tuple(found)
