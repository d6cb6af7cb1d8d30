"""``datapackage.json``: what the data files are and what their columns hold (Frictionless Data Package)."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from generator.export.rows import QuestionRow
from generator.records import SCHEMA_VERSION

#: Columns that hold a day.
DAYS = frozenset({"asked_date", "answer_date", "added"})
#: What a column holds, in Dutch, where its name does not say it.
DESCRIPTIONS = {
    "id": "Blijvend nummer van de vraag: <document>/<sleutel>.",
    "url": "Adres op de site, vanaf de hoofdmap.",
    "document": "Document waarin de vraag gesteld is.",
    "section": "Lijst waarin de vraag staat, als het document er meer heeft.",
    "number": "Het gedrukte nummer (het eerste).",
    "ordinal": "De hoeveelste vraag van de fractie (of van de lijst).",
    "attribution": "Hoe de fractie bekend is: door een kop, genoemd, afgeleid of onbekend.",
    "question": "De hele vraag; alinea's door een lege regel gescheiden.",
    "answer": "Het hele antwoord, ook als het bij meer vragen hoort.",
    "status": "Wat het antwoord doet met de vraag; zegt niets over de kwaliteit.",
    "status_evidence": "De zin waaruit de status blijkt.",
    "answer_refs": "Vragen waar het antwoord naar verwijst.",
    "unresolved_refs": "Nummers waar het antwoord naar verwijst en die er niet zijn.",
    "referred_by": "Vragen waarvan het antwoord hiernaar verwijst.",
    "also_answers": "Andere vragen waar dit antwoord ook voor geldt.",
    "printings": "Dezelfde vraag in een ander document.",
    "continued_as": "Vragen waarover deze in de antwoordbrief verdeeld is; zij telt dan zelf niet mee.",
    "doubts": "Waar het inlezen over twijfelde.",
    "added": "Dag waarop het document in het archief kwam.",
}


class DataFile(msgspec.Struct, frozen=True, kw_only=True):
    """A published file, as the data package describes it."""

    path: str
    title: str
    bytes: int
    sha256: str


def data_package(files: Iterable[DataFile], last_added: str | None) -> dict[str, Any]:
    """Return the description of the data files; its version is the day the last document was added."""
    package: dict[str, Any] = {
        "name": "kamerspiegel",
        "title": "Kamerspiegel: schriftelijke vragen van het parlement, met de antwoorden",
        "description": "Vragen en antwoorden zoals gepubliceerd door het parlement; geen officiële uitgave.",
        "schema_version": SCHEMA_VERSION,
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "CC0 voor wat is toegevoegd; voor de teksten zelf: Auteurswet, artikelen 11 en 15b",
            }
        ],
        "resources": [_resource(file) for file in files],
    }
    if last_added is not None:
        package["version"] = last_added
    return package


def _resource(file: DataFile) -> dict[str, Any]:
    stem, _, suffix = file.path.rpartition(".")
    resource: dict[str, Any] = {
        "name": stem.replace("/", "-") if suffix != "csv" else f"{stem}-csv",
        "path": file.path,
        "title": file.title,
        "format": suffix,
        "mediatype": {"csv": "text/csv", "jsonl": "application/jsonl", "json": "application/json"}[suffix],
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }
    if file.path == "questions.csv":
        resource["profile"] = "tabular-data-resource"
        resource["schema"] = table_schema()
    if file.path == "questions.jsonl":
        # Not "table": its lists and objects are what the schema describes, and readers need an extra for it.
        resource["type"] = "file"
        resource["jsonSchema"] = "schema/question.json"
    elif suffix == "json":
        resource["jsonSchema"] = f"schema/{stem}.json"
    return resource


def table_schema() -> dict[str, Any]:
    """Return the columns of ``questions.csv`` (Frictionless Table Schema)."""
    return {
        "fields": [_field(field.name, field.type) for field in msgspec.structs.fields(QuestionRow)],
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def _field(name: str, kind: Any) -> dict[str, Any]:
    options = [o for o in typing.get_args(kind) if o is not type(None)] if _is_union(kind) else [kind]
    described: dict[str, Any] = {"name": name, "type": _column_type(name, options[0])}
    if name in DESCRIPTIONS:
        described["description"] = DESCRIPTIONS[name]
    constraints: dict[str, Any] = {}
    if not _is_union(kind) and described["type"] != "string":
        constraints["required"] = True
    if typing.get_origin(options[0]) is Literal:
        constraints["enum"] = list(typing.get_args(options[0]))
    if constraints:
        described["constraints"] = constraints
    return described


def _is_union(kind: Any) -> bool:
    return typing.get_origin(kind) in (typing.Union, types.UnionType)


def _column_type(name: str, kind: Any) -> str:
    if name in DAYS:
        return "date"
    if kind is int:
        return "integer"
    if typing.get_origin(kind) is tuple:
        return "array"
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return "object"
    return "string"
