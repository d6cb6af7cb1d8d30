// The words of the archive: what is known, what resembles a word that is not, what begins like it.
(function (search) {
  "use strict";

  function make(data) {
    const { stem } = search.normaliser;
    const forms = []; // the commonest form of every word, sorted
    const stems = [];
    const counts = [];
    const byStem = new Map(); // stem → index
    const parts = new Set();
    let form = "";
    for (const line of data.words ? data.words.split("\n") : []) {
      const space = line.lastIndexOf(" ");
      form = search.unpack.after(form, line.slice(0, space));
      const number = search.unpack.numbers(line.slice(space + 1))[0];
      const term = stem(form);
      if (number % 2) parts.add(term);
      byStem.set(term, forms.length);
      forms.push(form);
      stems.push(term);
      counts.push(Math.floor(number / 2));
    }

    const isWord = (term) => byStem.has(term);
    const isPart = (term) => parts.has(term);

    // Returns the words a wrong one may stand for: one edit away, or two when the word is long; the likeliest first.
    function like(word, most = 3) {
      if (word.length < 4 || /[0-9]/.test(word)) return [];
      const reach = word.length >= 8 ? 2 : 1;
      const root = stem(word);
      const found = [];
      for (let i = 0; i < forms.length; i++) {
        if (/[0-9]/.test(forms[i])) continue;
        const edits = Math.min(distance(word, forms[i], reach), root.length > 3 ? distance(root, stems[i], reach) : Infinity);
        if (edits <= reach) found.push({ form: forms[i], term: stems[i], edits, first: forms[i][0] === word[0], count: counts[i] });
      }
      found.sort((a, b) => a.edits - b.edits || b.first - a.first || b.count - a.count);
      return found.filter((candidate) => candidate.edits === found[0].edits).slice(0, most);
    }

    // Returns the words that begin like this one, the commonest first.
    function beginning(start, most = 12) {
      const found = [];
      for (let i = firstFrom(start); i < forms.length && forms[i].startsWith(start); i++) {
        found.push({ form: forms[i], term: stems[i], count: counts[i] });
      }
      return found.sort((a, b) => b.count - a.count).slice(0, most);
    }

    function firstFrom(start) {
      let low = 0;
      let high = forms.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (forms[middle] < start) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    return { isWord, isPart, like, beginning, abbreviations: data.abbreviations };
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
