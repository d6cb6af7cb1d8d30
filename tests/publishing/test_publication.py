"""All that is published beside the pages: complete, checked, and the same bytes every time."""

from __future__ import annotations

import hashlib
import json

import pytest

from generator.export.publication import published_files
from generator.feeds import feed_files
from tests.publishing.sample import MEETING, sample

SITE = "https://kamer.example/sub/"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(published_files(sample(), SITE))


def test_everything_is_there(files: dict[str, bytes]) -> None:
    assert {
        "data/questions.jsonl",
        "data/questions.csv",
        "data/datapackage.json",
        "data/kamerspiegel.sqlite",
        "data/toezeggingen.ics",
        "data/ministries.json",
        "data/dataset.jsonld",
        f"data/meetings/{MEETING}.json",
        f"data/meetings/{MEETING}.md",
        "data/SHA256SUMS",
        "robots.txt",
    } <= set(files)


def test_checksums_cover_all_data(files: dict[str, bytes]) -> None:
    lines = files["data/SHA256SUMS"].decode().splitlines()
    told = {f"data/{path}": digest for digest, path in (line.split("  ", 1) for line in lines)}
    data = {
        path: body for path, body in files.items() if path.startswith("data/") and "SHA256SUMS" not in path
    }
    assert told == {path: hashlib.sha256(body).hexdigest() for path, body in data.items()}


def test_a_meeting_holds_the_same_rows_as_the_whole(files: dict[str, bytes]) -> None:
    whole = {row["id"]: row for row in map(json.loads, files["data/questions.jsonl"].splitlines())}
    rows = json.loads(files[f"data/meetings/{MEETING}.json"])["questions"]
    assert rows
    assert all(row == whole[row["id"]] for row in rows)


def test_twice_the_same_bytes(files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert dict(published_files(sample(), SITE)) == files
    assert dict(feed_files(sample(), SITE)) == dict(feed_files(sample(), SITE))


def test_no_address_is_made_up() -> None:
    for path, data in published_files(sample()):
        assert b"kamer.example" not in data, path
