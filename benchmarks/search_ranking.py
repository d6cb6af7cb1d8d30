"""Measure how well the search ranks: judged queries, through the page in a real browser, per engine.

    python -m benchmarks.search_ranking [--engine lunr] [--judged FILE] [--show]

MRR: one over the rank of the first relevant question. Recall@10: how many of the relevant questions stand
among
the first ten, of the ten at most that can. A query is right when both are 1; ``--show`` lists the others.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote

import msgspec
import msgspec.yaml
from playwright.sync_api import Browser, Page

from benchmarks.search_site import ROOT, build, chromium, served
from generator.archive.load import load_archive
from generator.storage import Content

JUDGED = ROOT / "tests" / "search" / "judged.yaml"


class Judged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A query with the questions that answer it."""

    query: str
    #: What sort of query it is: "inflection", "typo", "natural" …
    kind: str
    #: Question ids, in any order.
    relevant: tuple[str, ...]


class Score(msgspec.Struct, frozen=True):
    judged: Judged
    reciprocal_rank: float
    recall: float


def read_judged(path: Path) -> tuple[Judged, ...]:
    return msgspec.yaml.decode(path.read_bytes(), type=tuple[Judged, ...])


def score(judged: Judged, results: list[str]) -> Score:
    """Return how well a list of results, best first, answers a judged query."""
    wanted = set(judged.relevant)
    first = next((rank for rank, result in enumerate(results, 1) if result in wanted), None)
    found = wanted.intersection(results[:10])
    return Score(judged, 1 / first if first else 0.0, len(found) / min(10, len(wanted)))


def ask(page: Page, site: str, query: str) -> list[str]:
    """Return the ids of the results on the search page, in order."""
    page.goto(f"{site}zoeken/?q={quote(query)}")
    page.wait_for_selector("[data-results][data-state=done]", state="attached")
    ids: list[str] = page.eval_on_selector_all(
        "[data-question]", "all => all.map((one) => one.dataset.question)"
    )
    return ids


def measure(engine: str, judged: tuple[Judged, ...], browser: Browser) -> list[Score]:
    """Ask every query on the site of this archive, built with one engine."""
    content = ROOT / "content"
    archive = load_archive(Content(content))
    with tempfile.TemporaryDirectory() as name:
        folder = build(archive, Path(name), engine=engine, content=content)
        with served(folder) as site:
            page = browser.new_page()
            try:
                return [score(one, ask(page, site, one.query)) for one in judged]
            finally:
                page.close()


def report(engine: str, scores: list[Score], *, show: bool) -> None:
    kinds: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        kinds[one.judged.kind].append(one)
    print(f"{engine:24} queries    MRR  recall@10")
    for name, group in [*kinds.items(), ("all", scores)]:
        mrr = sum(one.reciprocal_rank for one in group) / len(group)
        recall = sum(one.recall for one in group) / len(group)
        print(f"  {name:22} {len(group):7}  {mrr:.3f}  {recall:.3f}")
    for one in scores:
        if show and (one.reciprocal_rank < 1 or one.recall < 1):
            print(f"    {one.reciprocal_rank:.2f} {one.recall:.2f}  {one.judged.kind}: {one.judged.query}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--engine", action="append", choices=("lunr", "pagefind"))
    parser.add_argument("--judged", type=Path, default=JUDGED)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    judged = read_judged(options.judged)
    with chromium() as browser:
        for engine in options.engine or ("lunr", "pagefind"):
            report(engine, measure(engine, judged, browser), show=options.show)


if __name__ == "__main__":
    main()
