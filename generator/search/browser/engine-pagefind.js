// The index by Pagefind (generator/search/pagefind_index.py): one part of the archive. Pagefind holds our terms as words, so
// every term is a query of its own; what is made of them is rank.js's, as with lunr.
(function (search) {
  "use strict";

  const SIGNS = { ".": "т", "%": "п", "-": "д" };
  const ENDS = { "!": "ю", "#": "ь" };
  let loaded = null; // promise of the program
  let newest = null; // promise of the newest part, opened

  // Returns a term as the word that stands for it in the index: in the question and answer, or in what they belong to.
  function encode(term, isContext = false) {
    const end = ENDS[term.slice(-1)];
    const plain = end ? term.slice(0, -1) : term;
    return plain.replace(/[.%-]/g, (sign) => SIGNS[sign]) + (end || (isContext ? "ц" : "я"));
  }

  function make({ part, rows, boosts }) {
    const numbers = new Map(rows.names.map((name, question) => [name, question]));
    const postings = new Map(); // term → promise of hits, or of null
    const contextBoost = boosts[boosts.length - 1];
    let instance = null;

    async function ask(text) {
      if (part.number === 0) prepare();
      instance ||= part.number === 0 ? newest : open(part.number);
      const { results } = await (await instance).search(text);
      return results;
    }

    // Returns {questions, scores} per term, for the terms that occur.
    async function lookup(terms) {
      for (const term of terms) if (!postings.has(term)) postings.set(term, hits(term));
      const found = await Promise.all(terms.map((term) => postings.get(term)));
      return new Map(terms.map((term, i) => [term, found[i]]).filter(([, hit]) => hit));
    }

    async function hits(term) {
      const words = ENDS[term.slice(-1)] ? [[encode(term), 1]] : [[encode(term), 1], [encode(term, true), contextBoost]];
      const scores = new Map();
      for (const [word, boost] of words) {
        for (const { id, score } of await ask(word)) {
          const question = numbers.get(id);
          scores.set(question, (scores.get(question) || 0) + boost * score);
        }
      }
      return scores.size ? { questions: [...scores.keys()], scores: [...scores.values()] } : null;
    }

    // Returns the questions that hold these words one after another, in any form: the index knows no forms.
    async function phrase(words) {
      const text = words.map((word) => encode(search.normaliser.stem(word))).join(" ");
      return new Set((await ask(`"${text}"`)).map(({ id }) => numbers.get(id)));
    }

    return { lookup, phrase, total: part.questions };
  }

  // Returns Pagefind, opened on one part. The program is the same for all parts and is loaded once.
  async function open(number) {
    const folder = (part) => new URL(search.files.folder() + `pagefind-${part}/`, location.href).href;
    loaded ||= import(folder(0) + "pagefind.js");
    const instance = (await loaded).createInstance({ basePath: folder(number), ranking: { termSimilarity: 0, diacriticSimilarity: 0 } });
    await instance.init();
    return instance;
  }

  // Starts loading the program and the newest part, which any query needs.
  function prepare() {
    newest ||= open(0);
    newest.catch(() => (newest = null));
  }

  // Returns the concepts worth asking for: Pagefind takes long over a word that stands in every third question, and such a word
  // tells little where a rare one is asked for too.
  function tellingOf(concepts, shareOf) {
    const shares = concepts.map((concept) => shareOf(concept.word));
    return shares.some((share) => share < 0.1) ? concepts.filter((_, i) => shares[i] < 0.3) : concepts;
  }

  search.engine = { make, prepare, tellingOf, encode };
})(((window.kamerspiegel ||= {}).search ||= {}));
