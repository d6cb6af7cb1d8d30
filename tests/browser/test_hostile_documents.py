"""Hostile documents, from the file to the page: read by the program, built, and opened in Chromium.

Every payload goes through title, faction, sub-heading, footnote, question and answer (within a line and at its
start), file name and sidecar, in every format of text. Nothing runs, nothing is asked of elsewhere, no markup
comes of it, and every payload is there to read.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser

from generator.records import Person, Sidecar
from generator.storage import Content, encode
from tests.browser.watching import watched
from tests.commands.workbench import kamerspiegel
from tests.pages.hostile import PAYLOADS, shown
from tests.reading.formats.paper import Text, pdf
from tests.reading.formats.word import docx, footnote_mark, notes, p, r
from tests.site.building import CONFIG, scratch

pytestmark = pytest.mark.browser

LINKS = (
    "javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "file:///etc/passwd",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "//example.org/x.js",
    "[a](//example.org/x.js){: onclick=window.ran=1 }",
    "{% include '/etc/passwd' %}",
    "{{ config.plugins }} {{ ''.__class__.__mro__ }}",
    "<script>window.ran=1</script>",
    "<img src=https://example.org/x.png onerror=window.ran=1>",
    "</script></title></textarea><svg onload=window.ran=1>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<meta http-equiv=refresh content=0;url=https://example.org>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.ran=1>",
)
#: A file holds no half signs.
ALL = tuple(payload.replace("\n", " ").encode("utf-8", "replace").decode() for payload in (*PAYLOADS, *LINKS))
_CONTROL = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
#: Those that a file of marked-up text can hold.
PLAIN = tuple(payload for payload in ALL if not _CONTROL.search(payload))
#: Those that the letters of a printed page can show.
PRINTED = tuple(
    payload for payload in PLAIN if payload.encode("cp1252", "ignore").decode("cp1252") == payload
)
FILE_NAME = "<img src=x onerror=alert(1)> {{ 7*7 }} '\"[x](y).."

#: A line of a document: what it is, its text, and the text of its note.
Line = tuple[str, str, str]


def letter(payloads: tuple[str, ...]) -> Iterator[Line]:
    """Yield a letter with a question and an answer for every payload."""
    head = "De Voorzitter van de Tweede Kamer|der Staten-Generaal||Datum|5 maart 2024||Betreft"
    for line in head.split("|"):
        yield "p", line, ""
    yield "p", f"Beantwoording schriftelijk overleg over {payloads[0]} en de Bruggenraad van 7 maart 2024", ""
    yield "p", "Geachte voorzitter,", ""
    yield "p", "Hierbij ontvangt u de antwoorden op de vragen van de vaste commissie voor Bruggen.", ""
    yield "p", "DE MINISTER VAN BRUGGEN", ""
    yield "p", f"A. {payloads[9]} de Wit", ""
    for number, payload in enumerate(payloads, 1):
        if number % 10 == 1:
            name = "Kwaad" if number % 20 == 1 else payload
            yield "heading", f"Vragen en opmerkingen van de leden van de {name}-fractie", ""
        if number % 5 == 3:
            yield "heading", f"Over {payload}", ""
        yield "heading", f"Vraag {number}", ""
        yield "p", f"{payload} staat vooraan. Klopt het dat {payload} in vraag {number} staat?", ""
        yield "heading", "Antwoord", ""
        yield "p", f"{payload} staat vooraan. Ja, {payload} staat in het midden.", f"Noot met {payload}."


def as_text(lines: list[Line]) -> bytes:
    return "\n\n".join(text for _, text, _ in lines).encode()


def as_markdown(lines: list[Line], *, encoded: bool = True) -> bytes:
    def written(text: str) -> str:
        return re.sub(r"[^\w\s]|_", lambda sign: f"&#{ord(sign[0])};", text) if encoded else text

    out, under = [], []
    for number, (kind, text, note) in enumerate(lines):
        mark = f"[^n{number}]" if note else ""
        out.append(f"**{written(text)}**" if kind == "heading" else written(text) + mark)
        under += [f"[^n{number}]: {written(note)}"] if note else []
    return "\n\n".join((*out, *under)).encode()


def as_html(lines: list[Line], *, encoded: bool = True) -> bytes:
    written: Callable[[str], str] = escape if encoded else str
    out, under = [], []
    for number, (kind, text, note) in enumerate(lines):
        tag = "h2" if kind == "heading" else "p"
        mark = f'<sup><a id="a{number}" href="#n{number}">{number}</a></sup>' if note else ""
        out.append(f"<{tag}>{written(text)}{mark}</{tag}>")
        if note:
            under.append(f'<li id="n{number}">{written(note)} <a href="#a{number}">↑</a></li>')
    body = "\n".join((*out, "<ol>", *under, "</ol>"))
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


def as_xml(lines: list[Line]) -> bytes:
    out = []
    for number, (kind, text, note) in enumerate(lines):
        mark = f'<noot id="n{number}" type="voet"><noot.nr>{number}</noot.nr>' if note else ""
        mark += f"<noot.al>{escape(note)}</noot.al></noot>" if note else ""
        tag = "tussenkop" if kind == "heading" else "al"
        out.append(f"<{tag}>{escape(text)}{mark}</{tag}>")
    text = "\n".join(out)
    return (
        "<officiele-publicatie><metadata><meta/></metadata><kamerstuk><stuk><algemeen><vrije-tekst><tekst>"
        f"{text}</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
    ).encode()


def as_docx(lines: list[Line]) -> bytes:
    body, under = [], {}
    for number, (kind, text, note) in enumerate(lines, 2):
        style = "Kop1" if kind == "heading" else ""
        body.append(p(r(text), *([footnote_mark(number)] if note else []), style=style))
        if note:
            under[number] = note
    return docx("".join(body), footnotes=notes(under))


def as_pdf(lines: list[Line]) -> bytes:
    """Return a PDF with one line of print for each line, small enough to fit; without notes."""
    pages: list[list[Text]] = []
    top = 0.0
    for kind, text, _ in lines:
        if top < 60:
            pages.append([])
            top = 790
        pages[-1].append(Text(text, 40, top, size=4, bold=kind == "heading"))
        top -= 14
    return pdf(pages)


#: The formats; where markup is written as it is, it is the document's own, and need not be shown.
FORMATS: dict[str, tuple[str, Callable[[list[Line]], bytes], tuple[str, ...]]] = {
    "text": ("txt", as_text, ALL),
    "markdown": ("md", as_markdown, PLAIN),
    "web page": ("html", as_html, PLAIN),
    "xml": ("xml", as_xml, PLAIN),
    "word": ("docx", as_docx, PLAIN),
    "print": ("pdf", as_pdf, PRINTED),
    "markdown as it is": ("md", functools.partial(as_markdown, encoded=False), PLAIN),
    "web page as it is": ("html", functools.partial(as_html, encoded=False), PLAIN),
}


def built(name: str) -> Path:
    """Take the hostile document of a format into an archive, and build its site with the command line."""
    suffix, write, payloads = FORMATS[name]
    folder = scratch()
    content = folder / "content"
    content.mkdir()
    factions = [{"id": "kwaad", "name": f"Kwaad {payloads[1]}", "aliases": ["Kwaad"], "colour": "#123456"}]
    (content / "factions.yaml").write_bytes(msgspec.yaml.encode(factions))
    file = folder / f"{FILE_NAME}.{suffix}"
    file.write_bytes(write(list(letter(payloads))))
    text = CONFIG.read_text(encoding="utf-8")
    for key in ("docs_dir: ", "custom_dir: "):
        text = text.replace(key, f"{key}{CONFIG.parent}/")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert kamerspiegel("add", file, "--content", content).code == 0
    (document,) = Content(content).document_files()
    every = " ¶ ".join(payloads)
    sidecar = Sidecar(
        title=f"{payloads[3]} {every}",
        committee=every,
        reference=payloads[4],
        note=every,
        signatories=(Person(name=payloads[5], office=f"minister van {payloads[6]}"),),
        added="2024-03-06",
    )
    Content(content).sidecar_path(document).write_bytes(encode(sidecar))
    assert kamerspiegel("reread", "--content", content).code == 0
    outcome = kamerspiegel("build", "--content", content, "--site", folder / "site")
    assert outcome.code == 0, outcome.err
    return folder / "site"


#: Everything in a page that this site never has, and a payload could bring.
FOREIGN = """() => {
    const never = 'script:not([src]):not([type="application/ld+json"]), script[src^="http"], script[src^="data"], '
        + 'iframe, object, embed, base, img, math, svg:not([class]), form:not([role=search]), main style, main link, '
        + 'link[rel=stylesheet][href^="http"], meta[http-equiv]:not([http-equiv="Content-Security-Policy"])';
    const found = [...document.querySelectorAll(never)].map((element) => element.outerHTML.slice(0, 200));
    for (const element of document.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
            const leads = ["href", "src", "action", "formaction", "xlink:href"].includes(name);
            if (name.startsWith("on") || name === "style" || name === "srcdoc"
                || (leads && /^\\s*(javascript|data|vbscript|file):/i.test(value) && value !== "data:,"))
                found.push(element.outerHTML.slice(0, 200));
        }
    }
    if (window.ran) found.push("a script ran");
    return found;
}"""


def squeezed(text: str) -> str:
    """Return a text without white space and without signs that cannot be seen.

    Three things that a reader makes of text are undone: stars that stand alone are left out of Markdown, as what
    converters leave behind; "[1]" is the mark of a note, whose text stands behind "1"; accents are composed.
    """
    text = unicodedata.normalize("NFC", re.sub(r"\[(\d+)\]:?", r"\1", text))
    return "".join(
        sign for sign in text if sign != "*" and not sign.isspace() and unicodedata.category(sign) != "Cf"
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_a_hostile_document_does_nothing_and_is_shown(browser: Browser, serve: object, name: str) -> None:
    _, _, payloads = FORMATS[name]
    assert len(payloads) >= 60
    folder = built(name)
    address = serve(folder)  # type: ignore[operator]
    texts = {}
    with watched(browser) as (page, seen):
        for path in sorted(folder.rglob("*.html")):
            where = path.relative_to(folder).as_posix()
            page.goto(address + where)
            assert page.evaluate(FOREIGN) == [], where
            texts[where] = squeezed(page.locator("body").text_content() or "")
        page.goto(f"{address}zoeken/?q=vooraan")
        page.wait_for_selector("main mark, .page mark")
        assert page.evaluate(FOREIGN) == []
        assert not seen
    if name.endswith("as it is"):
        return
    everything = "".join(texts.values())
    assert squeezed(shown(f"Kwaad {payloads[1]}")) in everything, "the name of a faction"
    lost = [
        sentence
        for number, payload in enumerate(payloads, 1)
        for sentence in (
            f"Klopt het dat {payload} in vraag {number} staat?",
            f"Ja, {payload} staat in het midden.",
            # The mark at the start of a note may become that of the site.
            f"{payload.removeprefix('[1]: ')} staat vooraan.",
            *([f"Noot met {payload}."] if name not in ("text", "print") else []),
            *([f"Over {payload}"] if number % 5 == 3 else []),
            f"¶ {payload} ¶" if 1 < number < len(payloads) else "",
        )
        if squeezed(shown(sentence)) not in everything
    ]
    assert not lost
