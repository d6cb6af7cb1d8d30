"""Pagefind gets our terms, and gives back an index that is whole."""

from __future__ import annotations

import pytest

from generator.search import files as files_module
from generator.search import pagefind_service
from generator.search.corpus import Occurrence
from generator.search.files import search_files
from generator.search.pagefind_index import encode, pagefind_part
from generator.search.pagefind_service import PagefindMissing, PagefindService
from generator.search.settings import SearchSettings
from tests.factories import sample_archive


def test_no_term_begins_another() -> None:
    words = [encode(term) for term in ("raad", "raad!", "raad#", "raads", "36045", "36045-2", "36045-26", "1.5", "1.5%")]
    words.append(encode("raad", context=True))
    assert not [(one, other) for one in words for other in words if one != other and other.startswith(one)]


def test_every_question_is_named_in_order() -> None:
    texts = ["de raad", "de raad", "een ander", ""]
    names, files = pagefind_part([[Occurrence(word, word) for word in text.split()], []] for text in texts)
    assert len(names) == len(set(names)) == len(texts)
    written = dict(files)
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.unknown.pagefind"} <= set(written)
    assert all(written.values())
    assert not [path for path in written if "fragment" in path or "ui" in path]


def test_a_large_archive_is_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "PART", 2)
    paths = [path for path, _ in search_files(sample_archive(), SearchSettings(engine="pagefind"))]
    count = -(-len(sample_archive().questions) // 2)
    assert {path for path in paths if path.startswith("search/rows-")} == {f"search/rows-{n}.js" for n in range(count)}
    assert f"search/pagefind-{count - 1}/pagefind.js" in paths


def test_answers_come_in_order_however_many() -> None:
    with PagefindService() as service:
        index = service.ask({"type": "NewIndex", "config": {}})["index_id"]
        record = {"type": "AddRecord", "index_id": index, "content": "woord", "language": "xx", "meta": {}}
        answers = service.ask_all([{**record, "url": str(number)} for number in range(350)])
        assert [answer["page_url"] for answer in answers] == [str(number) for number in range(350)]


def test_a_refusal_is_told() -> None:
    with PagefindService() as service, pytest.raises(RuntimeError, match="Pagefind"):
        service.ask({"type": "Nonsense"})


def test_without_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind_service, "get_executable", lambda: None)
    with pytest.raises(PagefindMissing, match="pip install"):
        PagefindService()
