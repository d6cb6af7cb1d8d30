"""Measure size, time and memory of the search on synthetic archives, through the page in a real browser.

    python -m benchmarks.search_size MAKE_CORPUS [--questions 166] [--engine auto]

MAKE_CORPUS is the script that writes the synthetic records. Printed per size: time and memory to make the
index, its files; and per query, in a fresh tab with an empty cache: bytes over the line until the first
result (compressed, of everything the search needs, and with the page), the time from asking on the open page
to the first result, from opening the address to the first and to the last, and memory of the tab.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import msgspec
from playwright.sync_api import Browser

from benchmarks.search_site import build, chromium, sent, served
from benchmarks.synthetic import make_records, read_archive
from generator.archive.graph import Archive
from generator.search.files import search_files
from generator.search.settings import SearchSettings, engine_for

SIZES = (166, 1_000, 10_000, 100_000)
#: A rare word, a common one, two words, a compound, a phrase, a typing error, a natural question.
QUERIES = (
    "Palantir",
    "defensie",
    "drones munitie",
    "lucht- en raketverdediging",
    '"strategische autonomie"',
    "Patroit",
    "Hoeveel Patriot-raketten levert Nederland aan Oekraïne?",
)
_FIRST = "() => document.querySelector('[data-question], [data-results][data-state=done]')"
#: Asks on the open page, and returns the milliseconds until the first result stands there.
_ASK = """(query) => new Promise((resolve) => {
  const start = performance.now();
  const list = document.querySelector("[data-results]");
  const seen = () => list.children.length || list.dataset.state === "done";
  new MutationObserver(() => seen() && resolve(performance.now() - start))
    .observe(list, { childList: true, attributes: true });
  document.querySelector("[data-search-form]").elements.q.value = query;
  document.querySelector("[data-search-form]").requestSubmit();
})"""
_DONE = "() => document.querySelector('[data-results][data-state=done]')"


class Visit(msgspec.Struct, frozen=True):
    """One query in a fresh tab."""

    query: str
    #: Bytes received until the first result stood there: of the search alone, and of the whole page.
    search_bytes: int
    page_bytes: int
    #: … and in all, until the last part of the archive was searched.
    all_bytes: int
    first: float
    done: float
    #: Time the tab itself was at work until the first result: what a busy machine does not lengthen.
    busy: float
    memory: int
    found: str


def make(archive: Archive, folder: Path, settings: SearchSettings) -> tuple[float, int, int, int]:
    """Write the files of the search; return seconds, number of files, bytes, and bytes compressed."""
    start = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    files = size = compressed = 0
    for path, data in search_files(archive, settings):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        files, size = files + 1, size + len(data)
        compressed += len(data) if target.suffix.startswith(".pf") else len(gzip.compress(data, 1))
    end = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    return end - start, files, size, compressed


def visit(browser: Browser, site: str, query: str) -> Visit:
    """Open the search page with a query in a fresh tab, and measure it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto("about:blank")
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    sent.clear()
    start = time.perf_counter()
    page.goto(f"{site}zoeken/?q={quote(query)}", wait_until="commit")
    page.wait_for_function(_FIRST)
    first = time.perf_counter() - start
    at_first = dict(sent)
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    page.wait_for_function(_DONE)
    done = time.perf_counter() - start
    found = page.inner_text("[data-search-status]")
    memory = max(_tabs(browser))
    context.close()
    # The index, and the program with its style sheet, which have lasting names.
    own = sum(size for path, size in at_first.items() if "/search/" in path or "/vast/search." in path)
    busy = metrics["TaskDuration"]
    return Visit(query, own, sum(at_first.values()), sum(sent.values()), first, done, busy, memory, found)


def asked(browser: Browser, site: str, query: str) -> float:
    """Return the seconds from asking on the open page, with nothing of the index loaded, to the first
    result.
    """
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}zoeken/", wait_until="networkidle")
    milliseconds: float = page.evaluate(_ASK, query)
    context.close()
    return milliseconds / 1e3


def _tabs(browser: Browser) -> Iterator[int]:
    """Yield the memory of the browser's tabs, in bytes."""
    session = browser.new_browser_cdp_session()
    for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
        if process["type"] == "renderer":
            pages = Path(f"/proc/{process['id']}/statm").read_text(encoding="ascii").split()[1]
            yield int(pages) * resource.getpagesize()
    session.detach()


def measure(tool: Path, questions: int, engine: str, work: Path) -> None:
    records = make_records(tool, questions, work / "records")
    archive = read_archive(records, questions)
    settings = SearchSettings(engine=engine)  # type: ignore[arg-type]
    used = engine_for(archive, settings)
    # The page is that of a site with one meeting: the files of the search take the place of its own.
    site = build(read_archive(records, 40), work, engine=used, content=work)
    shutil.rmtree(site / "search")
    seconds, files, size, compressed = make(archive, site, settings)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    of_pagefind = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 if used == "pagefind" else 0
    print(
        f"{questions:7,} questions, {used}: made in {seconds:.1f} s (peak {peak / 1e6:.0f} MB, "
        f"Pagefind's program {of_pagefind / 1e6:.0f} MB); "
        f"{files:,} files, {size / 1e6:.1f} MB, compressed {compressed / 1e6:.2f} MB"
    )
    print(
        f"    {'query':56} {'kB':>5} {'page':>5} {'all':>5} "
        f"{'asked':>7} {'first':>7} {'busy':>6} {'done':>7} {'tab MB':>6}"
    )
    with served(site) as address, chromium() as browser:
        visit(browser, address, QUERIES[1])
        for query in QUERIES:
            waited = statistics.median(asked(browser, address, query) for _ in range(3))
            visits = [visit(browser, address, query) for _ in range(3)]
            middle = sorted(visits, key=lambda one: one.first)[1]
            busy = statistics.median(one.busy for one in visits)
            done = statistics.median(one.done for one in visits)
            print(
                f"    {query:56} {middle.search_bytes / 1e3:5.0f} {middle.page_bytes / 1e3:5.0f} "
                f"{middle.all_bytes / 1e3:5.0f} {waited * 1e3:4.0f} ms "
                f"{middle.first * 1e3:4.0f} ms {busy * 1e3:3.0f} ms {done * 1e3:4.0f} ms "
                f"{middle.memory / 1e6:6.0f}  {middle.found}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("tool", type=Path, metavar="MAKE_CORPUS")
    parser.add_argument("--questions", type=int, action="append")
    parser.add_argument("--engine", choices=("auto", "lunr", "pagefind"), default="auto")
    options = parser.parse_args()
    for questions in options.questions or SIZES:
        with tempfile.TemporaryDirectory() as name:
            measure(options.tool, questions, options.engine, Path(name))


if __name__ == "__main__":
    main()
