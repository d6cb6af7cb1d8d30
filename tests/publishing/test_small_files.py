"""Calendar, checksums, ministries, sitemap, robots: each by what must hold of it."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings

from generator.archive.graph import Archive
from generator.export.calendar import calendar_file
from generator.export.checksums import with_checksums
from generator.export.opengraph import open_graph
from generator.export.sitemap import last_change, last_changes, robots
from generator.export.tooi import MINISTRIES, ministries_file, ministry_of
from tests.publishing.sample import ASKED, MEETING, archive, archives, sample

SITE = "https://kamer.example/sub/"
EMPTY = Archive(documents={}, meetings={}, questions={}, factions={}, topics={})


PROPERTIES = {
    "BEGIN",
    "END",
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "URL",
    "TRANSP",
} | {"VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME"}


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


# ---------------------------------------------------------------------- calendar


def test_an_open_commitment_with_a_day_is_an_event() -> None:
    lines = unfolded(calendar_file(sample(), SITE)[1])
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == 1, "one without a day, or that was kept, is none"
    assert f"UID:{ASKED}/2--t1@kamerspiegel" in lines
    assert "DTSTAMP:20260212T000000Z" in lines
    assert "DTSTART;VALUE=DATE:20260331" in lines
    assert "DTEND;VALUE=DATE:20260401" in lines
    assert f"URL:{SITE}vergaderingen/{MEETING}/#{ASKED}--2" in lines
    told = next(line for line in lines if line.startswith("DESCRIPTION:"))
    assert told.startswith(
        "DESCRIPTION:Ik informeer uw Kamer\\, uiterlijk eind maart\\; zie \\\\ hieronder.\\nWanneer"
    )


def test_without_the_address_of_the_site_events_have_none() -> None:
    assert not any(line.startswith("URL:") for line in unfolded(calendar_file(sample())[1]))


@settings(max_examples=60)
@given(archives())
def test_a_calendar_is_well_formed_whatever_the_texts(some: Archive) -> None:
    data = calendar_file(some, SITE)[1]
    assert data == calendar_file(some, SITE)[1]
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
        assert not any(byte < 0x20 for byte in line)
    for text in unfolded(data)[:-1]:
        assert text.partition(":")[0].partition(";")[0] in PROPERTIES


# ---------------------------------------------------------------------- checksums


def test_checksums_hold(tmp_path: Path) -> None:
    files = dict(with_checksums([("b/c.json", b"{}"), ("a.csv", b"x\n")]))
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert list(files) == ["b/c.json", "a.csv", "SHA256SUMS"]
    assert (
        files["SHA256SUMS"].decode().splitlines()[0]
        == f"{hashlib.sha256(b'x' + bytes([10])).hexdigest()}  a.csv"
    )
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("paths", [("a", "a"), ("a\nb",)])
def test_names_that_would_make_checksums_lie(paths: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="another file of this name"):
        list(with_checksums((path, b"") for path in paths))


# ---------------------------------------------------------------------- ministries


@pytest.mark.parametrize(
    ("office", "code"),
    [
        ("minister van Defensie", "mnre1018"),
        ("De Minister van Defensie,", "mnre1018"),
        ("staatssecretaris van Defensie", "mnre1018"),
        ("minister van Financiën", "mnre1090"),
        ("minister van Economische Zaken", "mnre1045"),
        ("minister-president", "mnre1010"),
        ("minister-president, minister van Algemene Zaken", "mnre1010"),
        ("minister van Landbouw, Natuur en Voedselkwaliteit", None),
        ("minister voor Klimaat en Energie", None),
        ("minister van Buitenlandse Zaken en Defensie", None),
        ("Tweede Kamerlid", None),
        ("", None),
        (None, None),
    ],
)
def test_the_ministry_of_an_office(office: str | None, code: str | None) -> None:
    found = ministry_of(office)
    assert (found.code if found else None) == code


def test_every_name_leads_to_its_own_ministry() -> None:
    for ministry in MINISTRIES:
        for name in (ministry.name, *ministry.former):
            assert ministry_of(f"minister van {name}") == ministry


def test_the_file_names_the_ministries_of_the_archive() -> None:
    told = msgspec.json.decode(ministries_file(sample())[1])
    assert [row["id"].rpartition("/")[2] for row in told["ministries"]] == ["mnre1018"]


# ---------------------------------------------------------------------- found by search engines


def test_pages_changed_when_their_documents_came_in() -> None:
    changes = last_changes(sample())
    assert changes[f"vergaderingen/{MEETING}.md"] == "2026-02-12"
    assert changes[f"documenten/{ASKED}.md"] == "2026-02-05"
    assert changes["fracties/d66/index.md"] == "2026-02-12"
    assert "fracties/vvd/index.md" not in changes
    assert last_change(sample()) == "2026-02-12"
    assert (last_changes(EMPTY), last_change(EMPTY)) == ({}, None)


def test_robots_may_read_everything() -> None:
    assert robots(None)[1] == b"User-agent: *\nAllow: /\n"
    assert robots(SITE)[1] == f"User-agent: *\nAllow: /\n\nSitemap: {SITE}sitemap.xml\n".encode()


def test_shared_pages_show_a_picture_only_with_a_full_address() -> None:
    told = dict(open_graph(title="T", description="D", address="x/", site_url=SITE))
    assert told["og:url"] == f"{SITE}x/"
    assert told["og:image"] == f"{SITE}assets/images/deelplaatje.png"
    assert {name for name, _ in open_graph(title="T", description="D", address="x/", site_url=None)} == {
        "og:type",
        "og:locale",
        "og:site_name",
        "og:title",
        "og:description",
    }


def test_an_empty_archive_gives_empty_files() -> None:
    assert b"VEVENT" not in calendar_file(archive())[1]
    assert msgspec.json.decode(ministries_file(archive())[1])["schema_version"] >= 1
