"""``python -m benchmarks.build TOOL [MEETINGS …]``: time, memory and size of a build, beside plain MkDocs.

TOOL is make_corpus.py, which makes synthetic letters, and Markdown of the same letters. Each size is measured
in processes of its own, one for each kind of build: from the letters, from records, with texts known, with
nothing changed, with one document changed or added, while it is served; the index of the search apart; then
plain ``mkdocs build`` of the tool's Markdown, and the floor: the same records by Jinja straight to files.
Memory is the most that all processes of a step held together (proportional set size), looked at ten times a
second.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import jinja2

ROOT = Path(__file__).parents[1]
QUESTIONS = 40
#: A row: seconds, processor seconds, peak MB, MB written.
Row = dict[str, float]

_PLAIN = """
site_name: Plain
theme: {name: material, language: nl, font: false}
plugins: [search]
nav: [{Begin: index.md}, {Fracties: fracties/index.md}, {Onderwerpen: onderwerpen/index.md}]
not_in_nav: |
  /vergaderingen/**
  /fracties/**
  /onderwerpen/**
validation: {nav: {omitted_files: ignore}}
"""

_FLOOR = """<!doctype html><html lang="nl"><title>{{ name }}</title><main><h1>{{ name }}</h1>
{% for q in questions %}<article id="vraag-{{ q.number }}"><h2>Vraag {{ q.number }}, {{ q.faction }}</h2>
{% for text in q.question %}<p>{{ text }}</p>{% endfor %}<div>
{% for text in q.answer %}<p>{{ text }}</p>{% endfor %}</div></article>{% endfor %}</main></html>"""


class Watch:
    """Measures what a block takes: this process and all that it starts."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}

    def step(self, name: str, work: Callable[[], Any], written: Path | None = None) -> Any:
        peak = [0.0]
        done = threading.Event()

        looking = [0.0]

        def look() -> None:
            while not done.wait(0.1):
                peak[0] = max(peak[0], sum(_pss(process) for process in _family(os.getpid())))
            looking[0] = time.thread_time()

        watcher = threading.Thread(target=look, daemon=True)
        peak[0] = _pss(os.getpid())
        started, used = time.monotonic(), _processor_seconds()
        watcher.start()
        try:
            result = work()
        finally:
            done.set()
            watcher.join()
        self.rows[name] = {
            "seconds": time.monotonic() - started,
            "processor": _processor_seconds() - used - looking[0],
            "peak_mb": max(peak[0], _pss(os.getpid())),
            "mb": _size(written) if written else 0.0,
        }
        return result


def _processor_seconds() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _pss(process: int) -> float:
    """Return the memory of a process in MB, what it shares divided among those that share it."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def _family(process: int) -> Iterator[int]:
    yield process
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = tasks.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _content(corpus: Path, folder: Path) -> Path:
    """Make a content folder of the letters, with the registers of this project."""
    content = folder / "content"
    (content / "documents").mkdir(parents=True)
    for letter in sorted((corpus / "letters").glob("*.txt")):
        shutil.copy(letter, content / "documents" / letter.name)
    for name in ("factions", "topics", "glossary"):
        shutil.copy(ROOT / "content" / f"{name}.yaml", content)
    shutil.copytree(ROOT / "content" / "pages", content / "pages")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    overrides = f"custom_dir: {ROOT / 'site_overrides'}"
    (folder / "mkdocs.yml").write_text(
        config.replace("custom_dir: site_overrides", overrides), encoding="utf-8"
    )
    return content


class Ours:
    """Our own steps on a content folder; the index of the search is measured apart."""

    def __init__(self, folder: Path) -> None:
        from generator.site import preparing
        from generator.site.host import SiteFolders
        from generator.storage import Content

        os.environ["SITE_URL"] = "https://example.org/"
        vars(preparing)["search_files"] = lambda archive, settings: iter(())
        self.content = Content(folder / "content")
        self.folders = SiteFolders(config_file=folder / "mkdocs.yml", content=self.content.root)
        self.site = folder / "site"
        self.watch = Watch()

    def reading(self) -> dict[str, Row]:
        """Read the documents, that have no records yet."""
        self._read("reading", self.content.root / "records")
        return self.watch.rows

    def loading(self) -> dict[str, Row]:
        """Load the records from YAML, as nobody has to who read them here."""
        self.watch.step("loading, from YAML", self.content.records)
        return self.watch.rows

    def full(self) -> dict[str, Row]:
        """Build from records, nothing known."""
        self._build("archive, first time", "site")
        return self.watch.rows

    def known(self) -> dict[str, Row]:
        """Build when what texts say is known, but no page is kept; then when nothing changed."""
        self.watch.step("loading, compiled", lambda: self.content.records(self.content.memo))
        for kept in self.content.cache.glob("site-*"):
            shutil.rmtree(kept)
        self._build("archive, texts known", "site, no page kept")
        return self.watch.rows

    def again(self) -> dict[str, Row]:
        """Build when nothing changed."""
        self._build("archive, nothing changed", "site, nothing changed")
        return self.watch.rows

    def changed(self) -> dict[str, Row]:
        """Build after a word in one document changed."""
        letter = min((self.content.root / "documents").glob("*.txt"))
        letter.write_text(letter.read_text(encoding="utf-8").replace("Kan de", "Wil de", 1), encoding="utf-8")
        self._read("reading, one changed")
        self._build("archive, one changed", "site, one changed")
        return self.watch.rows

    def added(self) -> dict[str, Row]:
        """Build after a document was added: a copy of one, of another day and with other words."""
        documents = self.content.root / "documents"
        letter = max(documents.glob("*.txt"))
        text = (
            letter.read_text(encoding="utf-8")
            .replace("Kan de", "Wil de")
            .replace("van Defensie", "van Zaken")
        )
        (documents / f"2027-01-01-toegevoegd{letter.stem[10:]}.txt").write_text(text, encoding="utf-8")
        self._read("reading, one added")
        self._build("archive, one added", "site, one added")
        return self.watch.rows

    def serve(self) -> dict[str, Row]:
        """Serve, and change a word: until its page is shown, and until all that follows from it is known."""
        from generator.commands.build import Steps, prepare
        from generator.commands.serve import Loading
        from generator.site.host import site_to_serve

        class Silent(Loading):
            def load(this) -> Any:
                return prepare(self.content, Steps())[0]

        folder, loader = self.content.root.parent / "served", Silent(self.content)
        site = site_to_serve(
            self.folders, loader, str(folder), "127.0.0.1:1", say=click.echo, reload=lambda: None
        )
        site.renew()
        site.warm_up()
        letter = max((self.content.root / "documents").glob("*.txt"))
        page = f"documenten/{letter.stem}/index.html"
        letter.write_text(letter.read_text(encoding="utf-8").replace("Kan de", "Wil de", 1), encoding="utf-8")

        def show() -> None:
            site.renew()
            site.ensure(page)

        self.watch.step("serve, page of one changed", show)
        self.watch.step("serve, all that follows", site.catch_up)
        shutil.rmtree(folder)
        return self.watch.rows

    def search(self) -> dict[str, Row]:
        """Make the index of the search."""
        from generator.archive.load import load_archive
        from generator.pages.wording import question_title
        from generator.search.files import search_files
        from generator.search.settings import SearchSettings

        archive = load_archive(self.content, self.content.memo)
        settings = SearchSettings(site_url="https://example.org/", title_of=question_title)
        self.watch.step("search index", lambda: sum(len(data) for _, data in search_files(archive, settings)))
        return self.watch.rows

    def _read(self, name: str, written: Path | None = None) -> None:
        from generator.commands.reading_step import read_outdated

        self.watch.step(name, lambda: read_outdated(self.content), written)

    def _build(self, name: str, site: str) -> None:
        from generator.archive.load import load_archive
        from generator.commands.reading_step import keep_ledger
        from generator.site.host import build_site

        archive = self.watch.step(name, lambda: load_archive(self.content, self.content.memo))
        keep_ledger(self.content, archive)
        shutil.rmtree(self.site, ignore_errors=True)
        seconds: dict[str, float] = {}
        self.watch.step(
            site, lambda: build_site(self.folders, archive, self.site, seconds=seconds), self.site
        )
        for kind, used in seconds.items():
            self.watch.rows[f"{site}: {kind}"] = {"processor": used}


#: Our steps, each in a process of its own, in this order.
OURS = ("reading", "loading", "full", "known", "again", "changed", "serve", "added", "search")


def measure_plain(folder: Path, corpus: Path) -> dict[str, Row]:
    """Measure plain MkDocs with Material and its search on the Markdown of the same letters."""
    (folder / "plain.yml").write_text(_PLAIN + f"docs_dir: {corpus / 'docs'}\n", encoding="utf-8")
    site = folder / "plain"
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-q",
        "-f",
        str(folder / "plain.yml"),
        "-d",
        str(site),
    ]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    watch = Watch()
    watch.step("plain", lambda: subprocess.run(command, check=True, env=environment), site)
    return watch.rows


def measure_floor(folder: Path, corpus: Path) -> dict[str, Row]:
    """Measure the least that it could take: records by Jinja to files."""
    out = folder / "floor"
    out.mkdir()
    template = jinja2.Environment(autoescape=True).from_string(_FLOOR)

    def write(name: str, questions: list[Any]) -> None:
        html = template.render(name=name, questions=questions)
        (out / f"{name}.html").write_text(html, encoding="utf-8")

    def work() -> None:
        questions: list[Any] = []
        with (corpus / "records.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if questions and record["meeting"] != questions[0]["meeting"]:
                    write(questions[0]["meeting"], questions)
                    questions = []
                questions.append(record)
        if questions:
            write(questions[0]["meeting"], questions)

    watch = Watch()
    watch.step("floor", work, out)
    return watch.rows


def measure(tool: Path, meetings: int, scratch: Path, left_out: Iterable[str]) -> dict[str, Row]:
    """Return the rows of one size."""
    folder = scratch / str(meetings)
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    command = [sys.executable, str(tool), "--meetings", str(meetings), "--questions", str(QUESTIONS)]
    subprocess.run([*command, "--out", str(corpus)], check=True, stdout=subprocess.DEVNULL)
    _content(corpus, folder)
    parts = [part for part in (*OURS, "plain", "floor") if part not in left_out]
    rows: dict[str, Row] = {}
    for part in parts:
        child = [sys.executable, "-m", "benchmarks.build", "--part", part, str(folder)]
        done = subprocess.run(child, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        rows.update(json.loads(done.stdout.splitlines()[-1]))
    shutil.rmtree(folder)
    return rows


#: Signs in a column of the table: waiting, processor, most memory, what was written.
_COLUMN = 48


def _show(found: dict[int, dict[str, Row]]) -> None:
    sizes = sorted(found)
    click.echo("step".ljust(28) + "".join(f"{size:>{_COLUMN}}" for size in sizes) + "   growth")
    for name in found[sizes[-1]]:
        cells = []
        for size in sizes:
            row = found[size].get(name, {})
            wall = f"{row['seconds']:8.2f} s" if "seconds" in row else " " * 10
            memory = f"{row['peak_mb']:6.0f} MB" if "peak_mb" in row else " " * 9
            written = f"{row['mb']:6.0f} MB out" if row.get("mb") else " " * 13
            cells.append(f"{wall} ({row.get('processor', 0):7.2f} cpu){memory}{written}".rjust(_COLUMN))
        click.echo(name.ljust(28) + "".join(cells) + _growth(found, sizes, name))
    for size in sizes:
        click.echo(f"\n{size} meetings, {size * QUESTIONS} questions")
        for line in _ratios(found[size]):
            click.echo(f"  {line}")


def _ratios(rows: dict[str, Row]) -> Iterator[str]:
    """Yield how our builds compare with plain MkDocs, with the floor, and with a full build."""
    builds = {
        "full build from records, search index apart": ("archive, first time", "site"),
        "texts known, no page kept": ("archive, texts known", "site, no page kept"),
        "nothing changed": ("archive, nothing changed", "site, nothing changed"),
        "one document changed": ("reading, one changed", "archive, one changed", "site, one changed"),
        "one document added": ("reading, one added", "archive, one added", "site, one added"),
    }
    full = sum(rows[name]["processor"] for name in ("archive, first time", "site"))
    for name, steps in builds.items():
        if not all(step in rows for step in steps):
            continue
        seconds, processor = (sum(rows[step][kind] for step in steps) for kind in ("seconds", "processor"))
        peak = max(rows[step]["peak_mb"] for step in steps)
        line = f"{name}: {seconds:.1f} s, {processor:.1f} s of processor, {peak:.0f} MB"
        line += f"; {100 * processor / full:.1f}% of a full build"
        if plain := rows.get("plain"):
            line += f"; of plain MkDocs {seconds / plain['seconds']:.2f} of the waiting time, "
            line += f"{processor / plain['processor']:.2f} of the processor time, "
            line += f"{peak / plain['peak_mb']:.2f} of the memory"
        if floor := rows.get("floor"):
            line += f"; {processor / max(floor['processor'], 0.01):.0f} times the floor"
        yield line


def _growth(found: dict[int, dict[str, Row]], sizes: list[int], name: str) -> str:
    """Return the power with which a step grows between the two largest sizes: 1 is linear."""
    if len(sizes) < 2:
        return ""
    small, large = (found[size].get(name, {}).get("processor", 0.0) for size in sizes[-2:])
    if small < 0.05 or large < 0.05:
        return ""
    return f"   n^{math.log(large / small) / math.log(sizes[-1] / sizes[-2]):.2f}"


@click.command(help=__doc__)
@click.argument("tool", type=click.Path(exists=True, path_type=Path))
@click.argument("meetings", type=int, nargs=-1)
@click.option("--without", multiple=True, help="Leave a part out: search, plain, floor, added …")
@click.option("--json", "kept", type=click.Path(path_type=Path), help="Write the figures to this file.")
@click.option("--part", hidden=True)
def main(
    tool: Path, meetings: tuple[int, ...], without: tuple[str, ...], kept: Path | None, part: str | None
) -> None:
    if part in OURS:
        click.echo(json.dumps(getattr(Ours(tool), part)()))
        return
    if part:
        others = {"plain": measure_plain, "floor": measure_floor}
        click.echo(json.dumps(others[part](tool, tool / "corpus")))
        return
    found: dict[int, dict[str, Row]] = {}
    with tempfile.TemporaryDirectory(prefix="kamerspiegel-benchmark-") as scratch:
        for size in meetings or (25, 250):
            found[size] = measure(tool, size, Path(scratch), without)
            _show(found)
            if kept:
                kept.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
