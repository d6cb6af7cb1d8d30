"""Turn text into Markdown that shows exactly that text, whatever stands in it.

One function does it for every value: running text, attributes and front matter alike. Every character that
means something to Markdown, to HTML, to YAML between double quotes or to a template language becomes a
numeric entity, which Python-Markdown, markdown-it and raw HTML blocks all show as the character itself and
none reads as markup.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

#: Encoded wherever they stand. A tab is among them since Python-Markdown would expand it.
_ALWAYS: Final = '\\`*_{}[]<>&#+~^=|!@$"\t'
#: C0 controls and DEL have a picture in Unicode ("␀"); C1 controls, lone surrogates and non-characters have
#: none.
_CONTROLS: Final = {**{code: chr(0x2400 + code) for code in range(0x20)}, 0x7F: "\u2421"}
_UNSHOWABLE: Final = dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
_TABLE: Final[dict[int, str]] = {
    **_CONTROLS,
    **_UNSHOWABLE,
    **{ord(sign): f"&#{ord(sign)};" for sign in _ALWAYS},
}
_BREAKS: Final = re.compile(r"[\r\n\x85\u2028\u2029]+")
#: Signs that mean something only in company; looked for after the others are encoded.
_IN_COMPANY: Final = re.compile(
    r"""
      ^[-:?%/]                     # at the start of a block: list item, definition, key, comment, block
    | (?<=^.)[.)](?=\s|$) | (?<=^..)[.)](?=\s|$) | (?<=^...)[.)](?=\s|$)   # "1." "a)" "iv."
    | (?<=^\d{4})[.)] | (?<=^\d{5})[.)] | (?<=^\d{6})[.)]                 # "2026."
    | (?<=^\d{7})[.)] | (?<=^\d{8})[.)] | (?<=^\d{9})[.)]
    | (?<=-)- | -(?=-)             # rules, dashes, snippets ("--8<--")
    | (?<=\?)\?                    # folded blocks ("???")
    | :(?=\S)                      # addresses, emoji, attributes
    | (?<=\b[wW]{3})\.             # bare addresses
    | ^\ {2,} | \ {2,}$            # code blocks, hard breaks
    """,
    re.VERBOSE,
)
_NOT_IN_IDENTIFIER: Final = re.compile(r"[^A-Za-z0-9_-]")
_NOT_IN_ADDRESS: Final = re.compile(r"[^A-Za-z0-9:/?#@!$&',;=._~%+-]")
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)


def escape(text: str) -> Markup:
    """Return ``text`` as inline Markdown. It becomes one line: no block may end or start inside it.

    >>> print(escape("1. <b>Ja</b> & [x](javascript:1)"))
    1&#46; &#60;b&#62;Ja&#60;/b&#62; &#38; &#91;x&#93;(javascript&#58;1)
    """
    return Markup(_IN_COMPANY.sub(_entities, _BREAKS.sub(" ", text).translate(_TABLE)))


def _entities(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(sign)};" for sign in match.group())


def web_address(url: str) -> Markup | None:
    """Return a web address fit for a Markdown link; None where it is no http or https.

    >>> print(web_address("https://example.org/a_(b)?x=[1]"), web_address("javascript:alert(1)"))
    https://example.org/a_%28b%29?x=%5B1%5D None
    """
    if not _WEB_ADDRESS.fullmatch(url):
        return None
    return Markup(_NOT_IN_ADDRESS.sub(lambda match: quote(match.group(), safe="", errors="replace"), url))


def identifier(name: str) -> Markup:
    """Return a name as an element id or anchor. Ids of the archive are slugs and stay as they are."""
    return Markup(_NOT_IN_IDENTIFIER.sub(lambda match: f"-{ord(match.group()):x}-", name))
