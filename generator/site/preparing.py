"""Makes everything that follows from an archive, on all processors, each page and file on its own.

What was made before and would be the same is used again (``generator.site.keeping``); the rest is divided in
jobs. What comes out does not depend on how many processors there are, nor on what was kept. A page is written
as soon as it is made, and forgotten: a large archive does not fit in memory twice. Knows nothing of MkDocs.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

import msgspec

from generator.archive.graph import Archive
from generator.export.checksums import NAME as CHECKSUMS
from generator.export.checksums import checksums
from generator.export.meeting_files import meeting_json, meeting_text
from generator.export.publication import database_file, general_files
from generator.export.rows import question_row
from generator.feeds import Name, feed_names, files_of_feed
from generator.forking import processors, run_all
from generator.pages import Asset, Page, Plan, Publication, Settings, plan_assets, plan_pages
from generator.pages.lookups import ALL, TERMS_IN, Digests, Lookup, Trace
from generator.pages.publication import holds_any
from generator.pages.rendering import load_templates
from generator.search.files import search_files
from generator.site.keeping import Blob, Keeper, Kept, digest

#: Jobs in which plans are divided, and how many plans make a job at least.
JOBS: Final = 48
SMALLEST_JOB: Final = 4
#: With fewer plans than this, starting processes takes longer than the work.
FEW: Final = 150
#: With this many questions, it does not.
LARGE: Final = 1500
#: A page that looks up more than this is made again every time: it shows the whole archive.
MOST_LOOKUPS: Final = 20_000

#: What a page shows, links to, and is called.
Links = dict[str, tuple[str, ...]]
#: Told what was made, how many jobs are done, how many there are.
Advanced = Callable[[str, int, int], None]


class Packed(msgspec.Struct, frozen=True):
    """The ids of a page and what it links to, small: an archive has millions."""

    data: bytes

    @classmethod
    def of(cls, ids: Iterable[str], links: Links) -> Packed:
        return cls(_pack((tuple(ids), links)))

    def unpack(self) -> tuple[tuple[str, ...], Links]:
        found: tuple[tuple[str, ...], Links] = _unpack(self.data, tuple[tuple[str, ...], Links])
        return found


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it stands in the site."""

    data: bytes
    meta: dict[str, Any]
    packed: Packed


class PreparedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page that was made: what others must know of it, and where it is."""

    path: str
    meta: dict[str, Any]
    packed: Packed
    blob: Blob


class PreparedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the site that is no page."""

    path: str
    blob: Blob


#: Makes files together: path of each, and its bytes or the pieces of them.
Files = Callable[[], Iterable[tuple[str, bytes | Iterable[bytes]]]]
#: Prints a page that was made: puts the theme around it.
Print = Callable[[Page], Printed]
#: What the printing of a page follows from, besides the page and what is looked up.
GivenToPrint = Callable[[str], Any]


class _Made(msgspec.Struct, kw_only=True):
    """What one job made."""

    name: str
    seconds: float
    kept: list[Kept]


class Making:
    """Makes the pages and files of one archive."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        *,
        advanced: Advanced | None = None,
        derived: dict[str, Callable[[str], Any]] | None = None,
        plans: Mapping[str, Plan] | None = None,
    ) -> None:
        self.publication = Publication(archive, settings)
        #: By path. An archive with the same pages has the same plans.
        self.plans = plans or {plan.path: plan for plan in plan_pages(self.publication)}
        #: Seconds of processor time by kind of work.
        self.seconds: dict[str, float] = {}
        self._archive = archive
        self._settings = settings
        self._advanced = advanced
        derived = {**self.publication.derived, **(derived or {}), TERMS_IN: lambda _: None}
        self._digests = Digests(archive, derived)
        #: Those that differ from before, in what was kept: a term that came or went, where it may stand.
        self._compared = self._digests

    def files(self, keeper: Keeper, *, search: bool = True) -> list[PreparedFile]:
        """Make all files that are no pages; without those of the search where they may be of before."""
        settings, archive = self._settings, self._archive
        groups: dict[str, Files] = {
            "search": lambda: search_files(archive, settings.search),
            # Apart: it takes as long as all other data together, and another process may make it.
            "database": lambda: [database_file(archive)],
            "data": lambda: general_files(archive, settings.site_url),
        }
        left = []
        if not search:
            del groups["search"]
            left = [keeper.known["search"]] if "search" in keeper.known else []
        plans = [*self._data_plans(), *plan_assets(self.publication)]
        kept = self._all(keeper, "files", plans, groups=groups)
        found: list[PreparedFile] = []
        sums: dict[str, str] = {}
        for one in kept:
            for path, blob in zip(_named(one.about), one.blobs, strict=True):
                found.append(PreparedFile(path=path, blob=blob))
                if path.startswith("data/"):
                    sums[path.removeprefix("data/")] = blob.name
        blob = keeper.store(checksums(sums))
        found.append(PreparedFile(path=f"data/{CHECKSUMS}", blob=blob))
        keeper.finish([*kept, *left, Kept(found[-1].path, b"", b"", (blob,))])
        return sorted(found, key=lambda file: file.path)

    @property
    def terms(self) -> bytes:
        """The terms of the glossary, to keep beside the pages."""
        return _encode(sorted(self._archive.glossary))

    def compare_terms(self, before: bytes) -> None:
        """Take pages that hold a term that came or went since ``before`` for changed, and no others."""
        terms = set(self._archive.glossary)
        news = sorted(terms.symmetric_difference(msgspec.msgpack.decode(before, type=list[str])))
        questions = self._archive.questions

        def compared(question: str) -> bool | None:
            return (question in questions and holds_any(questions[question], news)) or None

        self._compared = self._digests.other({TERMS_IN: compared}) if news else self._digests

    def pages(
        self, keeper: Keeper, plans: Iterable[Plan], printed: Print, given: GivenToPrint
    ) -> list[PreparedPage]:
        """Make and print pages."""
        kept = self._all(keeper, "pages", list(plans), printed=printed, given=given)
        keeper.finish(kept)
        found = []
        for one in kept:
            meta, packed = msgspec.msgpack.decode(one.about, type=tuple[dict[str, Any], bytes])
            found.append(PreparedPage(path=one.path, meta=meta, packed=Packed(packed), blob=one.blobs[0]))
        return sorted(found, key=lambda page: page.path)

    def sorted_out(
        self, keeper: Keeper, plans: Iterable[Plan], given: GivenToPrint | None = None
    ) -> tuple[list[Kept], list[tuple[Plan, bytes]]]:
        """Return what was kept and would be the same, and what must be made, with the key to keep it by."""
        self.compare_terms(keeper.before or _encode([]))
        found, wanted, stale = [], [], keeper.traces.stale(self._compared)
        for plan in plans:
            key = _key(plan, given(plan.path) if given else None)
            if (known := _known(keeper, plan.path, key, stale)) is not None:
                found.append(known)
            else:
                wanted.append((plan, key))
        return found, wanted

    def page(self, keeper: Keeper, plan: Plan, key: bytes, printed: Print) -> Kept:
        """Make and print one page, here and now; the next build need not know it."""
        (made,) = _make(self.publication, keeper, "pages", [(plan, key)], printed).kept
        kept = keeper.known[plan.path] = self._traced(keeper, made, None)
        return kept

    def _data_plans(self) -> Iterator[Plan]:
        for meeting in self._archive.meetings:
            yield Plan(f"data/meetings/{meeting}.json", _json, meeting)
            yield Plan(f"data/meetings/{meeting}.md", _markdown, meeting)
        for name in feed_names(self._archive) if self._settings.site_url else ():
            yield Plan("/".join(("feed", *name)), _feed, name)

    def _all(
        self,
        keeper: Keeper,
        kind: str,
        plans: Sequence[Plan],
        *,
        printed: Print | None = None,
        given: GivenToPrint | None = None,
        groups: dict[str, Files] | None = None,
    ) -> list[Kept]:
        """Return everything that is planned: what was kept, and the rest now that it is made."""
        groups = groups or {}
        jobs: list[Callable[[], _Made]] = []
        whole = self._whole()
        found, wanted = self.sorted_out(keeper, plans, given)
        stale = keeper.traces.stale(self._digests)
        for name, files in groups.items():
            if (known := _known(keeper, name, b"", stale)) is not None:
                found.append(known)
            else:
                jobs.append(partial(_make_group, keeper, name, files))
        shares = max(1, min(JOBS, len(wanted) // SMALLEST_JOB))
        if printed and len(wanted) >= FEW:
            load_templates()
        jobs += [
            partial(_make, self.publication, keeper, kind, wanted[part::shares], printed)
            for part in range(shares if wanted else 0)
        ]
        for done, made in enumerate(run_all(jobs, self._processes(len(wanted)), ordered=False), 1):
            news = [
                self._traced(keeper, kept, whole if kept.path in groups else None) for kept in made.kept
            ]
            keeper.note(news)
            found += news
            self.seconds[made.name] = self.seconds.get(made.name, 0.0) + made.seconds
            if self._advanced:
                self._advanced(made.name, done, len(jobs))
        return found

    def _traced(self, keeper: Keeper, made: Kept, whole: Trace | None) -> Kept:
        """Return what was made with what it looked up as numbers."""
        trace = whole or (_unpack(made.trace, Trace) if made.trace else None)
        return msgspec.structs.replace(
            made, trace=keeper.traces.numbered(trace, self._digests) if trace else b""
        )

    def _whole(self) -> Trace:
        """Return the trace of what looks up the whole archive: all but what no file tells."""
        names = [name for name in self._archive.__struct_fields__ if name not in ("ledger", "problems")]
        return Trace((), tuple(Lookup(name, ALL) for name in names))

    def _processes(self, wanted: int) -> int:
        large = wanted >= FEW or len(self._archive.questions) >= LARGE
        return processors() if large else 1


_encode: Final = msgspec.msgpack.Encoder().encode


def _json(publication: Publication, meeting: str) -> bytes:
    archive = publication.archive
    return meeting_json(archive, meeting, lambda entry: question_row(archive, entry))


def _feed(publication: Publication, name: Name) -> dict[str, bytes]:
    site_url = publication.settings.site_url
    assert site_url is not None
    return files_of_feed(publication.archive, site_url, name)


def _markdown(publication: Publication, meeting: str) -> bytes:
    return meeting_text(publication.archive, meeting, publication.settings.site_url)


def _known(keeper: Keeper, path: str, key: bytes, stale: Callable[[bytes], bool]) -> Kept | None:
    """Return what was kept for a path, where it would be the same if it were made now."""
    known = keeper.known.get(path)
    if known is None or known.given != key or not known.trace or stale(known.trace):
        return None
    return known if all(map(keeper.place, known.blobs)) else None


def _key(plan: Plan, given: Any) -> bytes:
    return digest(plan.make.__module__, plan.make.__qualname__, plan.given, given)


def _make(
    publication: Publication,
    keeper: Keeper,
    kind: str,
    plans: Sequence[tuple[Plan, bytes]],
    printed: Print | None,
) -> _Made:
    started = time.process_time()
    made = []
    for plan, key in plans:
        product = publication.made(plan)
        blobs: tuple[Blob, ...] = ()
        about: Any = []
        if isinstance(product, Page):
            assert printed is not None
            sheet = printed(product)
            blobs, about = (keeper.store(sheet.data),), (sheet.meta, sheet.packed.data)
        elif product is not None:
            files = product if isinstance(product, Mapping) else {plan.path: _data(product)}
            blobs = tuple(map(keeper.store, files.values()))
            about = list(files)
        trace = publication.notes.trace()
        small = len(trace.questions) + len(trace.others) <= MOST_LOOKUPS
        packed = _pack(trace) if small else b""
        made.append(Kept(plan.path, key, packed, blobs, msgspec.msgpack.encode(about)))
    return _Made(name=kind, seconds=time.process_time() - started, kept=made)


def _data(product: Asset | bytes) -> bytes:
    return product.content.encode() if isinstance(product, Asset) else product


def _make_group(keeper: Keeper, name: str, files: Files) -> _Made:
    started = time.process_time()
    blobs, named = [], []
    for path, data in files():
        blobs.append(keeper.store(data))
        named.append(path)
    kept = Kept(name, b"", b"", tuple(blobs), msgspec.msgpack.encode(named))
    return _Made(name=name, seconds=time.process_time() - started, kept=[kept])


def _named(about: bytes) -> list[str]:
    """Return the paths of the files that were made together."""
    return msgspec.msgpack.decode(about, type=list[str])


def _pack(value: Any) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(value), 1)


def _unpack(data: bytes, kind: Any) -> Any:
    return msgspec.msgpack.decode(zlib.decompress(data), type=kind)
