// The passage of a text in which the words that were looked for stand closest together, with the words marked.
(function (search) {
  "use strict";

  const WORDS = 42; // in a passage
  const BEFORE = 8; // words shown before the first that was found
  const FIRST = 2; // letters that a word keeps when it becomes a term

  // `wanted` says of a term what it stands for: term → Map(number of the concept → weight); `phrases` are lists of words.
  function make({ compounds, wanted, phrases }) {
    const { tokens, stem } = search.normaliser;
    // A compound can only hold a word that was looked for when it holds the first letters of it: most need not be taken apart.
    const starts = [...new Set([...wanted.keys()].map((term) => term.slice(0, FIRST)))];
    const mayHold = (word) => starts.some((start) => word.includes(start));

    // Returns the tokens of a text, each with what it matches: Map(number of the concept → weight).
    function matched(text) {
      const found = tokens(text);
      const completions = compounds.completions(found);
      const all = found.map((token, index) => {
        const words = [...token.words, ...token.others, ...(completions.has(index) ? [completions.get(index)] : [])];
        const matches = new Map();
        for (const word of words) match(matches, word, 1);
        if (!matches.size) for (const part of words.filter(mayHold).flatMap(compounds.parts)) match(matches, part, 0.3);
        return { ...token, matches };
      });
      phrases.forEach((phrase, number) => markPhrase(all, phrase, -1 - number));
      return all;
    }

    function match(matches, word, share) {
      for (const [concept, weight] of wanted.get(stem(word)) || []) {
        matches.set(concept, Math.max(matches.get(concept) || 0, weight * share));
      }
    }

    // Marks every token that belongs to a phrase where it stands as a whole.
    function markPhrase(all, phrase, concept) {
      const words = all.flatMap((token) => token.words.map((word) => ({ word, token })));
      for (let start = 0; start + phrase.length <= words.length; start++) {
        if (!phrase.every((word, i) => words[start + i].word === word)) continue;
        for (let i = 0; i < phrase.length; i++) words[start + i].token.matches.set(concept, 2);
      }
    }

    // Returns {pieces, worth}: the pieces [text, isMarked] of the best passage of some paragraphs, and how well it matches.
    function best(paragraphs) {
      let found = { worth: -1 };
      for (const paragraph of paragraphs) {
        const all = matched(paragraph);
        const start = bestStart(all);
        if (start.worth > found.worth) found = { ...start, all, paragraph };
      }
      return found.all ? { pieces: pieces(found), worth: found.worth } : { pieces: [], worth: 0 };
    }

    // Returns where the passage starts that matches most concepts best; of equals the one with most matches.
    function bestStart(all) {
      let found = { at: 0, worth: 0 };
      for (let first = 0; first < all.length; first++) {
        if (!all[first].matches.size) continue;
        const at = Math.max(0, first - BEFORE);
        const here = all.slice(at, at + WORDS);
        const bests = new Map();
        let sum = 0;
        for (const { matches } of here) {
          for (const [concept, weight] of matches) {
            bests.set(concept, Math.max(bests.get(concept) || 0, weight));
            sum += weight;
          }
        }
        const worth = [...bests.values()].reduce((one, other) => one + other, 0) * 100 + sum;
        if (worth > found.worth) found = { at, worth };
      }
      return found;
    }

    function pieces({ all, at, paragraph }) {
      const last = Math.min(all.length, at + WORDS) - 1;
      if (last < 0) return [[paragraph, false]];
      const start = at > 0 ? all[at].start : 0;
      const end = last < all.length - 1 ? all[last].end : paragraph.length;
      const made = start > 0 ? [["… ", false]] : [];
      let place = start;
      for (const token of all.slice(at, last + 1)) {
        if (!token.matches.size) continue;
        made.push([paragraph.slice(place, token.start), false], [paragraph.slice(token.start, token.end), true]);
        place = token.end;
      }
      made.push([paragraph.slice(place, end), false]);
      if (end < paragraph.length) made.push([" …", false]);
      return made.filter(([text]) => text);
    }

    return { best };
  }

  search.passages = { make };
})(((window.kamerspiegel ||= {}).search ||= {}));
