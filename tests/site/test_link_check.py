"""Dead links of generated pages are found, and said by the plugin as MkDocs says those of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgspec
import pytest

from generator.addresses import OPEN
from generator.pages import Page, Plan, Publication, plan_pages
from generator.site import preparing
from generator.site.host import SiteFolders, build_site
from generator.site.keeping import Blob
from generator.site.link_check import DeadLink, dead_links
from generator.site.preparing import Packed, PreparedPage
from tests.factories import empty_archive
from tests.site.building import CONFIG, scratch


def page(path: str, ids: tuple[str, ...] = (), **links: tuple[str, ...]) -> PreparedPage:
    named = {f"{name}.md": anchors for name, anchors in links.items()}
    return PreparedPage(path=path, meta={}, packed=Packed.of(ids, named), blob=Blob("", 0, 0))


def test_nothing_is_said_of_links_that_lead_somewhere() -> None:
    pages = [page("a.md", ("x",), b=("y",), a=("x",), hand=("any",)), page("b.md", ("y",))]
    assert not list(dead_links(pages, {"hand.md"}.__contains__, {"hand.md": {"b.md": ["y"]}}))


def test_a_missing_page_and_a_missing_anchor_are_named() -> None:
    pages = [page("a.md", (), b=("y", "z"), gone=()), page("b.md", ("y",), gone=("w",))]
    assert list(dead_links(pages, lambda _: False, {})) == [
        DeadLink("a.md", "b.md", "z"),
        DeadLink("a.md", "gone.md", ""),
        DeadLink("b.md", "gone.md", ""),
    ]


def test_a_page_written_by_hand_is_checked_against_generated_anchors() -> None:
    found = list(dead_links([page("b.md", ("y",))], lambda _: True, {"hand.md": {"b.md": ["y", "q"]}}))
    assert found == [DeadLink("hand.md", "b.md", "q")]
    assert str(found[0]) == "hand.md links to b.md#q, but that page has no such anchor"


def test_the_build_warns_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_dead_links(publication: Publication) -> Iterator[Plan]:
        for plan in plan_pages(publication):
            yield plan._replace(make=partial(spoilt, plan.make)) if plan.path == OPEN else plan

    def spoilt(make: Callable[[Publication, Any], Any], publication: Publication, given: Any) -> Page:
        page = make(publication, given)
        assert isinstance(page, Page)
        wrong = "\n[weg](../weg.md) [nergens](../index.md#nergens)\n"
        return msgspec.structs.replace(page, body=page.body + wrong)

    monkeypatch.setattr(preparing, "plan_pages", with_dead_links)
    monkeypatch.setattr(preparing, "_key", lambda plan, given: plan.path.encode())
    folder = scratch()
    (folder / "content").mkdir()
    folders = SiteFolders(config_file=CONFIG, content=folder / "content")
    assert build_site(folders, empty_archive(), folder / "site") == (
        f"{OPEN} links to weg.md, but there is no such page or file",
        f"{OPEN} links to index.md#nergens, but that page has no such anchor",
    )
