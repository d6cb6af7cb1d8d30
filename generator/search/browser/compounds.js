// Dutch compounds: what a long word is made of, and what a hanging hyphen stands for. See generator/search/compounds.py,
// which does the same when the index is made; a test compares the two.
(function (search) {
  "use strict";

  const LEAST = 4;
  const LONG_ENOUGH = 5;
  const LONG_TAIL = 7;
  const REACH = 5;
  const JOINING = new Set(["en", "of", "dan", "wel", "alsook", "evenals", "als", "respectievelijk"]);

  // `isWord` and `isPart` say of a stem whether the archive knows it; `tails` and what `verbal` matches are no words; `heads` say nothing.
  function make({ isWord, isPart, heads, tails, verbal }) {
    const { stem } = search.normaliser;
    const known = new Map();
    verbal = new RegExp(verbal);
    const blocked = new Set(tails);
    const empty = new Set(heads);

    // Returns the words that a folded word is made of, those that are compounds themselves before their parts.
    function parts(word) {
      if (!known.has(word)) {
        const whole = halves(word).filter((half) => !empty.has(half));
        const own = whole.length ? whole : ends(word);
        known.set(word, [...new Set([...own, ...own.flatMap(parts)])]);
      }
      return known.get(word);
    }

    function halves(word) {
      if (/[0-9]/.test(word)) return [];
      for (let cut = LEAST; cut <= word.length - LEAST; cut++) {
        const head = word.slice(0, cut);
        const tail = word.slice(cut);
        if (!blocked.has(tail) && isPart(stem(tail)) && isHead(head, tail)) return [head, tail];
      }
      return [];
    }

    const isHead = (head, tail) => isPart(stem(head)) || (empty.has(head) && tail.length >= LONG_TAIL);

    // Returns the known words that a word begins and ends with, when the rest of it is not known.
    function ends(word) {
      if (/[0-9]/.test(word)) return [];
      const found = [];
      for (const end of [(cut) => word.slice(0, cut), (cut) => word.slice(-cut)]) {
        let cut = word.length - LEAST;
        while (cut >= LONG_ENOUGH && !isPart(stem(end(cut)))) cut--;
        if (cut >= LONG_ENOUGH && !verbal.test(end(cut))) found.push(end(cut));
      }
      return found;
    }

    // Returns a map from the index of every token that ends in a hanging hyphen to the word it stands for.
    function completions(tokens) {
      const found = new Map();
      tokens.forEach((token, index) => {
        if (!token.open) return;
        const word = completed(token.words[token.words.length - 1], tokens.slice(index + 1, index + 1 + REACH));
        if (word) found.set(index, word);
      });
      return found;
    }

    function completed(head, following) {
      for (const token of following) {
        const last = token.words[token.words.length - 1];
        if (token.open || JOINING.has(last)) continue;
        return withTail(head, last) || (token.words.length > 1 ? head + last : null);
      }
      return null;
    }

    function withTail(head, word) {
      for (let cut = 3; cut <= word.length - LEAST; cut++) {
        if (isWord(stem(head + word.slice(cut)))) return head + word.slice(cut);
      }
      const both = halves(word);
      return both.length ? head + both[1] : null;
    }

    return { parts, halves, completions };
  }

  search.compounds = { make };
})(((window.kamerspiegel ||= {}).search ||= {}));
