"""All files of the search, from the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.archive.graph import Archive, Entry
from generator.rules import load_table
from generator.search.catalogue import Catalogue
from generator.search.corpus import DERIVED, FIELDS, NEAR, Corpus
from generator.search.lunr_index import LunrIndex
from generator.search.opensearch import description
from generator.search.pagefind_index import PART, pagefind_part
from generator.search.program import program
from generator.search.question_texts import Text
from generator.search.scripts import FOLDER, script
from generator.search.settings import SearchSettings, engine_for
from generator.search.texts import first_of_each, text_files
from generator.search.words import words_of

File = tuple[str, bytes]


def search_files(archive: Archive, settings: SearchSettings) -> Iterator[File]:
    """Yield everything that the search loads: path from the root of the site, and bytes."""
    engine = engine_for(archive, settings)
    corpus = Corpus(archive)
    build = _Build(archive, corpus, settings)
    yield program(engine)
    yield from build.lunr() if engine == "lunr" else build.pagefind()
    catalogue = {"engine": engine, **build.catalogue()}
    yield script("start", {"rules": rules(), "words": words_of(corpus), "catalogue": catalogue})
    yield from description(settings)


def rules() -> dict[str, object]:
    """Return the tables of the normaliser as the browser reads them, and the weights of the ranking."""
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
        "verbal": table.expand("{verbal}"),
        "weights": table.weights,
        **{name: table.lists[name] for name in ("irregular", "whole", "stop", "heads", "tails", "alike")},
    }


class _Build:
    """Makes the files of one engine, and gathers what the catalogue says of them."""

    def __init__(self, archive: Archive, corpus: Corpus, settings: SearchSettings) -> None:
        self._archive = archive
        self._corpus = corpus
        self._settings = settings
        self._catalogue = Catalogue(archive, settings)
        self._parts: list[dict[str, object]] = []
        self._engine: dict[str, object] = {}

    def lunr(self) -> Iterator[File]:
        index = LunrIndex()
        lengths = []
        for text in self._corpus.texts:
            streams = self._corpus.streams(text)
            index.add(streams)
            lengths.append([len(stream) for stream in streams])
        yield from self._part(self._corpus.texts, lengths)
        firsts = []
        for number, terms in enumerate(index.files()):
            firsts.append(terms.first)
            yield script(f"terms-{number}", terms.text)
        averages = [
            sum(length[field] for length in lengths) / max(1, len(lengths)) for field in range(len(FIELDS))
        ]
        self._engine = {"terms": firsts, "averages": averages}

    def pagefind(self) -> Iterator[File]:
        for number in range(0, len(self._corpus.texts), PART):
            texts = self._corpus.texts[number : number + PART]
            names, files = pagefind_part(map(self._corpus.streams, texts))
            yield from ((f"{FOLDER}/pagefind-{len(self._parts)}/{path}", data) for path, data in files)
            yield from self._part(texts, names=names)

    def _part(
        self,
        texts: Sequence[Text],
        lengths: Sequence[Sequence[int]] = (),
        names: Sequence[str] = (),
    ) -> Iterator[File]:
        """Yield the rows and the texts of the next part."""
        entries: list[Entry] = [self._archive.questions[text.id] for text in texts]
        number = len(self._parts)
        yield script(f"rows-{number}", self._catalogue.rows(entries, lengths, names))
        files = list(text_files(entries, self._settings.title_of))
        for index, file in enumerate(files):
            yield script(f"texts-{number}-{index}", file)
        self._parts.append(
            {
                "questions": len(entries),
                "texts": first_of_each(files),
                "newest": max((entry.answer_date or entry.asked_date or "" for entry in entries), default=""),
                "oldest": min((entry.answer_date or entry.asked_date or "" for entry in entries), default=""),
            }
        )

    def catalogue(self) -> dict[str, object]:
        """Return what the search page must know before it loads anything else; call it last."""
        questions = len(self._corpus.texts)
        return {"questions": questions, "parts": self._parts, **self._engine, **self._catalogue.lists()}
