"""What was made is stale when something that it looked up is different, and only then."""

from __future__ import annotations

from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from generator.pages.lookups import DIGEST, QUESTION, RELATED, Digests, Looked, Trace
from generator.site.tracing import Traces

NAMES = st.sampled_from("abcdefgh")
TRACES = st.builds(
    Trace,
    st.sets(NAMES, max_size=4).map(lambda names: tuple(sorted(names))),
    st.sets(st.tuples(st.sampled_from(["topics", RELATED]), NAMES, st.just("")), max_size=4).map(
        lambda looked: tuple(sorted(looked))
    ),
)
ARCHIVES = st.fixed_dictionaries({name: st.integers(0, 3) for name in "abcdefgh"})


class Facts:
    """Digests of an archive that is a number for each name."""

    def __init__(self, facts: dict[str, int]) -> None:
        self._facts = facts

    def one(self, looked: Looked) -> bytes:
        kind = 7 if looked[0] == QUESTION else 0
        return bytes([kind, self._facts[looked[1]]]).ljust(DIGEST, b"\0")


def _digests(facts: dict[str, int]) -> Digests:
    return cast(Digests, Facts(facts))


def _names(trace: Trace) -> set[str]:
    return {*trace.questions, *(name for _, name, _ in trace.others)}


@given(st.lists(TRACES, min_size=1, max_size=6), ARCHIVES, ARCHIVES, ARCHIVES, st.data())
def test_what_is_stale_looked_up_something_that_differs(
    made: list[Trace], first: Any, second: Any, third: Any, data: st.DataObject
) -> None:
    traces = Traces()
    before = _digests(first)
    rows = [traces.numbered(trace, before) for trace in made]
    now = _digests(second)
    stale = traces.stale(now)
    expected = [any(first[name] != second[name] for name in _names(trace)) for trace in made]
    assert [stale(row) for row in rows] == expected
    # What is stale is made again in the later archive, the rest is kept; then some of it goes.
    rows = [
        traces.numbered(trace, now) if again else row
        for trace, row, again in zip(made, rows, expected, strict=True)
    ]
    assert not any(map(traces.stale(now), rows))
    places = sorted(data.draw(st.sets(st.sampled_from(range(len(made))))))
    renumbered = traces.keep_only(rows[place] for place in places)
    found = traces.news()
    assert len(found.digests) // DIGEST == len(found.codes) // 8
    kept = Traces()
    kept.add(found)
    stale = kept.stale(_digests(third))
    for place in places:
        differs = any(second[name] != third[name] for name in _names(made[place]))
        assert stale(renumbered(rows[place])) == differs


def test_news_are_told_once() -> None:
    traces, digests = Traces(), _digests({"a": 1, "b": 1})
    traces.numbered(Trace(("a",), ()), digests)
    assert traces.news().questions == ["a"]
    traces.numbered(Trace(("a", "b"), (("topics", "a", ""),)), digests)
    assert traces.news()[:2] == (["b"], [("topics", "a", "")])
    assert traces.news() == ([], [], b"", b"")


def test_a_question_is_not_what_is_called_like_it() -> None:
    traces, digests = Traces(), _digests({"a": 1})
    rows = {
        traces.numbered(Trace(("a",), ()), digests),
        traces.numbered(Trace((), (("x", "a", ""),)), digests),
    }
    assert len(rows) == 2
