"""The site builds strictly, on MkDocs and on ProperDocs, and every link in it leads somewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.archive.load import load_archive
from generator.storage import Content
from tests.pages.reading_html import Reading
from tests.site.building import ROOT, scratch, site
from tests.site.links import check

SITES = ("sample", "empty", "hostile", "real")


@pytest.mark.parametrize("name", SITES)
def test_every_link_leads_somewhere(name: str) -> None:
    assert not check(site(name))


@pytest.mark.parametrize("name", SITES)
def test_no_page_holds_a_script_of_its_own(name: str) -> None:
    for path in site(name).rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", html)
        handlers = [
            name for one in Reading(html).elements for name in one.attributes if name.startswith("on")
        ]
        styles = [one.tag for one in Reading(html).elements if "style" in one.attributes]
        assert not inline, path
        assert not handlers, path
        assert not styles, path


def test_every_question_has_its_anchor() -> None:
    archive = load_archive(Content(ROOT / "content"))
    assert archive.questions
    for meeting in archive.meetings.values():
        html = (site("real") / "vergaderingen" / meeting.meeting.id / "index.html").read_text(
            encoding="utf-8"
        )
        ids = Reading(html).ids()
        for question in meeting.questions:
            assert ids.count(archive.questions[question].anchor) == 1


def test_addresses_in_the_data_are_those_of_the_site() -> None:
    for line in (site("real") / "data" / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        page, _, anchor = json.loads(line)["url"].partition("#")
        assert f'id="{anchor}"' in (site("real") / page / "index.html").read_text(encoding="utf-8")


def test_texts_are_whole_on_their_pages() -> None:
    archive = load_archive(Content(ROOT / "content"))
    for meeting in archive.meetings.values():
        html = (site("real") / "vergaderingen" / meeting.meeting.id / "index.html").read_text(
            encoding="utf-8"
        )
        text = squeezed(re.sub(r'<sup class="note-mark".*?</sup>', "", html))
        for question in meeting.questions:
            entry = archive.questions[question]
            for paragraph in (*entry.question, *entry.answer):
                assert "".join(paragraph.text.split()) in text, question


def squeezed(html: str) -> str:
    return Reading(html).text.replace(" ", "")


def test_pages_stay_light() -> None:
    for path in site("real").rglob("*.html"):
        kind = path.relative_to(site("real")).parts[0]
        limit = 400_000 if kind in ("vergaderingen", "documenten", "citaten") else 100_000
        assert path.stat().st_size <= limit, path


def test_the_page_for_a_wrong_address_needs_no_other_file() -> None:
    reading = Reading((site("sample") / "404.html").read_text(encoding="utf-8"))
    for element in reading.elements:
        assert "src" not in element.attributes
        assert element.tag != "link" or element.attributes["href"] == "data:,"


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_builds_strictly_from_the_command_line(builder: str) -> None:
    if find_spec(builder) is None:
        pytest.skip(f"{builder} is not installed")
    target = scratch() / "site"
    command = [sys.executable, "-m", builder, "build", "--strict", "--quiet", "-d", str(target)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert pages(target) == pages(site("real"))


def pages(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
