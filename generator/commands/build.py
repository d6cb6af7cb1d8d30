"""``kamerspiegel build``: documents → records → archive → site."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from generator.archive.graph import Archive
from generator.archive.load import load_archive
from generator.commands.console import advancing, count, say, show_problems, working
from generator.commands.guard import Failed
from generator.commands.places import site_folders
from generator.commands.reading_step import keep_ledger, read_outdated
from generator.commands.swap import replaced
from generator.commands.zipping import write_zip
from generator.problems import Problem
from generator.site.host import build_site
from generator.storage import Content

#: A build names a few warnings; `check` names them all.
MOST_WARNINGS = 10
#: A site that takes longer says what took the time.
WONDER_SECONDS = 5.0


class Steps:
    """How long each step of a command took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        #: What the making of the site took by kind of work, on all processors together.
        self.of_site: dict[str, float] = {}

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.monotonic() - started

    def __str__(self) -> str:
        return _durations(self.seconds)

    def long_ones(self) -> str:
        """Return what took the time of the site, where it took long enough to wonder."""
        if self.seconds.get("site", 0.0) < WONDER_SECONDS:
            return ""
        longest_first = dict(sorted(self.of_site.items(), key=lambda item: -item[1]))
        return f"Of the site, on all processors together: {_durations(longest_first)}.\n"


def _durations(seconds: dict[str, float]) -> str:
    return ", ".join(f"{name} {duration:.1f} s" for name, duration in seconds.items())


def run(content_folder: Path, site: Path, *, offline: bool, zip_file: Path | None = None) -> None:
    """Build the site of a content folder; fail when the content has errors, after building what is safe.

    Packs it in ``zip_file`` too, where one is named.
    """
    steps = Steps()
    content = Content(content_folder)
    with replaced(site) as building:
        archive, problems = prepare(content, steps)
        with steps.step("site"), advancing("Building the site") as advanced:
            warnings = build_site(
                site_folders(content_folder),
                archive,
                building,
                offline=offline,
                advanced=advanced,
                seconds=steps.of_site,
            )
    if zip_file is not None:
        with steps.step("zip"), working("Packing the site"):
            write_zip(site, zip_file)
    for warning in warnings:
        say(f"warning: {warning}")
    errors = show_problems(problems, most_warnings=MOST_WARNINGS)
    say(_closing(archive, site, steps, offline))
    if zip_file is not None:
        say(f"The site in one file: {zip_file}")
    if not offline and not (site / "sitemap.xml").exists():
        say("SITE_URL is not known: no feeds, sitemap or canonical links were written.")
    if errors:
        say(f"Errors in the content: {errors}. The site was built without what is wrong.")
        raise Failed


def prepare(content: Content, steps: Steps) -> tuple[Archive, tuple[Problem, ...]]:
    """Read what is new, and load the archive; return it with everything that is wrong in the content."""
    with steps.step("reading"):
        problems = read_outdated(content)
    with steps.step("archive"), working("Putting the archive together"):
        archive = load_archive(content, content.memo)
        keep_ledger(content, archive)
    return archive, tuple(dict.fromkeys((*problems, *archive.problems)))


def counted(archive: Archive) -> str:
    """Return how much there is in an archive."""
    return f"{count(len(archive.documents), 'document')}, {count(len(archive.questions), 'question')}"


def _closing(archive: Archive, site: Path, steps: Steps, offline: bool) -> str:
    counts = counted(archive)
    serve = f"python3 -m http.server -d {site} 8000, then open http://localhost:8000"
    look = f"double-click {site}/index.html" if offline else serve
    return f"The site is in {site}: {counts} ({steps}).\n{steps.long_ones()}To look at it: {look}"
