"""What a page is about, for machines that read schema.org (JSON-LD).

A page of questions is a ``CollectionPage`` whose parts are ``Question``s with an ``acceptedAnswer``, or where
they are many with their names alone; the data page has a ``Dataset``. Texts are cut short: the page itself
holds them in full, and the ``url`` leads there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from generator.addresses import DATA, address, document_page, meeting_page
from generator.archive.graph import Archive, DocumentNode, Entry
from generator.archive.outline import outlines
from generator.export.tooi import ministry_of
from generator.records import Person, plain_text

Value = dict[str, Any]

CONTEXT = "https://schema.org"
#: No more of a text than this is repeated in a page.
LONGEST_TEXT = 80
LONGEST_NAME = 60
#: Of more questions than this on one page, each is named, and no more.
MOST_IN_FULL = 50
CHAMBERS: dict[str, Value] = {
    "Tweede Kamer": {
        "@type": "GovernmentOrganization",
        "name": "Tweede Kamer der Staten-Generaal",
        "url": "https://www.tweedekamer.nl/",
    },
    "Eerste Kamer": {
        "@type": "GovernmentOrganization",
        "name": "Eerste Kamer der Staten-Generaal",
        "url": "https://www.eerstekamer.nl/",
    },
}
_ABOUT = (
    "Schriftelijke vragen uit de Staten-Generaal met de antwoorden van ministers, vraag voor vraag, met "
    "fractie, onderwerp, stand, verwijzingen en de plaats in het brondocument. Geen officiële uitgave."
)
_TERMS = (
    "Teksten van parlement en regering zijn vrij te hergebruiken. "
    "Wat dit project eraan toevoegt, valt onder CC0."
)
#: Formats of the files in a Dataset, by suffix.
_MEDIA = {
    "jsonl": "application/x-ndjson",
    "json": "application/json",
    "csv": "text/csv",
    "sqlite": "application/vnd.sqlite3",
    "ics": "text/calendar",
}


def meeting_jsonld(archive: Archive, meeting: str, site_url: str | None = None) -> Value:
    """Return what the page of a meeting is about."""
    node = archive.meetings[meeting]
    documents = [archive.documents[one] for one in node.documents if one in archive.documents]
    entries = [archive.questions[one] for one in node.questions if one in archive.questions]
    people = dict.fromkeys(person for entry in entries for person in entry.answered_by)
    # Short, since every answer says one of them, and relative to the page.
    names = {person: f"#persoon-{number}" for number, person in enumerate(people, 1)}
    made: Value = {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "name": node.meeting.name,
        "inLanguage": "nl",
        "url": _full(site_url, address(meeting_page(meeting))),
        "isBasedOn": [_document(document, site_url) for document in documents],
        "mentions": [_minister(person, name) for person, name in names.items()],
        # Those that were split are left to their parts.
        "hasPart": [
            _question(archive, entry, names, short=len(entries) > MOST_IN_FULL)
            for entry in entries
            if not entry.continued_as
        ],
    }
    if node.meeting.days:
        made["temporalCoverage"] = "/".join(dict.fromkeys((node.meeting.days[0], node.meeting.days[-1])))
    return _clean(made)


def dataset_jsonld(archive: Archive, site_url: str | None = None, *, name: str = "Kamerspiegel") -> Value:
    """Return what the data page offers."""
    days = sorted(filter(None, (_day(one.asked_date) for one in outlines(archive.questions).values())))
    changed = [node.record.added for node in archive.documents.values()]
    files = ("questions.jsonl", "questions.csv", "kamerspiegel.sqlite", "documents.json", "meetings.json",
             "factions.json", "topics.json", "toezeggingen.ics")  # fmt: skip
    made: Value = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": f"{name}: vragen uit de Kamer en antwoorden van ministers",
        "description": _ABOUT,
        "inLanguage": "nl",
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "conditionsOfAccess": _TERMS,
        "url": _full(site_url, address(DATA)),
        "dateModified": max(changed, default=None),
        "temporalCoverage": f"{days[0]}/{days[-1]}" if days else None,
        "creator": {"@type": "Organization", "name": name, "url": _full(site_url, "")},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file,
                "encodingFormat": _MEDIA[file.rpartition(".")[2]],
                "contentUrl": _full(site_url, f"data/{file}"),
            }
            for file in files
        ],
    }
    return _clean(made)


def script_text(value: Value) -> str:
    """Return JSON-LD as the text of a ``<script type="application/ld+json">``; nothing in it can end it."""
    text = msgspec.json.encode(value).decode()
    for sign, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, code)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _question(archive: Archive, entry: Entry, people: Mapping[Person, str], *, short: bool) -> Value:
    made: Value = {
        "@type": "Question",
        # Relative to the page, so that it holds on every host.
        "@id": f"#{entry.anchor}",
        "name": _start(plain_text(entry.question), LONGEST_NAME),
        "dateCreated": _day(entry.asked_date),
        "author": [_faction(archive, one) for one in entry.factions]
        or [{"@type": "Person", "name": name} for name in entry.members],
        "answerCount": 1 if entry.answer else 0,
    }
    if short:
        return _clean(made)
    made["citation"] = list(dict.fromkeys(citation.url for citation in entry.citations if citation.url))
    if entry.answer:
        made["acceptedAnswer"] = _clean(
            {
                "@type": "Answer",
                "text": _start(plain_text(entry.answer), LONGEST_TEXT),
                "dateCreated": _day(entry.answer_date),
                "author": [{"@id": people[person]} for person in entry.answered_by],
            }
        )
    return _clean(made)


def _minister(person: Person, name: str) -> Value:
    ministry = ministry_of(person.office)
    made: Value = {
        "@type": "Person",
        "@id": name,
        "name": person.name,
        "jobTitle": person.office,
    }
    if ministry is not None:
        made["worksFor"] = {
            "@type": "GovernmentOrganization",
            "@id": ministry.uri,
            "name": f"Ministerie van {ministry.name}",
        }
    return _clean(made)


def _document(node: DocumentNode, site_url: str | None) -> Value:
    return _clean(
        {
            "@type": "CreativeWork",
            "name": node.title,
            "identifier": list(node.identifiers),
            "datePublished": _day(node.date),
            "url": _full(site_url, address(document_page(node.id))),
            "sameAs": node.url,
            "publisher": CHAMBERS.get(node.chamber or ""),
        }
    )


def _faction(archive: Archive, identifier: str) -> Value:
    node = archive.factions.get(identifier)
    return {"@type": "Organization", "name": node.faction.name if node else identifier}


def _full(site_url: str | None, relative: str) -> str | None:
    """Return a full address, or None: a relative one would mean something else on each page."""
    return site_url.rstrip("/") + "/" + relative if site_url else None


def _clean(value: Value) -> Value:
    """Return a value without what is empty; a list of one is that one."""
    kept: Value = {}
    for key, item in value.items():
        if item is None or item == [] or item == "":
            continue
        single = isinstance(item, list) and len(item) == 1 and key != "hasPart"
        kept[key] = item[0] if single else item
    return kept


def _start(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rpartition(' ')[0] or line[:length]} …"


def _day(text: str | None) -> str | None:
    return text if _is_day(text) else None


def _is_day(text: str | None) -> bool:
    return bool(text) and len(text or "") == 10
