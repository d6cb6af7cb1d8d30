"""The link checker sees what it must see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.links import check

GOOD = (
    '<a href="deel/">Deel</a><a href="#hier">x</a><p id="hier"></p><a href="https://example.org/">Elders</a>'
)
PART = '<a href="../#hier">Terug</a><img src="plaat.svg" alt="">'


def faults(tmp_path: Path, home: str = GOOD, part: str = PART, **more: str) -> list[str]:
    files = {"index.html": home, "deel/index.html": part, "deel/plaat.svg": "<svg/>", **more}
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/").replace("_html", ".html").replace("_css", ".css")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [str(fault) for fault in check(tmp_path)]


def test_a_good_site_has_no_faults(tmp_path: Path) -> None:
    assert not faults(tmp_path)


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ('<a href="weg/">x</a>', "there is no such file"),
        ('<a href="deel/#weg">x</a>', "there is no such anchor in deel/index.html"),
        ('<a href="#weg">x</a>', "there is no such anchor in index.html"),
        ('<a href="/deel/">x</a>', "is not relative"),
        ('<a href="../buiten.html">x</a>', "there is no such file"),
        ('<a href="javascript:x()">x</a>', "leads to no page"),
        ('<img src="https://example.org/x.png" alt="">', "comes from elsewhere: https://example.org/x.png"),
        ('<script src="//example.org/x.js"></script>', "comes from elsewhere: //example.org/x.js"),
        ('<link rel="stylesheet" href="https://example.org/x.css">', "comes from elsewhere"),
        ('<p id="hier"></p>', "id twice: hier"),
        ("<p><b>x</p>", "closes nothing"),
    ],
)
def test_sees(tmp_path: Path, link: str, fault: str) -> None:
    assert any(fault in one for one in faults(tmp_path, GOOD + link))


def test_sees_a_page_that_nothing_links_to(tmp_path: Path) -> None:
    assert faults(tmp_path, los_html="<p>x</p>") == ["los.html: no page links to it"]


def test_sees_a_style_sheet_that_fetches(tmp_path: Path) -> None:
    found = faults(tmp_path, stijl_css='a{background:url("https://example.org/x.png")} b{src:url(weg.woff2)}')
    assert found == [
        "stijl.css: comes from elsewhere: https://example.org/x.png",
        "stijl.css: there is no such file: weg.woff2",
    ]


def test_canonical_links_are_no_requests(tmp_path: Path) -> None:
    assert not faults(tmp_path, GOOD + '<link rel="canonical" href="https://example.org/">')
