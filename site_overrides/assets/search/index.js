// The index as the search page asks it: loads what is needed, understands a query, and returns questions in order.
(function (search) {
  "use strict";

  const FIELDS = ["question", "answer", "context"];

  // Returns the index; nothing else is loaded before the first query.
  async function open() {
    const [rules, catalogue, list] = await Promise.all(["rules", "catalogue", "words"].map(search.files.load));
    search.normaliser.load(rules);
    const words = search.words.make(list);
    const compounds = search.compounds.make({ isWord: words.isWord, isPart: words.isPart, tails: rules.tails });
    const plan = search.plan.make({ ...rules, words, compounds });
    const parts = catalogue.parts.map((part, number) => ({ ...part, number, opened: null }));
    let first = 0;
    for (const part of parts) {
      part.first = first;
      first += part.questions;
    }

    // Returns a part of the archive with its rows and its engine.
    function part(number) {
      const one = parts[number];
      if (!one.opened) {
        one.opened = search.files.load("rows-" + number).then((packed) => {
          const rows = search.rows(packed, one.questions);
          const boosts = FIELDS.map((field) => rules.weights[field]);
          const engine = search[catalogue.engine].make({ catalogue, part: one, lengths: rows.lengths, boosts });
          return { ...one, rows, engine };
        });
        one.opened.catch(() => (one.opened = null));
      }
      return one.opened;
    }

    // Returns what a query means: {query, concepts, without}.
    async function understand(text) {
      const query = search.query.parse(text);
      const newest = await part(0);
      const lookup = (terms) => newest.engine.lookup(terms);
      const looked = query.words || (query.phrases.length ? query.phrases.join(" ") : "");
      const concepts = looked ? await plan.concepts(looked, lookup) : [];
      return { query, concepts };
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
        const holds = await standing(engine, phrase);
        found = found.filter((one) => holds.has(one.question));
      }
      for (const text of query.without) {
        const holds = await standing(engine, text);
        found = found.filter((one) => !holds.has(one.question));
      }
      const best = Math.max(0, ...found.map((one) => one.coverage));
      return found.filter((one) => one.coverage >= best * rules.weights.least);
    }

    // Returns the questions in which a phrase stands to the letter; of a single word without quotes any form.
    async function standing(engine, text) {
      const words = search.normaliser.tokens(text).flatMap((token) => token.words);
      return words.length ? engine.phrase(words, words.length === 1) : new Set();
    }

    return { rules, catalogue, words, parts, part, understand, find };
  }

  search.index = { open };
})(((window.kamerspiegel ||= {}).search ||= {}));
