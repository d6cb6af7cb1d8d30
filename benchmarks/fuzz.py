"""``python -m benchmarks.fuzz FOLDER [--inputs N] [--seed S]``: read mutations of real documents.

Every document of the folder is mutated (lines dropped, doubled, shuffled, joined; bytes cut, flipped,
replaced; other encodings). A mutation may be refused with a clear error; it may not crash, take over
``--limit`` seconds, or give an account of lines that does not add up. Prints how many inputs were tried
and what broke.
"""

from __future__ import annotations

import random
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click

from generator.problems import ContentError
from generator.reading.document import open_document
from generator.reading.reader import read_document
from generator.registers import FactionRegister

Mutation = Callable[[random.Random, bytes], bytes]


def _lines(change: Callable[[random.Random, list[bytes]], list[bytes]]) -> Mutation:
    return lambda rng, data: b"\n".join(change(rng, data.split(b"\n")))


def _drop(rng: random.Random, lines: list[bytes]) -> list[bytes]:
    return [line for line in lines if rng.random() > 0.1]


def _double(rng: random.Random, lines: list[bytes]) -> list[bytes]:
    return [copy for line in lines for copy in [line] * (2 if rng.random() < 0.1 else 1)]


def _shuffle(rng: random.Random, lines: list[bytes]) -> list[bytes]:
    start = rng.randrange(max(1, len(lines)))
    part = lines[start : start + 20]
    rng.shuffle(part)
    return lines[:start] + part + lines[start + 20 :]


def _join(rng: random.Random, lines: list[bytes]) -> list[bytes]:
    joined: list[bytes] = []
    for line in lines:
        if joined and rng.random() < 0.3:
            joined[-1] += rng.choice([b" ", b"", b"\t"]) + line
        else:
            joined.append(line)
    return joined


def _flat(rng: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n", b" ")


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _tail(rng: random.Random, data: bytes) -> bytes:
    return data[rng.randrange(len(data) + 1) :]


def _flip(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randrange(1, 40)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _insert(rng: random.Random, data: bytes) -> bytes:
    noise = rng.choice(
        [
            b"\x00" * 9,
            b"\xff\xfe",
            "\u2028Vraag 7\u0085".encode(),
            b"\n1.\n2.\n3.\n",
            b"[1: [[[",
            b"| a | b |\n|--|--|\n",
            b"Antwoord 3\n",
            b"(" * 300,
            b"1)" * 400,
        ]
    )
    place = rng.randrange(len(data) + 1)
    return data[:place] + noise + data[place:]


def _recode(rng: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(rng.choice(["utf-16", "cp1252", "latin-1", "utf-8-sig", "utf-32"]), "replace")


def _twice(rng: random.Random, data: bytes) -> bytes:
    return data + b"\n" + data


MUTATIONS: dict[str, Mutation] = {
    "drop lines": _lines(_drop),
    "double lines": _lines(_double),
    "shuffle lines": _lines(_shuffle),
    "join lines": _lines(_join),
    "flatten": _flat,
    "cut the end": _cut,
    "cut the start": _tail,
    "flip bytes": _flip,
    "insert noise": _insert,
    "other encoding": _recode,
    "twice": _twice,
}


def fault(name: str, data: bytes, limit: float) -> str | None:
    """Return what is wrong with how an input was read; None when it was read or refused properly.

    A refusal that is no ``ContentError``, an account with holes, or too long a time is a fault.
    """
    start = time.perf_counter()
    try:
        source = open_document(name, data)
        document = read_document(
            source, document_id="2026-01-01-x", factions=FactionRegister(()), added="2026-01-01"
        )
    except ContentError:
        document = None
    except Exception:
        return "crash: " + traceback.format_exc(limit=-2).strip().replace("\n", " | ")
    seconds = time.perf_counter() - start
    if seconds > limit:
        return f"slow: {seconds:.1f} s for {len(data)} bytes"
    if document is None:
        return None
    line = 1
    for run in document.account:
        if run.lines[0] != line or run.lines[1] < line:
            return f"account: a run starts at {run.lines[0]}, not at {line}"
        line = run.lines[1] + 1
    if line != document.source.lines + 1:
        return f"account: ends at {line - 1} of {document.source.lines}"
    keys = [question.key for question in document.questions]
    return None if len(keys) == len(set(keys)) else "keys: a key stands twice"


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--inputs", default=2000, show_default=True, help="How many mutations to try.")
@click.option("--seed", default=1, show_default=True)
@click.option("--limit", default=10.0, show_default=True, help="Seconds that one document may take.")
def main(folder: Path, inputs: int, seed: int, limit: float) -> None:
    """Read mutations of the documents in FOLDER."""
    rng = random.Random(seed)
    files = [
        p for p in sorted(folder.iterdir()) if p.suffix in {".txt", ".md", ".docx", ".pdf", ".html", ".xml"}
    ]
    tried: Counter[str] = Counter()
    faults: list[str] = []
    for _ in range(inputs):
        path = rng.choice(files)
        name = rng.choice(sorted(MUTATIONS))
        data = MUTATIONS[name](rng, path.read_bytes())
        if rng.random() < 0.3:
            data = MUTATIONS[rng.choice(sorted(MUTATIONS))](rng, data)
        tried[name] += 1
        found = fault(path.name, data, limit)
        if found:
            faults.append(f"{path.name} ({name}): {found}")
            click.echo(faults[-1])
    click.echo(
        f"{sum(tried.values())} inputs, {len(faults)} faults; "
        + ", ".join(f"{n} {name}" for name, n in sorted(tried.items()))
    )
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
