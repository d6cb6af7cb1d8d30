"""All files of the search, from the archive."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive.graph import Archive
from generator.rules import load_table
from generator.search.catalogue import Catalogue
from generator.search.corpus import DERIVED, FIELDS, NEAR, Corpus
from generator.search.lunr_index import LunrIndex
from generator.search.scripts import script
from generator.search.settings import SearchSettings, engine_for
from generator.search.texts import first_of_each, text_files
from generator.search.words import words_of

File = tuple[str, bytes]


def search_files(archive: Archive, settings: SearchSettings) -> Iterator[File]:
    """Yield everything that the search page loads: path from the root of the site, and bytes."""
    yield script("rules", rules())
    corpus = Corpus(archive)
    yield from lunr_files(archive, corpus, settings)


def rules() -> dict[str, object]:
    """Return the tables of the normaliser as the browser reads them, and the weights of the query."""
    table = load_table("search")
    steps: dict[str, list[tuple[str, str]]] = {}
    for rule in table.rules:
        if rule.kind.startswith("stem"):
            steps.setdefault(rule.kind, []).append((table.expand(rule.pattern), rule.value))
    return {
        "tokens": [table.expand(rule.pattern) for rule in table.rules if rule.kind == "token"],
        "steps": list(steps.values()),
        "derived": DERIVED,
        "near": NEAR,
        "weights": table.weights,
        **table.lists,
    }


def lunr_files(archive: Archive, corpus: Corpus, settings: SearchSettings) -> Iterator[File]:
    catalogue = Catalogue(archive, settings)
    index = LunrIndex()
    lengths = []
    for text in corpus.texts:
        streams = corpus.streams(text)
        index.add(streams)
        lengths.append([len(stream) for stream in streams])
    entries = [archive.questions[text.id] for text in corpus.texts]
    yield script("rows-0", catalogue.rows(entries, lengths))
    firsts = []
    for number, terms in enumerate(index.files()):
        firsts.append(terms.first)
        yield script(f"terms-{number}", terms.text)
    texts = list(text_files(entries))
    for number, file in enumerate(texts):
        yield script(f"texts-0-{number}", file)
    part = {"questions": len(entries), "texts": first_of_each(texts)}
    yield script(
        "catalogue",
        {
            "engine": "lunr",
            "questions": len(entries),
            "parts": [part],
            "terms": firsts,
            "averages": [sum(length[field] for length in lengths) / max(1, len(lengths)) for field in range(len(FIELDS))],
            **catalogue.lists(),
        },
    )
    yield script("words", words_of(corpus))
