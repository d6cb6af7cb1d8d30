// From the words of a query to what is looked up: every word is a concept, with the terms that may stand for it and what each
// counts for; what the archive does not know is mended from its own words.
(function (search) {
  "use strict";

  // A concept: {word, terms: Map(term → weight), parts: [Map(term → weight)], place, start, end, meant: [word]}. The parts are
  // those of a compound; `meant` is what a word was changed into that the archive does not know, `unknown` says that nothing is
  // like it.
  function make({ words, compounds, stop, alike, weights, derived, near }) {
    const { tokens, stem } = search.normaliser;
    const stopWords = new Set(stop);
    const others = new Map(); // stem → stems of the words that may stand for it
    for (const line of alike) {
      const group = line.split(" ").map(stem);
      for (const term of group) others.set(term, [...(others.get(term) || []), ...group]);
    }

    // Returns the concepts of a text. `lookup` tells which terms occur; what is `quoted` is meant as it stands.
    async function concepts(text, lookup, quoted = false) {
      const found = tokens(text);
      const first = spoken(found).flatMap(({ token, place, completed }) =>
        ofToken(token, completed).map((concept, i) => ({ ...concept, place: place + i, start: token.start, end: token.end })));
      if (quoted) return first;
      joinNeighbours(first);
      abbreviate(first, found);
      const known = await lookup(first.flatMap(allTerms));
      const all = first.flatMap((concept) => (occurs(concept, known) ? [concept] : mended(concept)));
      if (all.some((concept) => concept.meant.length)) joinNeighbours(all);
      return all;
    }

    // Returns the tokens that say something of the subject (all, when none does), with their places among the words.
    function spoken(found) {
      const completions = compounds.completions(found);
      let place = 0;
      const all = found.map((token, index) => {
        const one = { token, place, completed: completions.get(index) };
        place += token.words.length;
        return one;
      });
      const speaking = all.filter(({ token }) => !token.words.every((word) => stopWords.has(word)));
      return speaking.length ? speaking : all;
    }

    const allTerms = (concept) => [concept.terms, ...concept.parts].flatMap((terms) => [...terms.keys()]);
    const occurs = (concept, known) => words.isWord(stem(concept.word)) || [...concept.terms.keys()].some((term) => known.has(term) && !term.endsWith(near));

    // Returns the concepts of one token: one, or one per word when nothing is known of the words together.
    function ofToken(token, completed) {
      if (completed) return [ofWord(completed, token.words)];
      const joined = token.words.length > 1 ? token.others[token.others.length - 1] : null;
      if (joined && words.isWord(stem(joined))) return [ofWord(joined, token.words)];
      return token.words.map((word) => {
        const concept = ofWord(word);
        if (/[0-9]/.test(word)) for (const other of token.others) add(concept.terms, stem(other), weights.other);
        return concept;
      });
    }

    function ofWord(word, parts = compounds.parts(word)) {
      const concept = { word, terms: termsOf(word, 1), parts: [], meant: [] };
      for (const term of others.get(stem(word)) || []) add(concept.terms, term, weights.alike);
      // The smallest parts make up the whole: those that are no compounds themselves.
      const smallest = parts.filter((part) => !compounds.parts(part).length);
      concept.parts = smallest.map((part) => termsOf(part, 1));
      return concept;
    }

    function termsOf(word, weight, terms = new Map()) {
      add(terms, stem(word), weight);
      add(terms, stem(word) + derived, weight * weights.derived);
      add(terms, stem(word) + near, weight * weights.near);
      return terms;
    }

    function add(terms, term, weight) {
      terms.set(term, Math.max(weight, terms.get(term) || 0));
    }

    // "drone muur" is "dronemuur" too, "mq 9" is "mq9", "wapen export" may be "wapenexportbeleid".
    function joinNeighbours(all) {
      for (let i = 0; i + 1 < all.length; i++) {
        const [one, other] = [all[i], all[i + 1]];
        if (other.place !== one.place + 1) continue;
        const joined = one.word + other.word;
        const isCode = /^\D{1,3}$/.test(one.word) && /^[0-9]/.test(other.word);
        if (!isCode && (one.word.length < 3 || other.word.length < 3)) continue;
        const forms = words.isWord(stem(joined)) ? [joined] : words.beginning(joined, 3).map(({ form }) => form);
        for (const form of forms) for (const concept of [one, other]) termsOf(form, weights.joined, concept.terms);
      }
    }

    // Where the query spells out what an abbreviation stands for, the abbreviation will do as well.
    function abbreviate(all, found) {
      const stems = found.flatMap((token) => token.words.map(stem));
      for (const [short, ...expansion] of words.abbreviations) {
        for (let start = 0; start + expansion.length <= stems.length; start++) {
          if (!expansion.every((term, i) => stems[start + i] === term)) continue;
          for (const concept of all) {
            if (concept.place >= start && concept.place < start + expansion.length) add(concept.terms, short, weights.joined);
          }
        }
      }
    }

    // Returns what stands for a concept of which nothing occurs: the parts of a compound, the words that begin with it, the words
    // it resembles, the two words that it is without the space between them, the word that a compound begins with; or the concept
    // itself, when there is nothing.
    function mended(concept) {
      const halves = compounds.halves(concept.word);
      if (halves.length) return apart(concept, halves);
      const beginning = concept.word.length > 2 ? words.beginning(concept.word) : [];
      const like = beginning.length ? [] : words.like(concept.word);
      const terms = new Map();
      for (const { form } of beginning) termsOf(form, weights.prefix, terms);
      like.forEach(({ form, edits }, i) => termsOf(form, weights["typo-" + edits] / (i ? 2 : 1), terms));
      if (!terms.size) {
        const glued = words.apart(concept.word);
        if (glued.length) return apart(concept, glued);
        const head = compounds.parts(concept.word).find((part) => concept.word.startsWith(part));
        return head ? apart(concept, [head]) : [{ ...concept, unknown: true }];
      }
      const meant = [...beginning, ...like].map(({ form }) => form).slice(0, 3);
      return [{ ...concept, word: meant[0], terms, parts: [], meant }];
    }

    // Returns a concept per word, for words that stand for one; without the s that joins them: capaciteit(s)doelen.
    function apart(concept, both) {
      return both.map((word) => (word.endsWith("s") ? words.usual(word) : word)).map((word) => ({ ...concept, ...ofWord(word), meant: [word] }));
    }

    return { concepts };
  }

  search.plan = { make };
})(((window.kamerspiegel ||= {}).search ||= {}));
