"""Writes small Word documents for the tests, part by part, as Word itself stores them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_R = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
#: What a part is called in the relations and in the content types.
_TYPES = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header1": "header",
    "footer1": "footer",
}
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/>
<w:sz w:val="20"/><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/>
<w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Vraagkop"><w:name w:val="Vraagkop"/><w:basedOn w:val="Standaard"/>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Voetnoot"><w:name w:val="footnote text"/><w:basedOn w:val="Standaard"/>
<w:rPr><w:sz w:val="16"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Nootmarkering"><w:name w:val="footnote reference"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Tabelraster"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/>
<w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>
</w:tblBorders></w:tblPr></w:style>
"""


def docx(body: str, **parts: str) -> bytes:
    """Return a Word document: the body, and by name the other parts (``numbering``, ``footnotes`` …)."""
    parts = {"styles": STYLES, **parts}
    written = {name: inner for name, inner in parts.items() if inner}
    files = {
        "[Content_Types].xml": _content_types(written),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": _part("document", f"<w:body>{body}{_section(written)}</w:body>"),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in written}),
    }
    for name, inner in written.items():
        root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
        files[f"word/{name}.xml"] = _part(root, inner)
    return archive(files)


def archive(files: dict[str, str] | dict[str, bytes]) -> bytes:
    """Return a zip file that is the same on every run."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in files.items():
            container.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def p(*runs: str, style: str = "", number: tuple[int, int] | None = None, extra: str = "") -> str:
    """Return a paragraph of runs (``r``) or plain strings; ``number`` is (numbering, level)."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}{extra}</w:pPr>{inner}</w:p>"


def r(text: str, *, bold: bool = False, extra: str = "") -> str:
    properties = ("<w:b/>" if bold else "") + extra
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def bold(text: str) -> str:
    return p(r(text, bold=True))


def footnote_mark(identifier: int, kind: str = "footnote") -> str:
    return (
        f'<w:r><w:rPr><w:rStyle w:val="Nootmarkering"/></w:rPr><w:{kind}Reference w:id="{identifier}"/></w:r>'
    )


def notes(texts: dict[int, str], kind: str = "footnote") -> str:
    """Return the inner XML of the footnotes part, with the separators that Word keeps under ids 0 and 1."""
    inner = (
        f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
    )
    for identifier, text in texts.items():
        mark = f'<w:r><w:rPr><w:rStyle w:val="Nootmarkering"/></w:rPr><w:{kind}Ref/></w:r>'
        inner += f'<w:{kind} w:id="{identifier}">{p(mark, r(" " + text), style="Voetnoot")}</w:{kind}>'
    return inner


def numbering(*definitions: str, instances: Iterable[str] = ()) -> str:
    """Return the inner XML of the numbering part: abstract numberings 0, 1, … used by instances 1, 2, …"""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{d}</w:abstractNum>' for i, d in enumerate(definitions)
    )
    given = "".join(instances)
    numbers = given or "".join(
        f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(len(definitions))
    )
    return abstract + numbers


def level(place: int, pattern: str, style: str = "decimal", start: int = 1, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/><w:pPr><w:ind w:left="{360 * (place + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def table(rows: Iterable[Iterable[str]], *, lines: bool = True) -> str:
    """Return a table; a cell is text, or the XML of its paragraphs."""
    style = (
        '<w:tblPr><w:tblStyle w:val="Tabelraster"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        if lines
        else "<w:tblPr/>"
    )
    inner = ""
    for row in rows:
        cells = "".join(f"<w:tc><w:tcPr/>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        inner += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl>{style}{inner}</w:tbl>"


def text_box(*paragraphs: str) -> str:
    """Return a run with a text box, in both forms that Word writes beside one another."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _part(root: str, inner: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_NAMESPACES}>{inner}</w:{root}>'
    )


def _section(parts: dict[str, str]) -> str:
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="r-{kind}1"/>'
        for kind in ("header", "footer")
        if f"{kind}1" in parts
    )
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1700" w:right="1700" w:bottom="1700" w:left="1700" w:header="700" w:footer="700" w:gutter="0"/></w:sectPr>'
    )


def _relations(targets: dict[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r-{name}" Type="{_R}/{_TYPES.get(name, name)}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PACKAGE_R}">{inner}</Relationships>'
    )


def _content_types(parts: dict[str, str]) -> str:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    inner = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{base}.{_TYPES[name]}+xml"/>'
        for name in parts
        if name in _TYPES
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{base}.document.main+xml"/>{inner}</Types>'
    )
