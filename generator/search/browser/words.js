// The words of the archive: what is known, what resembles a word that is not, what begins like it.
(function (search) {
  "use strict";

  const LONG = 8; // letters in a word that may hold two errors

  // `stopWords` are what nobody looks for.
  function make(data, stopWords) {
    const stop = new Set(stopWords);
    const { stem } = search.normaliser;
    const { after, numbers } = search.unpack;
    const terms = []; // sorted
    const forms = []; // of each term the form that occurs most
    const counts = []; // of each term the number of questions
    const known = new Map(); // term → its index
    const parts = new Set();
    let term = "";
    for (const line of data.words ? data.words.split("\n") : []) {
      const [added, packed, form] = line.split(" ");
      const [number] = numbers(packed);
      term = after(term, added);
      known.set(term, terms.length);
      if (number % 2) parts.add(term);
      terms.push(term);
      forms.push(form ? after(term, form) : term);
      counts.push(Math.floor(number / 2));
    }

    const isWord = (of) => known.has(of);
    const count = (word) => counts[known.get(stem(word))] || 0;
    const usual = (word) => forms[known.get(stem(word))] || word; // the form that occurs most
    const isPart = (of) => parts.has(of);

    // Returns the words a wrong one may stand for: one edit away, or two when the word is long; the likeliest first.
    function like(word, most = 3) {
      if (word.length < 4 || /[0-9]/.test(word)) return [];
      const reach = word.length >= LONG ? 2 : 1;
      const root = stem(word);
      const found = [];
      forms.forEach((form, i) => {
        if (Math.abs(form.length - word.length) > reach + 2 || /[0-9]/.test(form)) return;
        const edits = Math.min(distance(word, form, reach), root.length > 3 ? distance(root, terms[i], root.length >= LONG ? reach : 1) : Infinity);
        if (edits <= reach && !stop.has(form)) found.push({ form, edits, first: form[0] === word[0], count: counts[i] });
      });
      found.sort((a, b) => a.edits - b.edits || b.first - a.first || b.count - a.count);
      return found.filter((candidate) => candidate.edits === found[0].edits).slice(0, most);
    }

    // Returns the words that begin like this one, the commonest first.
    function beginning(start, most = 12) {
      const found = forms.flatMap((form, i) => (form.startsWith(start) ? [{ form, count: counts[i] }] : []));
      return found.sort((a, b) => b.count - a.count).slice(0, most);
    }

    // Returns the two words that one is without the space between them ("nordstream"), those that occur most; nothing when it is not.
    function apart(word) {
      let best = [];
      let most = 0;
      for (let cut = 3; cut <= word.length - 3; cut++) {
        const both = [word.slice(0, cut), word.slice(cut)];
        const least = Math.min(...both.map((one) => (stop.has(one) ? 0 : count(one))));
        if (least > most) [best, most] = [both, least];
      }
      return best;
    }

    return { isWord, isPart, count, usual, like, beginning, apart, abbreviations: data.abbreviations };
  }

  // Returns how many letters must be changed, added, left out or swapped with their neighbour; Infinity when more than `most`.
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return Infinity;
    let before = [];
    let previous = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        let edits = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) edits = Math.min(edits, before[j - 2] + 1);
        row.push(edits);
        least = Math.min(least, edits);
      }
      if (least > most) return Infinity;
      before = previous;
      previous = row;
    }
    return previous[other.length] <= most ? previous[other.length] : Infinity;
  }

  search.words = { make, distance };
})(((window.kamerspiegel ||= {}).search ||= {}));
