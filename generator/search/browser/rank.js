// From concepts to questions in order: the scores of the engine, more for a question that has more of the words, and for words
// that stand together as they do in the query.
(function (search) {
  "use strict";

  // Returns [{question, score, coverage, complete}] in order of rank: questions of one part of the archive.
  async function rank(engine, concepts, weights) {
    const terms = concepts.flatMap((concept) => [concept.terms, ...concept.parts].flatMap((of) => [...of.keys()]));
    const found = await engine.lookup([...new Set(terms)]);
    const matched = concepts.map((concept) => ({ concept, best: scoresOf(concept, found, weights) })).filter(({ best }) => best.size);
    const pairs = await neighbours(engine, matched, weights);
    const questions = new Map(); // question → {score, covered, concepts}
    let all = 0;
    matched.forEach(({ concept, best }, i) => {
      // Two words of one name say little more than one of them.
      const share = pairs.some((pair) => pair.isName && (pair.at === i || pair.at === i - 1)) ? weights.name : 1;
      const rarity = share * Math.log(1 + engine.total / best.size);
      const enough = weights.derived * Math.max(...concept.terms.values());
      all += rarity;
      for (const [question, { score, quality }] of best) {
        const entry = questions.get(question) || { score: 0, covered: 0, concepts: 0 };
        entry.score += share * score;
        entry.covered += rarity * quality;
        entry.concepts += quality >= enough ? 1 : 0;
        questions.set(question, entry);
      }
    });
    const ranked = [];
    for (const [question, entry] of questions) {
      const coverage = entry.covered / all;
      let score = entry.score * (weights.floor + (1 - weights.floor) * coverage ** weights.coverage);
      for (const pair of pairs) if (pair.questions.has(question)) score *= 1 + weights.together / pairs.length;
      ranked.push({ question, score, coverage, complete: entry.concepts === matched.length });
    }
    return ranked.sort((a, b) => b.score - a.score || a.question - b.question);
  }

  // Returns per question the score of a concept, and how well it is matched: 1 for the word itself.
  function scoresOf(concept, found, weights) {
    const best = new Map();
    collect(best, concept.terms, found);
    for (const [term, hits] of found) {
      if (!concept.terms.has(term) || !hits.holding) continue;
      for (const question of hits.holding(concept.word)) best.get(question).score *= 1 + weights.form;
    }
    if (concept.parts.length > 1) {
      const parts = concept.parts.map((terms) => collect(new Map(), terms, found));
      for (const question of new Set(parts.flatMap((part) => [...part.keys()]))) {
        const here = parts.map((part) => part.get(question)).filter(Boolean);
        const weight = here.length === parts.length ? weights["all-parts"] : weights["one-part"];
        const entry = best.get(question) || { score: 0, quality: 0 };
        entry.score += (weight * here.reduce((sum, part) => sum + part.score, 0)) / parts.length;
        entry.quality = Math.max(entry.quality, weight * Math.min(...here.map((part) => part.quality)));
        best.set(question, entry);
      }
    }
    return best;
  }

  function collect(best, terms, found) {
    for (const [term, weight] of terms) {
      const hits = found.get(term);
      if (!hits) continue;
      hits.questions.forEach((question, i) => {
        const entry = best.get(question) || { score: 0, quality: 0 };
        entry.score += weight * hits.scores[i];
        entry.quality = Math.max(entry.quality, weight);
        best.set(question, entry);
      });
    }
    return best;
  }

  // Returns for every two words that follow each other in the query the questions in which they do too; they are a name when
  // the rarer of the two hardly ever stands alone.
  function neighbours(engine, matched, weights) {
    const pairs = [];
    for (let at = 0; at + 1 < matched.length; at++) {
      const [one, other] = [matched[at], matched[at + 1]];
      if (other.concept.place === one.concept.place + 1) pairs.push({ at, words: [one.concept.word, other.concept.word], rarest: Math.min(one.best.size, other.best.size) });
    }
    return Promise.all(pairs.map(async ({ at, words, rarest }) => {
      const questions = await engine.phrase(words, true);
      return { at, questions, isName: questions.size >= rarest * weights.always };
    }));
  }

  search.rank = rank;
})(((window.kamerspiegel ||= {}).search ||= {}));
