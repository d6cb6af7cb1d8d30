"""What the site gets from the search: which files, by which engine, and the same again for the same archive."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from generator.archive.graph import Archive
from generator.search import program as program_module
from generator.search import settings
from generator.search.files import search_files
from generator.search.program import slim
from generator.search.settings import SearchSettings, engine_for
from tests.factories import empty_archive, sample_archive
from tests.pages.hostile import PAYLOADS
from tests.pages.test_hostile_archive import hostile_archive

BROWSER = Path(program_module.__file__).parent / "browser"
LUNR = SearchSettings(engine="lunr")


def value_of(data: bytes) -> object:
    """Return what a script hands over."""
    text = data.decode()
    assert text.startswith('kamerspiegel.search.data("'), text[:60]
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def files(archive: Archive, chosen: SearchSettings = LUNR) -> dict[str, bytes]:
    return dict(search_files(archive, chosen))


def test_the_files_of_lunr() -> None:
    made = files(sample_archive())
    assert {"search/search.js", "search/start.js", "search/rows-0.js", "search/terms-0.js", "search/texts-0-0.js"} <= set(made)
    start = value_of(made["search/start.js"])
    assert isinstance(start, dict)
    assert start["catalogue"]["engine"] == "lunr"
    assert start["catalogue"]["questions"] == len(sample_archive().questions)


@pytest.mark.parametrize("make", [sample_archive, empty_archive], ids=["sample", "empty"])
@pytest.mark.parametrize("engine", ["lunr", "pagefind"])
def test_the_same_archive_gives_the_same_bytes(make: object, engine: str) -> None:
    assert callable(make)
    chosen = SearchSettings(engine=engine)  # type: ignore[arg-type]
    assert files(make(), chosen) == files(make(), chosen)


@pytest.mark.parametrize(
    ("engine", "offline", "large", "expected"),
    [
        ("auto", False, False, "lunr"),
        ("auto", False, True, "pagefind"),
        ("lunr", False, True, "lunr"),
        ("pagefind", False, False, "pagefind"),
        # From disk there is no server, and Pagefind needs one.
        ("pagefind", True, False, "lunr"),
        ("auto", True, True, "lunr"),
    ],
)
def test_the_engine(
    engine: str, offline: bool, large: bool, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LARGE", 1 if large else 10_000)
    chosen = SearchSettings(engine=engine, offline=offline)  # type: ignore[arg-type]
    assert engine_for(sample_archive(), chosen) == expected


def test_only_the_program_of_the_engine_is_shipped() -> None:
    lunr = files(sample_archive())["search/search.js"].decode()
    pagefind = files(sample_archive(), SearchSettings(engine="pagefind"))["search/search.js"].decode()
    assert "pagefind.js" not in lunr
    assert "pagefind.js" in pagefind


def test_the_program_runs_nothing_from_text() -> None:
    program = files(sample_archive())["search/search.js"].decode()
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "http:", "https:"):
        assert forbidden not in program, forbidden


@pytest.mark.parametrize("path", sorted(BROWSER.glob("*.js")), ids=lambda path: path.stem)
def test_no_string_of_the_program_goes_over_several_lines(path: Path) -> None:
    """Lines are made slim one by one: what stands in a string would change."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        code = re.sub(r'^\s*//.*|"[^"]*"', "", line.split("; //")[0])
        assert code.count("`") % 2 == 0, f"{path.name}:{number}"
    assert not re.search(r"^\s*\*|/\*", slim(path.read_text(encoding="utf-8")), re.MULTILINE), "a remark over several lines"


def test_no_file_is_larger_than_it_need_be() -> None:
    for path, data in search_files(sample_archive(), LUNR):
        assert len(data) < 120_000, path


@pytest.mark.parametrize("engine", ["lunr", "pagefind"])
def test_hostile_texts_stay_texts(engine: str) -> None:
    for payload in PAYLOADS:
        for path, data in search_files(hostile_archive(payload), SearchSettings(engine=engine)):  # type: ignore[arg-type]
            if path.startswith("search/") and path.endswith(".js") and "pagefind" not in path and path != "search/search.js":
                value_of(data)


def test_addresses_from_disk_are_those_of_files() -> None:
    start = value_of(files(sample_archive(), SearchSettings(offline=True))["search/start.js"])
    assert isinstance(start, dict)
    assert start["catalogue"]["page"] == "vergaderingen/*.html"


def test_opensearch_needs_the_address_of_the_site() -> None:
    assert "opensearch.xml" not in files(sample_archive())
    known = msgspec.structs.replace(LUNR, site_url="https://kamer.example/a&b", site_name="Kamer <&> spiegel")
    root = ElementTree.fromstring(files(sample_archive(), known)["opensearch.xml"])
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    short = root.findtext("o:ShortName", namespaces=names)
    assert short is not None
    assert len(short) <= 16
    url = root.find("o:Url[@type='text/html']", names)
    assert url is not None
    assert url.get("template") == "https://kamer.example/a&b/zoeken/?q={searchTerms}"
