// The index as the search page asks it: loads what is needed, understands a query, and returns questions in order.
(function (search) {
  "use strict";

  const FIELDS = ["text", "context"];

  // Returns the index; nothing else is loaded before the first query.
  async function open() {
    search.files.load("rows-0").catch(() => {}); // needed next, whatever is asked
    search.engine.prepare();
    const { rules, words: list, catalogue } = await search.files.load("start");
    await search.files.pause();
    search.normaliser.load(rules);
    const words = search.words.make(list, rules.stop);
    await search.files.pause();
    const compounds = search.compounds.make({ isWord: words.isWord, isPart: words.isPart, ...rules });
    const plan = search.plan.make({ ...rules, words, compounds });
    const boosts = FIELDS.map((field) => rules.weights[field]);
    const parts = catalogue.parts.map((part, number) => ({ ...part, number, first: 0, rows: null, engine: null, opened: null }));
    for (let i = 1; i < parts.length; i++) parts[i].first = parts[i - 1].first + parts[i - 1].questions;

    // Returns a part of the archive, with its rows and its engine.
    function part(number) {
      const one = parts[number];
      one.opened ||= search.files.load("rows-" + number).then((packed) => {
        one.rows = search.rows(packed, one.questions);
        one.engine = search.engine.make({ catalogue, part: one, rows: one.rows, boosts });
        return one;
      });
      one.opened.catch(() => (one.opened = null));
      return one.opened;
    }

    // Returns what a query means: {query, concepts}. What the newest part of the archive does not know is mended.
    async function understand(text) {
      const query = search.query.parse(text);
      const { engine } = await part(0);
      const concepts = [];
      if (query.words) concepts.push(...(await plan.concepts(query.words, engine.lookup)));
      for (const phrase of query.phrases) concepts.push(...(await plan.concepts(phrase, engine.lookup, true)));
      return { query, concepts: search.engine.tellingOf(concepts, (word) => words.count(word) / catalogue.questions) };
    }

    // Returns [{question, score, complete}] of one part, in order.
    async function find({ query, concepts }, number) {
      const { engine, questions } = await part(number);
      let found;
      if (concepts.length) {
        found = await search.rank(engine, concepts, rules.weights);
      } else {
        found = Array.from({ length: questions }, (_, question) => ({ question, score: 0, coverage: 1, complete: true }));
      }
      for (const phrase of query.phrases) {
        const holds = await standing(engine, phrase, false);
        found = found.filter((one) => holds.has(one.question));
      }
      for (const text of query.without) {
        const holds = await standing(engine, text, true);
        found = found.filter((one) => !holds.has(one.question));
      }
      const best = Math.max(0, ...found.map((one) => one.coverage));
      return found.filter((one) => one.coverage >= best * rules.weights.least);
    }

    // Returns the questions in which words stand to the letter; a single word in any form when `isLoose`.
    async function standing(engine, text, isLoose) {
      const words = wordsOf(text);
      return words.length ? engine.phrase(words, isLoose && words.length === 1) : new Set();
    }

    const wordsOf = (text) => search.normaliser.tokens(text).flatMap((token) => token.words);

    // Returns [title, question, answer, footnotes] of a question; all but the first are lists of paragraphs.
    async function text(number, question) {
      const { texts } = parts[number];
      let file = texts.length - 1;
      while (texts[file] > question) file--;
      return (await search.files.load(`texts-${number}-${file}`))[question - texts[file]];
    }

    // Returns what to mark in a text: {wanted: term → Map(number of the concept → weight), phrases: lists of words}.
    function marked({ concepts, query }) {
      const wanted = new Map();
      concepts.forEach((concept, number) => {
        for (const terms of [concept.terms, ...concept.parts]) {
          const share = terms === concept.terms ? 1 : rules.weights["one-part"];
          for (const [term, weight] of terms) {
            if (term.endsWith(rules.near)) continue;
            const plain = term.endsWith(rules.derived) ? term.slice(0, -1) : term;
            if (!wanted.has(plain)) wanted.set(plain, new Map());
            wanted.get(plain).set(number, Math.max(weight * share, wanted.get(plain).get(number) || 0));
          }
        }
      });
      return { wanted, phrases: query.phrases.map(wordsOf) };
    }

    return { catalogue, compounds, parts, part, understand, find, text, marked };
  }

  search.index = { open };
})(((window.kamerspiegel ||= {}).search ||= {}));
