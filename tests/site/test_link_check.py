"""Dead links of generated pages are found, and said by the plugin as MkDocs says those of its own."""

from __future__ import annotations

from generator.site.link_check import DeadLink, dead_links
from generator.site.preparing import Packed, PreparedPage


def page(path: str, ids: tuple[str, ...] = (), **links: tuple[str, ...]) -> PreparedPage:
    named = {f"{name}.md": anchors for name, anchors in links.items()}
    return PreparedPage(path=path, meta={}, parts=(), packed=Packed.of(ids, named), html_file="")


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
