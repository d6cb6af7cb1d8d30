"""Texts that try to be more than text: each must come out as the text it is, whole, wherever it stands."""

from __future__ import annotations

PAYLOADS: tuple[str, ...] = (
    # HTML
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></div></article><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">klik</a>',
    '<iframe src="https://example.org"></iframe>',
    "<!-- geen commentaar -->",
    "<!--",
    "-->",
    "<![CDATA[ x ]]>",
    "<?php echo 1 ?>",
    "<style>body { display: none }</style>",
    "<details open ontoggle=alert(1)>",
    '<div markdown="1">*x*</div>',
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><b>vet</b>',
    "a < b > c & d",
    "&lt;script&gt; &amp; &copy; &#60; &#x3C;",
    "&notanentity; &",
    "<https://example.org> <mailto:x@example.org>",
    # Markdown, inside a line
    "*vet* **vet** _schuin_ __schuin__ ***x***",
    "[x](javascript:alert(1))",
    '[x](https://example.org "titel")',
    "![x](https://example.org/x.png)",
    "[x][1] en [x]",
    "[1]: https://example.org",
    "`code` ``code`` ~~~",
    "~weg~ ~~weg~~ ^boven^ ==geel== ++in++",
    "[^1] en [^1]: noot",
    "$x$ \\(x\\) $$x$$",
    ":smile: ::: :x:",
    "\\*niet\\* \\",
    "{: #id .klasse onclick=alert(1) }",
    "{#id .klasse}",
    "[TOC]",
    "*[HTML]: uitleg",
    "a | b | c",
    "https://example.org/x_(y) www.example.org x@example.org",
    "regel een  \nregel twee\\\nregel drie",
    # Markdown, at the start of a line
    "# kop",
    "###### kop",
    "- punt",
    "+ punt",
    "* punt",
    "1. punt",
    "2026. Het jaar",
    "1) punt",
    "a) punt",
    "iv. punt",
    "> citaat",
    "    code",
    "\tcode",
    "```\ncode\n```",
    "~~~ html",
    "---",
    "===",
    "***",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    ": definitie",
    '!!! note "titel"',
    "??? note",
    "???+ note",
    '=== "tab"',
    "/// details",
    '--8<-- "/etc/passwd"',
    '-8<- "x"',
    "% Titel",
    "+++",
    # Templates and front matter
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "${x} #{x} <%= x %>",
    "---\ntitle: x\n---",
    'title: "x" # x',
    '!!python/object/apply:os.system ["true"]',
    "&anker *anker",
    # Signs
    "nul \x00 en \x1b[31m en \x7f en \x85 en \u2028 en \u2029",
    "\x02klzzwxh:0000\x03 \x02amp\x03 wzxhzdk:0",
    "half een teken: \ud800 en \ufffe",
    "rechts naar links: \u202e txt \u202c",
    "nul breed: \u200b\u200d\ufeff",
    "emoji 👩‍🚒 en é en e\u0301",
)


def shown(text: str) -> str:
    """Return what a reader should see of a text: controls as pictures, breaks as spaces, white space collapsed."""
    seen = "".join(_sign(sign) for sign in text)
    return " ".join(seen.split())


def _sign(sign: str) -> str:
    code = ord(sign)
    if sign in "\r\n\x85\u2028\u2029\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF):
        return "\ufffd"
    return sign
