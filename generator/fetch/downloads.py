"""Files, downloaded once, whole, and taken up again where they broke off."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.fetch.client import Client, content_length
from generator.fetch.errors import Gone, ServiceError, Temporary, TooLarge
from generator.fetch.published import Published
from generator.fetch.query import file_url
from generator.storage import write_atomically

LARGEST_FILE = 64 * 1024 * 1024
_UNSAFE = re.compile(r"[^0-9a-z-]+")
_RANGE = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")
#: What the first bytes of a file say of its format; the service's word for it is not always right.
_FORMATS = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"), (b"{\\rtf", ".rtf"), (b"\xd0\xcf\x11\xe0", ".doc"))
_EXPECTED = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/msword": ".doc",
}


class Downloaded(msgspec.Struct, frozen=True, kw_only=True):
    """A file that came whole."""

    path: Path
    #: ".docx", ".pdf": from its bytes.
    suffix: str
    sha256: str
    size: int
    #: What was odd about it, for the report: another format or length than the service said.
    remarks: tuple[str, ...] = ()


class _Begun(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept beside a part of a file, to know later that the rest belongs to it."""

    url: str
    validator: str


class Downloads:
    """Downloads into a folder of its own; a part that is left there is continued the next time."""

    def __init__(self, client: Client, base: str, folder: Path, *, largest: int = LARGEST_FILE) -> None:
        self._client = client
        self._base = base
        self._folder = folder
        self._largest = largest

    def fetch(self, document: Published) -> Downloaded:
        """Download the file of a document.

        Raises:
            Gone: it is not there.  TooLarge: it is larger than we take.  ServiceError: it did not come whole.
        """
        announced = document.content_length
        if announced is not None and announced > self._largest:
            raise TooLarge(f"{announced} bytes; no more than {self._largest} are taken")
        url = file_url(self._base, document.id)
        part = self._folder / f"{document.id}-{_UNSAFE.sub('-', document.version)[-40:].strip('-')}.part"
        part.parent.mkdir(parents=True, exist_ok=True)
        try:
            proven = self._client.retrying(document.name, lambda: self._once(url, part))
            return self._checked(document, part, proven)
        except (Gone, TooLarge):
            self.forget(part)
            raise

    def forget(self, path: Path) -> None:
        """Remove a downloaded file and what was kept with it."""
        for leftover in (path, _notes(path)):
            leftover.unlink(missing_ok=True)

    def _once(self, url: str, part: Path) -> bool:
        """Download, or continue, in one request; return whether the answer proved that it is whole."""
        have, begun = part.stat().st_size if part.exists() else 0, _begun(part)
        headers = {"Accept": "*/*"}
        if have and begun and begun.url == url:
            headers |= {"Range": f"bytes={have}-", "If-Range": begun.validator}
        else:
            have = 0
        answer = self._client.open(url, headers, fine=(200, 206, 416))
        try:
            if answer.status == 416 or (answer.status == 206 and _start(answer.headers) != have):
                self.forget(part)
                raise Temporary("the rest of the file was refused; starting again")
            if answer.status == 200:
                have = 0
            _keep_notes(part, url, answer.headers)
            with part.open("ab" if have else "wb") as stream:
                for chunk in self._client.chunks(answer, self._largest - have):
                    stream.write(chunk)
            return content_length(answer) is not None or "transfer-encoding" in answer.headers
        finally:
            answer.close()

    def _checked(self, document: Published, part: Path, proven: bool) -> Downloaded:
        data = part.read_bytes()
        suffix = _suffix(data)
        wrong = _flaw(data, suffix)
        if wrong is None and not proven and document.content_length not in (None, len(data)):
            wrong = f"{len(data)} bytes came, {document.content_length} were announced"
        if wrong is not None:
            self.forget(part)
            raise ServiceError(f"{document.name}: {wrong}")
        return Downloaded(
            path=part,
            suffix=suffix,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            remarks=tuple(_remarks(document, suffix, len(data))),
        )


def _suffix(data: bytes) -> str:
    return next((suffix for start, suffix in _FORMATS if data.startswith(start)), "")


def _flaw(data: bytes, suffix: str) -> str | None:
    """Return why these bytes cannot be a whole document, or None."""
    if not data:
        return "the file is empty"
    if not suffix:
        return f"this is no Word or PDF file (it starts with {data[:24]!r})"
    if suffix == ".pdf" and b"%%EOF" not in data[-2048:]:
        return "the PDF file has no end"
    if suffix == ".docx" and b"PK\x05\x06" not in data[-66_000:]:
        return "the Word file has no end"
    return None


def _remarks(document: Published, suffix: str, size: int) -> list[str]:
    found = []
    expected = _EXPECTED.get(document.content_type.partition(";")[0].strip().lower())
    if expected and expected != suffix:
        found.append(f"announced as {expected[1:]}, is {suffix[1:]}")
    if document.content_length is not None and document.content_length != size:
        found.append(f"announced as {document.content_length} bytes, is {size}")
    return found


def _start(headers: Mapping[str, str]) -> int | None:
    found = _RANGE.match(headers.get("content-range", ""))
    return int(found.group(1)) if found else None


def _notes(part: Path) -> Path:
    return part.with_suffix(".json")


def _begun(part: Path) -> _Begun | None:
    with contextlib.suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.json.decode(_notes(part).read_bytes(), type=_Begun)
    return None


def _keep_notes(part: Path, url: str, headers: Mapping[str, str]) -> None:
    """Keep what identifies this version of the file; without it a part is never continued."""
    etag = headers.get("etag", "")
    validator = etag if etag and not etag.startswith("W/") else headers.get("last-modified", "")
    if validator:
        write_atomically(_notes(part), msgspec.json.encode(_Begun(url=url, validator=validator)))
    else:
        _notes(part).unlink(missing_ok=True)
