"""Style sheets, scripts and letters have names that hold a hash of them, and are kept for ever."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import groupby
from urllib.parse import unquote

import pytest

from generator.site.fingerprints import FOLDER, fingerprinted
from generator.site.policy import ASK_FIRST, FOR_EVER, HEADERS
from tests.pages.reading_html import Reading
from tests.site.building import site

FILES = {
    "assets/a.css": b"@font-face { src: url('letters/x.woff2'); } /* a remark */ a::before { content: '/* } ; */'; }",
    "assets/b/b.css": b'b > i { width: calc(1px + 2px); background: url("../images/y%20z.png#part"); }',
    "assets/c.css": b'@import "other.css";',
    "assets/letters/x.woff2": b"letters",
    "assets/own.js": b"run()",
}


def test_a_name_follows_from_what_is_in_the_file() -> None:
    first = fingerprinted(FILES, ["assets/a.css", "assets/b/b.css"])
    assert first == fingerprinted(dict(reversed(FILES.items())), ["assets/a.css", "assets/b/b.css"])
    assert set(first.names) == set(FILES)
    assert all(sha256(data).hexdigest()[:12] in path for path, data in first.files.items())
    other = fingerprinted({**FILES, "assets/letters/x.woff2": b"other"}, ["assets/a.css", "assets/b/b.css"])
    assert other.names["assets/letters/x.woff2"] != first.names["assets/letters/x.woff2"]
    assert other.sheets != first.sheets, "a style sheet that uses the letters is another one too"
    assert other.names["assets/own.js"] == first.names["assets/own.js"]


def test_the_style_sheets_of_all_pages_are_one_and_say_the_same() -> None:
    made = fingerprinted(
        FILES, ["assets/a.css", "https://elsewhere.example/x.css", "assets/c.css", "assets/b/b.css"]
    )
    assert made.sheets == (
        "https://elsewhere.example/x.css",
        made.names["assets/c.css"],
        made.names["assets/a.css"],
    )
    assert made.names["assets/a.css"] == made.names["assets/b/b.css"]
    letters = made.names["assets/letters/x.woff2"].removeprefix(FOLDER)
    assert made.files[made.sheets[2]].decode() == (
        f"@font-face{{src: url(\"{letters}\");}}a::before{{content: '/* }} ; */';}}"
        'b > i{width: calc(1px + 2px);background: url("../images/y%20z.png#part");}'
    )


@pytest.mark.parametrize("name", ["sample", "sample offline"])
def test_every_page_uses_files_under_lasting_names_only(name: str) -> None:
    folder = site(name)
    for page in folder.rglob("*.html"):
        for element in Reading(page.read_text(encoding="utf-8")).elements:
            used = element.attributes.get("src" if element.tag == "script" else "href") or ""
            if used.endswith((".css", ".js", ".woff2")) and element.tag in ("script", "link"):
                target = (page.parent / unquote(used)).resolve().relative_to(folder.resolve()).as_posix()
                assert re.fullmatch(rf"{FOLDER}[a-z0-9-]+[.][0-9a-f]{{12}}[.](css|js|woff2)", target), target
    for file in (folder / FOLDER).iterdir():
        assert sha256(file.read_bytes()).hexdigest()[:12] == file.name.split(".")[-2]


def test_servers_are_told_how_long_to_keep_what() -> None:
    lines = (site("sample") / HEADERS).read_text(encoding="utf-8").splitlines()
    assert lines[lines.index(f"/{FOLDER}*") + 1] == f"  Cache-Control: {FOR_EVER}"
    for path in ("/", "/index.html", "/vergaderingen/*", "/data/*", "/search/*", "/assets/images/*"):
        assert lines[lines.index(path) + 1] == f"  Cache-Control: {ASK_FIRST}"
    rules = [line for line in lines if line.startswith("/") and line != "/*"]
    assert len(rules) == len(set(rules)) <= 90, "hosts read a hundred rules"
    assert "/assets/*" not in rules, "of two rules for one file a host sends both"
    assert all(len(list(same)) == 1 for _, same in groupby(sorted(rules)))
