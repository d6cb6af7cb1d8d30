"""A server on this machine that speaks the protocol of the open data of the Tweede Kamer, errors included.

It holds records and files, filters and pages them as the service does, and serves files with ranges. What
goes wrong is set per kind of request: each request takes the next fault of its kind, and works when there is
none. Everything in it is made up.
"""

from __future__ import annotations

import io
import json
import re
import threading
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

PREFIX = "/OData/v4/2.0/"
ZONE = "+01:00"
#: A fault answers in the place of the server; it returns False to let the server answer after all.
Fault = Callable[["Handler"], bool]


def identifier(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def word_file(text: str) -> bytes:
    """Return the bytes of a small file that looks like Word from the outside: enough to be downloaded."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(zipfile.ZipInfo("word/document.xml"), f"<w:document>{text}</w:document>" * 40)
    return target.getvalue()


def pdf_file(text: str) -> bytes:
    return b"%PDF-1.7\n" + text.encode() * 40 + b"\n%%EOF\n"


def record(number: int, **fields: Any) -> dict[str, Any]:
    """Return a record of a consultation of the committee for Defence; ``fields`` replace what it holds."""
    day = fields.pop("day", f"2026-02-{number % 27 + 1:02d}")
    made: dict[str, Any] = {
        "Id": identifier(number),
        "Soort": "Verslag van een schriftelijk overleg",
        "DocumentNummer": f"2026D{number:05d}",
        "Titel": "Defensieraad",
        "Onderwerp": f"verslag van een schriftelijk overleg over onderwerp {number}",
        "Datum": f"{day}T00:00:00{ZONE}",
        "Vergaderjaar": "2025-2026",
        "Kamer": 2,
        "Volgnummer": 200 + number,
        "Aanhangselnummer": None,
        "ContentType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "ContentLength": None,
        "GewijzigdOp": f"{day}T09:{number % 60:02d}:06.79{ZONE}",
        "Verwijderd": False,
        "Kamerstukdossier": [{"Nummer": 21501, "Toevoeging": "28", "Titel": "Defensieraad"}],
        "Zaak": [
            {"Nummer": f"2026Z{number:05d}", "Soort": "Brief regering", "Onderwerp": "…", "ZaakActor": []}
        ],
        "Activiteit": [
            {
                "Nummer": f"2026A{number:05d}",
                "Soort": "Inbreng schriftelijk overleg",
                "Onderwerp": "…",
                "Datum": f"{day}T00:00:00{ZONE}",
                "Voortouwnaam": "vaste commissie voor Defensie",
                "Voortouwafkorting": "DEF",
            }
        ],
        "DocumentActor": [],
        "HuidigeDocumentVersie": {"Id": f"v1-{number}", "Versienummer": 1, "ExterneIdentifier": None},
    }
    return made | fields


class Service:
    """The state of the server: what it holds, what it was asked, and what goes wrong."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.committees = [
            {"Afkorting": "DEF", "NaamNL": "Vaste commissie voor Defensie", "DatumInactief": None}
        ]
        self.page_size = 3
        #: Faults by kind of request: "committee", "first" (page), "next" (page), "file".
        self.faults: dict[str, list[Fault]] = {}
        #: Whether nested expands are taken.
        self.nested = True
        self.counts = True
        self.asked: list[tuple[str, dict[str, str]]] = []

    def add(self, data: bytes | None, **fields: Any) -> dict[str, Any]:
        made = record(len(self.records) + 1, **fields)
        if data is not None:
            self.files[made["Id"]] = data
            if made["ContentLength"] is None:
                made["ContentLength"] = len(data)
        self.records.append(made)
        return made

    def requests(self, kind: str) -> int:
        return sum(asked == kind for asked, _ in self.asked)


class Handler(BaseHTTPRequestHandler):
    service: Service
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if not parts.path.startswith(PREFIX):
            self.error(404, "niet gevonden")
            return
        entity = unquote(parts.path.removeprefix(PREFIX))
        options = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        kind = self.kind(entity, options)
        self.service.asked.append(
            (kind, {**{k.lower(): v for k, v in self.headers.items()}, ":path": self.path})
        )
        faults = self.service.faults.get(kind, [])
        if faults and faults.pop(0)(self):
            return
        if kind == "committee":
            self.committee(options)
        elif kind == "file":
            self.file(entity)
        else:
            self.documents(options)

    @staticmethod
    def kind(entity: str, options: dict[str, str]) -> str:
        if entity == "Commissie":
            return "committee"
        if entity.startswith("Document("):
            return "file"
        return "next" if "$skiptoken" in options else "first"

    # ------------------------------------------------------------------ answers

    def send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        told = {"Content-Length": str(len(body)), **(headers or {})}
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def json(self, value: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(value).encode()
        self.send(
            status, body, {"Content-Type": "application/json; odata.metadata=minimal", **(headers or {})}
        )

    def error(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        self.json({"error": {"code": "", "message": message}}, status, headers)

    def committee(self, options: dict[str, str]) -> None:
        wanted = re.search(r"Afkorting eq '((?:[^']|'')*)'", options["$filter"])
        assert wanted is not None
        name = wanted.group(1).replace("''", "'")
        self.json({"value": [row for row in self.service.committees if row["Afkorting"] == name]})

    def documents(self, options: dict[str, str]) -> None:
        expand = options.get("$expand", "")
        if not self.service.nested and "$expand" in expand:
            self.error(400, "The query specified in the URI is not valid. Nested expand is not allowed.")
            return
        query = options["$filter"]
        if nodes(query) > 100:
            self.error(400, "The node count limit of '100' has been exceeded.")
            return
        found = [row for row in self.service.records if matches(row, query)]
        found.sort(key=lambda row: moment(row.get("GewijzigdOp")))
        start = int(options.get("$skiptoken", "0"))
        shown = found[start : start + self.service.page_size]
        page: dict[str, Any] = {"@odata.context": "…", "value": shown}
        if self.service.counts:
            page["@odata.count"] = len(found)
        if start + self.service.page_size < len(found):
            page["@odata.nextLink"] = self.link(options, start + self.service.page_size)
        self.json(page)

    def link(self, options: dict[str, str], start: int) -> str:
        kept = {**options, "$skiptoken": str(start)}
        query = "&".join(f"{key}={quote(value)}" for key, value in kept.items())
        return f"http://{self.headers['Host']}{PREFIX}Document?{query}"

    def file(self, entity: str) -> None:
        match = re.fullmatch(r"Document\(([0-9a-f-]+)\)/Resource", entity)
        data = self.service.files.get(match.group(1)) if match else None
        if data is None:
            self.error(404, "Resource niet gevonden")
            return
        headers = {"ETag": f'"{hash(data)}"', "Accept-Ranges": "bytes"}
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if wanted and self.headers.get("If-Range") == headers["ETag"]:
            start = int(wanted.group(1))
            if start >= len(data):
                self.send(416, b"", {"Content-Range": f"bytes */{len(data)}"})
                return
            rest = data[start:]
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            self.send(206, rest, headers)
            return
        self.send(200, data, headers)


# ---------------------------------------------------------------------- what goes wrong


def status(code: int, message: str = "An error has occurred.", **headers: str) -> Fault:
    """Answer with an error object, as the service does after some 30 seconds."""

    def fault(handler: Handler) -> bool:
        handler.error(code, message, {name.replace("_", "-"): value for name, value in headers.items()})
        return True

    return fault


def body(data: bytes, **headers: str) -> Fault:
    """Answer with other bytes than there are."""

    def fault(handler: Handler) -> bool:
        handler.send(200, data, {name.replace("_", "-"): value for name, value in headers.items()})
        return True

    return fault


def silence(seconds: float) -> Fault:
    """Say nothing for a while, then answer."""

    def fault(handler: Handler) -> bool:
        time.sleep(seconds)
        return False

    return fault


def hang_up(handler: Handler) -> bool:
    """Close the connection without a word."""
    handler.close_connection = True
    handler.connection.close()
    return True


def cut(data: bytes, at: int, etag: str = '"x"') -> Fault:
    """Announce all of ``data`` and stop after ``at`` bytes."""

    def fault(handler: Handler) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.send_header("ETag", etag)
        handler.end_headers()
        handler.wfile.write(data[:at])
        handler.wfile.flush()
        handler.close_connection = True
        return True

    return fault


def drip(data: bytes, pause: float) -> Fault:
    """Send a byte now and then: never silent, never done."""

    def fault(handler: Handler) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        try:
            for i in range(len(data)):
                handler.wfile.write(data[i : i + 1])
                handler.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass
        return True

    return fault


def page(**parts: Any) -> Fault:
    """Answer with a page of our own; keys stand for ``@odata.`` names."""

    def fault(handler: Handler) -> bool:
        names = {"next": "@odata.nextLink", "count": "@odata.count", "value": "value"}
        handler.json({names[key]: value for key, value in parts.items()})
        return True

    return fault


# ---------------------------------------------------------------------- filters


def moment(value: Any) -> datetime:
    return datetime.fromisoformat(value) if value else datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def nodes(query: str) -> int:
    """Count the nodes of a filter, as the service does: names, values and operators."""
    return len(re.findall(r"'(?:[^']|'')*'|[^\s()]+", query))


def matches(row: dict[str, Any], query: str) -> bool:
    """Apply the few tests that are asked: kinds, dates, changes, and whether a record is deleted."""
    if row.get("Verwijderd"):
        return bool(row.get("listed"))  # a race: deleted between the filter and the page
    kinds = {kind.replace("''", "'") for kind in re.findall(r"Soort eq '((?:[^']|'')*)'", query)}
    if row["Soort"] not in kinds:
        return False
    for field, operator, value in re.findall(r"(Datum|GewijzigdOp) (ge|lt) (\S+?)\)?(?=\s|$)", query):
        ours, theirs = moment(row[field]), moment(value)
        if (operator == "ge" and ours < theirs) or (operator == "lt" and ours >= theirs):
            return False
    return True


class Running:
    """The server, running in a thread: ``with Running() as (service, base)``."""

    def __enter__(self) -> tuple[Service, str]:
        service = Service()
        handler = type("BoundHandler", (Handler,), {"service": service})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return service, f"http://127.0.0.1:{self._server.server_address[1]}{PREFIX}"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
