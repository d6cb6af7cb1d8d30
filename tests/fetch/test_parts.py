"""The parts of ``fetch`` by themselves: questions, rules of selection, waits, the way out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fetch.errors import ServiceError
from generator.fetch.published import published, sidecar
from generator.fetch.query import BASE, KINDS, Wish, chunked, documents_url
from generator.fetch.retrying import Backoff, retry_after
from generator.fetch.selection import LETTERS, Committee, letter_rule
from generator.fetch.transport import Request, UrllibTransport
from generator.records import Sidecar
from generator.storage import encode
from generator.yaml_reader import load_yaml
from tests.fetch.server import nodes, record

NOW = datetime(2026, 2, 11, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("plain", [True, False])
def test_every_question_stays_under_the_limit_of_100_nodes(plain: bool) -> None:
    wish = Wish(since=date(2026, 1, 1), until=date(2026, 2, 1), changed="2026-01-01T00:00:00+01:00")
    for kinds in chunked(KINDS * 5):
        options = parse_qs(urlsplit(documents_url(BASE, wish, kinds, plain=plain)).query)
        assert nodes(options["$filter"][0]) <= 100
        assert "$top" not in options, "with it there would be no link to a next page"
        assert options["$orderby"] == ["GewijzigdOp asc"]
        assert "+01:00" in options["$filter"][0]


def test_only_kinds_and_dates_are_filtered() -> None:
    """Text functions take the service so long that it answers 500."""
    url = documents_url(BASE, Wish(since=date(2026, 1, 1)), KINDS)
    assert "contains" not in url
    assert "any(" not in url


@pytest.mark.parametrize(("name", "subject"), [(row[0], text) for row in LETTERS for text in row[2]])
def test_letters_that_are_taken(name: str, subject: str) -> None:
    assert letter_rule(subject) == name


@pytest.mark.parametrize("subject", [text for row in LETTERS for text in row[3]])
def test_letters_that_are_left(subject: str) -> None:
    assert letter_rule(subject) is None


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("vaste commissie voor Defensie", "defensie"),
        ("vaste commissie voor Financiën", "financien"),
        ("algemene commissie voor de Rijksuitgaven", "rijksuitgaven"),
        ("tijdelijke commissie Grondrechten", "tijdelijke commissie grondrechten"),
        (None, ""),
    ],
)
def test_what_a_committee_is_about(name: str | None, subject: str) -> None:
    assert Committee(abbreviation="X", name=name).subject == subject


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        ({"Nummer": 21501, "Toevoeging": "28"}, ("21501-28",)),
        ({"Nummer": 36800, "Toevoeging": "X"}, ("36800-X",)),
        ({"Nummer": "36 045", "Toevoeging": None}, ("36045",)),
        ({"Nummer": 36045, "Toevoeging": "(R2161)"}, ("36045-R2161",)),
        ({"Nummer": 21501, "Toevoeging": "28-286"}, ("21501-28-286",)),
        ({"Nummer": -1}, ()),
        ({}, ()),
    ],
)
def test_dossiers_in_the_forms_the_service_uses(
    dossier: dict[str, object], expected: tuple[str, ...]
) -> None:
    found = published(record(1, Kamerstukdossier=[dossier]))
    assert found is not None
    assert found.dossiers == expected


def test_a_paper_of_two_dossiers_gets_no_guessed_number() -> None:
    found = published(record(1, Kamerstukdossier=[{"Nummer": 36045}, {"Nummer": 28676}]))
    assert found is not None
    assert sidecar(found, None, None).identifiers == ("2026D00001", "2026Z00001")


def test_the_number_that_the_service_gives_comes_first() -> None:
    version = {"Id": "v", "ExterneIdentifier": "kst-1263281"}
    found = published(record(1, HuidigeDocumentVersie=version))
    assert found is not None
    assert sidecar(found, None, None).identifiers[0] == "kst-1263281"


def test_a_sidecar_is_stored_and_read_back() -> None:
    actor = {
        "ActorNaam": "A. de Vries",
        "ActorFractie": "CDA",
        "Functie": "Tweede Kamerlid",
        "Relatie": "Indiener",
    }
    found = published(record(1, DocumentActor=[actor]))
    assert found is not None
    made = sidecar(found, "vaste commissie voor Defensie", "https://www.tweedekamer.nl/x")
    assert load_yaml(encode(made).decode(), Sidecar, "x.yaml") == made


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)
    )
)
def test_whatever_a_field_holds(value: object) -> None:
    for field in record(1):
        if field != "Id":
            found = published(record(1, **{field: value}))
            assert found is not None
            encode(sidecar(found, None, None))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("Wed, 11 Feb 2026 09:02:00 GMT", 120.0),
        ("Wed, 11 Feb 2026 08:00:00 GMT", 0.0),
        ("-5", None),
        ("", None),
        (None, None),
        ("²", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_waits_are_bounded(failed: int, chance: float) -> None:
    backoff = Backoff()
    assert backoff.first / 2 <= backoff.delay(failed, chance) <= backoff.longest


@pytest.mark.parametrize(
    "base", ["http://example.org/", "ftp://example.org/", "file:///etc/passwd", "https://"]
)
def test_only_https_leaves_this_machine(base: str) -> None:
    with pytest.raises(ServiceError, match="https"):
        UrllibTransport(base)


@pytest.mark.parametrize(
    "url", ["https://other.example/", "http://example.org/", "https://example.org:8443/"]
)
def test_no_other_host_is_asked(url: str) -> None:
    with pytest.raises(ServiceError, match="another host"):
        UrllibTransport("https://example.org/")(Request(url=url))
