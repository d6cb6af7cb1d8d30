"""Packs a built site in one file: the same site gives the same bytes, whenever and wherever it is packed."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

#: The first moment that a zip can hold: when a file was written says nothing of what is in it.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644
#: Packed already; trying again takes time and gains nothing.
_PACKED = frozenset({".gz", ".woff2", ".png", ".jpg", ".zip"})


def write_zip(site: Path, target: Path) -> None:
    """Write all files of a site to the zip ``target``, in a folder with its name; whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.half-{os.getpid()}")
    files = sorted((path.relative_to(site).as_posix(), path) for path in site.rglob("*") if path.is_file())
    try:
        with zipfile.ZipFile(half, "w") as packed:
            for name, path in files:
                info = zipfile.ZipInfo(f"{target.stem}/{name}", _MOMENT)
                info.create_system = 3  # as on Unix, also where it is not: the bytes must not differ
                info.external_attr = _PLAIN_FILE << 16
                info.compress_type = zipfile.ZIP_STORED if path.suffix in _PACKED else zipfile.ZIP_DEFLATED
                info.file_size = path.stat().st_size
                with path.open("rb") as source, packed.open(info, "w") as copy:
                    shutil.copyfileobj(source, copy)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
