"""Turn text into Markdown that shows exactly that text, whatever stands in it.

One function does it for every value: running text, attributes and front matter alike. Every character that
means something to Markdown, to HTML, to YAML between double quotes or to a template language becomes a
numeric entity, which Python-Markdown, markdown-it and raw HTML blocks all show as the character itself and
none reads as markup. Another has less to do, for long texts where no Markdown is read.
"""

from __future__ import annotations

import re
from functools import lru_cache
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
_TABLE.update(dict.fromkeys(map(ord, "\r\n\x85\u2028\u2029"), " "))
#: Signs that a text seldom holds, and what they become; "&" and "#" would be found again in that.
_SELDOM: Final = tuple((sign, _TABLE[ord(sign)]) for sign in _ALWAYS if sign not in "&#\t")
#: What is encoded in HTML, "&" first, and the table that does so for a text with controls. A tab is among
#: them, as it is in Markdown.
_IN_HTML: Final = tuple((sign, f"&#{ord(sign)};") for sign in '&<>"')
_HTML_TABLE: Final = {
    code: shown for code, shown in _TABLE.items() if not shown.startswith("&") or chr(code) in '&<>"\t'
}
#: A space that stays where spaces at the start or the end of a line go.
SPACE: Final = "&#32;"
_OUTER_SPACES: Final = re.compile(r"^ {2,}| {2,}$")
#: What is encoded where no Markdown is read, the first one first.
_RAW: Final = tuple((sign, f"&#{ord(sign)};") for sign in '&<>"[{\n')
_NOT_PLAIN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
#: The same, where lines stay lines.
_NOT_PLAIN_IN_LINES: Final = re.compile(_NOT_PLAIN.pattern.replace(r"\x1f", r"\x09\x0b-\x1f"))
#: Signs that mean something only at the start of a text; looked for after the others are encoded.
_AT_START: Final = re.compile(
    r"""
      [-:?%/]                                # list item, definition, key, comment, block
    | \ {2,}                                 # code
    | (?:[^\s&;]{1,3}(?=[.)](?:\s|$)) | \d{4,9}(?=[.)]))[.)]      # "1." "a)" "iv." "2026."
    """,
    re.VERBOSE,
)
#: Signs that mean something only in company: (what must be there to look further, pattern, what it becomes).
_IN_COMPANY: Final = (
    (":", re.compile(r":(?=\S)"), "&#58;"),  # addresses, emoji, attributes
    ("--", re.compile(r"--+"), lambda match: "&#45;" * len(match[0])),  # rules, dashes, snippets ("--8<--")
    ("??", re.compile(r"(?<=\?)\?"), "&#63;"),  # folded blocks ("???")
    ("ww.", re.compile(r"(?<=\b[wW]{3})\."), "&#46;"),  # bare addresses
    ("WW.", re.compile(r"(?<=\b[wW]{3})\."), "&#46;"),
    ("  ", re.compile(r" {2,}$"), lambda match: "&#32;" * len(match[0])),  # hard breaks
)
_NOT_IN_IDENTIFIER: Final = re.compile(r"[^A-Za-z0-9_-]")
_NOT_IN_ADDRESS: Final = re.compile(r"[^A-Za-z0-9:/?#@!$&',;=._~%+-]")
_MAIL_ADDRESS: Final = re.compile(r"mailto:[\w.+-]+@[\w.-]+(?:\?[\w.%/&=:+-]*)?", re.ASCII)
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)


#: Names, statuses and other words shorter than this come back all the time.
_SHORT: Final = 60


def escape(text: str) -> Markup:
    """Return ``text`` as inline Markdown. It becomes one line: no block may end or start inside it.

    >>> print(escape("1. <b>Ja</b> & [x](javascript:1)"))
    1&#46; &#60;b&#62;Ja&#60;/b&#62; &#38; &#91;x&#93;(javascript&#58;1)
    """
    return _escape_short(text) if len(text) < _SHORT else _escape(text)


def _escape(text: str) -> Markup:
    # What is printable holds no control; what is not may be a hard space.
    if not text.isprintable() and _NOT_PLAIN.search(text):
        return as_it_is(_without_meaning(text.translate(_TABLE)))
    return as_it_is(_without_meaning(_signs(text)))


_escape_short = lru_cache(maxsize=8192)(_escape)


def escape_raw(text: str) -> Markup:
    """Return ``text`` for an element that holds no Markdown, such as ``<pre>``. Its lines stay lines.

    What means something to Markdown alone means nothing there; but "[" is read as a link by
    ``generator.site.ready``, and "{" may begin something in a template language.

    >>> print(escape_raw("- [a]: <b>" + chr(10) + "1. {c}"))
    - &#91;a]: &#60;b&#62;&#10;1. &#123;c}
    """
    if not text.replace("\n", " ").isprintable() and _NOT_PLAIN_IN_LINES.search(text):
        return as_it_is("&#10;".join(map(escape, text.split("\n"))))
    for sign, code in _RAW:
        if sign in text:
            text = text.replace(sign, code)
    return as_it_is(text)


def as_html(text: str) -> str:
    """Return ``text`` as HTML: what ``generator.site.ready`` makes of ``escape``, with spaces as ``SPACE``.

    >>> print(as_html("1. <b>Ja</b> & [x](javascript:1)"))
    1. &#60;b&#62;Ja&#60;/b&#62; &#38; [x](javascript:1)
    """
    if not text.isprintable() and _NOT_PLAIN.search(text):
        text = text.translate(_HTML_TABLE)
    else:
        for sign, code in _IN_HTML:
            if sign in text:
                text = text.replace(sign, code)
    if "  " in text:
        text = _OUTER_SPACES.sub(lambda match: SPACE * len(match[0]), text)
    return text


def as_html_raw(text: str) -> str:
    """Return ``text`` as HTML for an element such as ``<pre>``, in which its lines stay lines.

    >>> print(as_html_raw("- [a]: <b>" + chr(10) + "1. {c}"))
    - [a]: &#60;b&#62;&#10;1. {c}
    """
    if not text.replace("\n", " ").isprintable() and _NOT_PLAIN_IN_LINES.search(text):
        return "&#10;".join(map(as_html, text.split("\n")))
    for sign, code in _IN_HTML:
        if sign in text:
            text = text.replace(sign, code)
    return text.replace("\n", "&#10;")


def as_it_is(text: str) -> Markup:
    """Return a text that is Markdown already: as ``Markup(text)``, which asks what else it may be."""
    return str.__new__(Markup, text)


def _signs(text: str) -> str:
    """Return a text with the signs encoded that always mean something; there must be no control in it."""
    # Looking for each sign is six times as fast as the table, which asks for every sign of the text.
    if "#" in text:
        # A control stands for it, for there is none in the text.
        text = text.replace("#", "\x01").replace("&", "&#38;").replace("\x01", "&#35;")
    elif "&" in text:
        text = text.replace("&", "&#38;")
    for sign, code in _SELDOM:
        if sign in text:
            text = text.replace(sign, code)
    return text


def _without_meaning(text: str) -> str:
    """Return a text with the signs encoded that mean something in their place."""
    if start := _AT_START.match(text):
        kept = start.end() - 1 if start.group()[-1] in ".)" else 0
        encoded = "".join(f"&#{ord(sign)};" for sign in text[kept : start.end()])
        text = f"{text[:kept]}{encoded}{text[start.end() :]}"
    for sign, pattern, shown in _IN_COMPANY:
        if sign in text:
            text = pattern.sub(shown, text)
    return text


def web_address(url: str) -> Markup | None:
    """Return a web address fit for a Markdown link; None where it is no http or https.

    >>> print(web_address("https://example.org/a_(b)?x=[1]"), web_address("javascript:alert(1)"))
    https://example.org/a_%28b%29?x=%5B1%5D None
    """
    if not _WEB_ADDRESS.fullmatch(url):
        return None
    return Markup(_NOT_IN_ADDRESS.sub(lambda match: quote(match.group(), safe="", errors="replace"), url))


def mail_address(url: str) -> Markup | None:
    """Return a "mailto:" address fit for a Markdown link; None where it is none.

    >>> print(mail_address("mailto:x@example.org?subject=Fout%20in%20a/1"), mail_address("mailto:a b"))
    mailto:x@example.org?subject=Fout%20in%20a/1 None
    """
    return Markup(url) if _MAIL_ADDRESS.fullmatch(url) else None


@lru_cache(maxsize=8192)
def identifier(name: str) -> Markup:
    """Return a name as an element id or anchor. Ids of the archive are slugs and stay as they are."""
    if _NOT_IN_IDENTIFIER.search(name) is None:
        return as_it_is(name)
    return Markup(_NOT_IN_IDENTIFIER.sub(lambda match: f"-{ord(match.group()):x}-", name))
