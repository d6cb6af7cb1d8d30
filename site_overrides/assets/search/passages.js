// The passage of a text in which the words that were looked for stand closest together, with the words marked.
(function (search) {
  "use strict";

  const WORDS = 42; // in a passage

  // `wanted` says of a term which concepts (by number) it stands for.
  function make({ compounds, wanted, literal }) {
    const { tokens, stem } = search.normaliser;

    // Returns the tokens of a text, each with the numbers of the concepts it matches.
    function matched(text) {
      const found = tokens(text);
      const completions = compounds.completions(found);
      return found.map((token, index) => {
        const words = [...token.words, ...token.others];
        if (completions.has(index)) words.push(completions.get(index));
        const concepts = new Set(words.flatMap((word) => [...(wanted.get(stem(word)) || []), ...(literal.has(word) ? [-1] : [])]));
        if (!concepts.size) {
          for (const part of words.flatMap(compounds.parts)) for (const concept of wanted.get(stem(part)) || []) concepts.add(concept);
        }
        return { ...token, concepts };
      });
    }

    // Returns {pieces, concepts}: the pieces [text, isMarked] of the best passage of some paragraphs, and what it matches.
    function best(paragraphs) {
      let found = { worth: -1 };
      for (const paragraph of paragraphs) {
        const all = matched(paragraph);
        const start = bestStart(all);
        if (start.worth > found.worth) found = { ...start, all, paragraph };
      }
      if (!found.all) return { pieces: [], worth: 0 };
      return { pieces: pieces(found), worth: found.worth };
    }

    // Returns where the passage with the most different concepts (then with the most matches) starts.
    function bestStart(all) {
      let found = { at: 0, worth: 0 };
      for (let at = 0; at < all.length; at++) {
        if (!all[at].concepts.size) continue;
        const here = all.slice(at, at + WORDS);
        const different = new Set(here.flatMap((token) => [...token.concepts]));
        const worth = different.size * 100 + here.filter((token) => token.concepts.size).length;
        if (worth > found.worth) found = { at: Math.max(0, at - 8), worth };
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
        if (!token.concepts.size) continue;
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
