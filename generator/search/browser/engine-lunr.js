// The index in the manner of lunr: the scores of lunr (BM25 per field, see generator/search/lunr_index.py), computed from
// frequencies when a query comes, so that only the files of its words are loaded. tests/browser/test_search_lunr.py compares with lunr.py.
(function (search) {
  "use strict";

  const K1 = 1.2;
  const B = 0.6;

  // `rows` has the number of terms of every question in every field; `boosts` what each field counts for.
  function make({ catalogue, rows: { lengths }, boosts }) {
    const { numbers, after } = search.unpack;
    const total = catalogue.questions;
    const fields = catalogue.averages.length;
    const files = new Map(); // number of the file → promise of its lines by term
    const postings = new Map(); // term → postings

    // Returns {questions, counts, scores, places, which, forms} per term, for the terms that occur.
    async function lookup(terms) {
      const needed = terms.filter((term) => !postings.has(term));
      const lines = await Promise.all(needed.map((term) => lineOf(term)));
      needed.forEach((term, i) => postings.set(term, lines[i] ? read(term, lines[i]) : null));
      return new Map(terms.filter((term) => postings.get(term)).map((term) => [term, postings.get(term)]));
    }

    async function lineOf(term) {
      let number = catalogue.terms.length - 1;
      while (number > 0 && catalogue.terms[number] > term) number--;
      if (!files.has(number)) files.set(number, search.files.load("terms-" + number).then(linesByTerm));
      try {
        return (await files.get(number)).get(term);
      } catch (error) {
        files.delete(number);
        throw error;
      }
    }

    function linesByTerm(text) {
      const found = new Map();
      let term = "";
      for (const line of text.split("\n")) {
        const space = line.indexOf(" ");
        term = after(term, line.slice(0, space));
        found.set(term, line.slice(space + 1));
      }
      return found;
    }

    function read(term, line) {
      const [packed, places, which, ...forms] = line.split(" ");
      const steps = numbers(packed);
      const questions = [];
      const starts = []; // where the places of each question begin
      let question = -1;
      let start = 0;
      for (let i = 0; i < steps.length; i += 2) {
        question += steps[i] + 1;
        questions.push(question);
        starts.push(start);
        start += steps[i + 1] + 1;
      }
      starts.push(start);
      const found = { questions, starts, places: numbers(places), which: which ? numbers(which) : null };
      found.forms = forms.map((form) => after(term, form));
      for (let i = 0; i < questions.length; i++) {
        for (let j = starts[i] + 1; j < starts[i + 1]; j++) found.places[j] += found.places[j - 1] + 1;
      }
      found.scores = scores(found);
      // The questions that hold the term in this very form; none when it has no other form, for then all of them do.
      found.holding = (form) => (found.which && found.forms.includes(form) ? byQuestion(found, form).keys() : []);
      return found;
    }

    function scores({ questions, starts, places }) {
      const frequencies = new Uint16Array(questions.length * fields);
      let standing = 0; // in how many fields of how many questions: what lunr calls documents with the term
      for (let i = 0; i < questions.length; i++) {
        let field = 0;
        let end = lengths[questions[i] * fields];
        for (let j = starts[i]; j < starts[i + 1]; j++) {
          while (places[j] >= end && field < fields - 1) end += lengths[questions[i] * fields + ++field];
          if (!frequencies[i * fields + field]++) standing++;
        }
      }
      const rarity = Math.log(1 + Math.abs((total - standing + 0.5) / (standing + 0.5)));
      return questions.map((question, i) => {
        let score = 0;
        for (let field = 0; field < fields; field++) {
          const frequency = frequencies[i * fields + field];
          if (!frequency) continue;
          const length = lengths[question * fields + field] / catalogue.averages[field];
          score += (boosts[field] * rarity * ((K1 + 1) * frequency)) / (K1 * (1 - B + B * length) + frequency);
        }
        return score;
      });
    }

    // Returns the questions that hold these words one after another; with their very forms, unless `anyForm`.
    async function phrase(words, anyForm = false) {
      const { stem } = search.normaliser;
      const terms = words.map(stem);
      const found = await lookup(terms);
      if (terms.some((term) => !found.has(term))) return new Set();
      const standing = terms.map((term, i) => byQuestion(found.get(term), anyForm ? null : words[i]));
      const rarest = standing.reduce((one, other) => (other.size < one.size ? other : one));
      return new Set([...rarest.keys()].filter((question) => follows(standing.map((of) => of.get(question)))));
    }

    // Returns the places of a term (in one form) by question, where it stands in the text itself.
    function byQuestion({ questions, starts, places, which, forms }, form) {
      const found = new Map();
      questions.forEach((question, i) => {
        const here = [];
        const end = lengths[question * fields];
        for (let j = starts[i]; j < starts[i + 1]; j++) {
          if (places[j] < end && (!form || forms[which ? which[j] : 0] === form)) here.push(places[j]);
        }
        if (here.length) found.set(question, here);
      });
      return found;
    }

    function follows(places) {
      if (places.some((of) => !of)) return false;
      const sets = places.map((of) => new Set(of));
      return places[0].some((start) => sets.every((of, i) => of.has(start + i)));
    }

    return { lookup, phrase, total };
  }

  // Every word counts, also the commonest: its places are read in milliseconds.
  search.engine = { make, prepare: () => {}, tellingOf: (concepts) => concepts };
})(((window.kamerspiegel ||= {}).search ||= {}));
