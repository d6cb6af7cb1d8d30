"""The zip container of a Word document: its parts, found by their relations, within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from generator.reading.formats.limits import MAX_MARKUP_BYTES, MAX_MEMBERS, MAX_UNPACKED_BYTES, refusal
from generator.reading.formats.markup import Element, attribute, child, local, parse_xml

_REPAIR = "open it in a word processor and save it again as Word document (.docx)"
#: What a damaged container may raise.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    OverflowError,
)


class Package:
    """The parts of one Word document. Read on demand; every part is parsed at most once."""

    def __init__(self, name: str, data: bytes) -> None:
        """Open the container.

        Raises:
            ContentError: it is damaged, encrypted or unreasonably large, or holds no Word document.
        """
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        except ZIP_ERRORS as error:
            raise refusal(name, f"the Word file is damaged: {error}", _REPAIR) from None
        self._check()
        self._parsed: dict[str, Element] = {}
        self.main_path = self._find_main()
        self.main = self._required(self.main_path)
        self._relations = self._relations_of(self.main_path)

    def part(self, kind: str) -> Element | None:
        """Return the first part that the main document relates to as ``kind`` ("styles", "footnotes")."""
        parts = self.parts(kind)
        return parts[0] if parts else None

    def parts(self, kind: str) -> list[Element]:
        """Return all parts of a kind ("header")."""
        paths = [path for path in self._relations.get(kind, []) if path in self._members]
        return [self._required(path) for path in paths]

    def top(self, kind: str) -> Element | None:
        """Return a part that the package as a whole relates to ("core-properties")."""
        path = next(iter(self._relations_of("").get(kind, [])), "")
        return self._required(path) if path in self._members else None

    def _check(self) -> None:
        infos = list(self._members.values())
        if any(info.flag_bits & 1 for info in infos):
            raise refusal(self._name, "the Word file is protected with a password", "add it without password")
        if len(infos) > MAX_MEMBERS:
            raise refusal(
                self._name,
                f"the Word file has too many parts: {len(infos)}, the limit is {MAX_MEMBERS}",
                _REPAIR,
            )
        total = sum(info.file_size for info in infos)
        if total > MAX_UNPACKED_BYTES:
            raise refusal(
                self._name,
                f"the Word file is too large unpacked: {total / 1e6:.0f} MB,"
                f" the limit is {MAX_UNPACKED_BYTES / 1e6:.0f} MB",
                "save it without its images, or add the PDF",
            )

    def _find_main(self) -> str:
        for path in (*self._relations_of("").get("officeDocument", []), "word/document.xml"):
            if path in self._members:
                return path
        raise refusal(self._name, "there is no Word document in this file", _REPAIR)

    def _relations_of(self, path: str) -> dict[str, list[str]]:
        """Return the targets of a part's relations by the last word of their type."""
        folder, _, base = path.rpartition("/")
        relations_path = posixpath.join(folder, "_rels", f"{base}.rels")
        found: dict[str, list[str]] = {}
        if relations_path not in self._members:
            return found
        for relation in self._required(relations_path):
            target = attribute(relation, "Target")
            if (
                local(relation) == "Relationship"
                and target
                and attribute(relation, "TargetMode") != "External"
            ):
                kind = (attribute(relation, "Type") or "").rpartition("/")[2]
                place = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                found.setdefault(kind, []).append(place)
        return found

    def _required(self, path: str) -> Element:
        if path not in self._parsed:
            self._parsed[path] = parse_xml(self._name, self._unpack(path), path)
        return self._parsed[path]

    def _unpack(self, path: str) -> bytes:
        try:
            # The size that the member states may be a lie: read no further than one byte past the limit.
            with self._zip.open(self._members[path]) as member:
                data = member.read(MAX_MARKUP_BYTES + 1)
        except ZIP_ERRORS as error:
            raise refusal(self._name, f"the Word file is damaged ({path}): {error}", _REPAIR) from None
        return data


def is_on(properties: Element | None, name: str) -> bool | None:
    """Return a switch of Word ("b", "vanish"): True, False, or None where it is not set."""
    element = child(properties, name)
    if element is None:
        return None
    return (attribute(element, "val") or "true") not in ("0", "false", "off", "none")
