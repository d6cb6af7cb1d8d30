"""Measure a site with Lighthouse: four scores each for the home page, a meeting, a topic and the search.

    python -m benchmarks.lighthouse [SITE] [--least 95] [--runs 3]

Needs Lighthouse (``npm install -g lighthouse``, or LIGHTHOUSE with the path of its program) and Chromium (or
CHROME_PATH). Without SITE the site of ``content/`` is built first. Each page is measured three times, and the
middle score counts: what else the machine does costs a run tens of points. Ends with 1 when one is too low.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.search_site import ROOT, served
from generator.archive.load import load_archive
from generator.site.host import SiteFolders, build_site
from generator.storage import Content

SCORES = ("performance", "accessibility", "best-practices", "seo")


def pages(site: Path) -> dict[str, str]:
    """Return the address of one page of each kind; of meetings and topics the heaviest."""
    found = {"home": "", "search": "zoeken/?q=kosten"}
    for kind, folder in (("meeting", "vergaderingen"), ("topic", "onderwerpen")):
        made = sorted(site.glob(f"{folder}/*/index.html"), key=lambda page: page.stat().st_size)
        if made:
            found[kind] = f"{made[-1].parent.relative_to(site).as_posix()}/"
    return found


def measure(program: str, address: str) -> dict[str, int]:
    """Return the scores of a page, of 100."""
    chrome = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome") or ""
    done = subprocess.run(
        [program, address, "--output=json", "--quiet", f"--only-categories={','.join(SCORES)}",
         "--chrome-flags=--headless=new --no-sandbox --disable-gpu"],
        capture_output=True, text=True, check=False, env={**os.environ, "CHROME_PATH": chrome},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"Lighthouse failed: {done.stderr[-800:]}")
    categories = json.loads(done.stdout)["categories"]
    return {name: round(100 * (categories[name]["score"] or 0)) for name in SCORES}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", nargs="?", type=Path)
    parser.add_argument("--least", type=int, default=95, help="lowest score that is good enough")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is measured")
    given = parser.parse_args()
    program = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    if program is None:
        raise SystemExit("Lighthouse is not here: npm install -g lighthouse, or set LIGHTHOUSE to its path")
    with tempfile.TemporaryDirectory() as folder:
        site = given.site or Path(folder)
        if given.site is None:
            content = ROOT / "content"
            folders = SiteFolders(config_file=ROOT / "mkdocs.yml", content=content)
            build_site(folders, load_archive(Content(content)), site)
        lowest = 100
        with served(site) as address:
            for kind, path in pages(site).items():
                runs = [measure(program, address + path) for _ in range(given.runs)]
                scores = {name: round(median(run[name] for run in runs)) for name in SCORES}
                lowest = min(lowest, *scores.values())
                print(f"{kind:8}", *(f"{name} {score:3}" for name, score in scores.items()), flush=True)
    sys.exit(lowest < given.least)


if __name__ == "__main__":
    main()
