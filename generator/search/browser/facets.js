// Facets: what the questions found have in common, how many of each, and which of them were chosen.
(function (search) {
  "use strict";

  const { FACETS } = search.address;

  // `statuses` names the statuses as the pages do.
  function make(catalogue, statuses) {
    const fold = search.normaliser.fold;
    const values = {
      fractie: catalogue.factions.map(([id, name]) => ({ id, name })),
      onderwerp: catalogue.topics.map(([id, name]) => ({ id, name })),
      vergadering: catalogue.meetings.map(([id, name, date]) => ({ id, name: date ? `${name}, ${search.results.day(date)}` : name, date })),
      jaar: [],
      status: catalogue.statuses.map((id) => ({ id, name: statuses[id] || id })),
      kamer: catalogue.chambers.map(([id, name]) => ({ id, name })),
      minister: catalogue.ministers.map(([id, name]) => ({ id, name })),
    };
    const years = [...new Set(catalogue.sources.map(([, , date]) => date.slice(0, 4)).filter(Boolean))].sort().reverse();
    values.jaar = years.map((year) => ({ id: year, name: year }));
    const numbers = Object.fromEntries(FACETS.map((facet) => [facet, new Map(values[facet].map(({ id }, i) => [id, i]))]));

    // Returns the numbers of the values of a question, per facet.
    function of(rows, question) {
      const [, meeting, date, chamber, ministers] = catalogue.sources[rows.sources[question]];
      return {
        fractie: rows.factions[question],
        onderwerp: rows.topics[question],
        vergadering: [meeting],
        jaar: date ? [numbers.jaar.get(date.slice(0, 4))] : [],
        status: [rows.statuses[question]],
        kamer: values.kamer[chamber].name ? [chamber] : [],
        minister: ministers,
      };
    }

    // Returns the numbers of chosen values by facet: the facets of the address, and those in the query ("fractie:vvd").
    function chosen(facets, written) {
      const found = new Map();
      for (const [facet, ids] of facets) {
        for (const id of ids) choose(found, facet, numbers[facet].has(id) ? [numbers[facet].get(id)] : []);
      }
      for (const [facet, word] of written) choose(found, facet, named(facet, word));
      return found;
    }

    function choose(found, facet, here) {
      found.set(facet, new Set([...(found.get(facet) || []), ...here]));
    }

    // Returns the numbers of the values that a word in a query may mean.
    function named(facet, word) {
      const plain = (text) => fold(text).replace(/[^a-z0-9]+/g, "");
      const wanted = plain(word);
      const names = facet === "fractie" ? catalogue.factions : values[facet].map(({ id, name }) => [id, name]);
      const exact = names.flatMap((all, i) => (all.some((name) => plain(name) === wanted) ? [i] : []));
      if (exact.length || wanted.length < 3) return exact;
      return names.flatMap((all, i) => (all.some((name) => plain(name).includes(wanted)) ? [i] : []));
    }

    // Returns {kept, counts}: the questions that have what was chosen, and per facet how many have each value, where what was
    // chosen in the facet itself does not count.
    function count(found, choice) {
      const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
      const kept = [];
      for (const one of found) {
        const missing = [...choice].filter(([facet, wanted]) => !one.values[facet].some((value) => wanted.has(value))).map(([facet]) => facet);
        if (!missing.length) kept.push(one);
        for (const facet of FACETS) {
          if (missing.length > 1 || (missing.length === 1 && missing[0] !== facet)) continue;
          for (const value of one.values[facet]) counts[facet].set(value, (counts[facet].get(value) || 0) + 1);
        }
      }
      return { kept, counts };
    }

    return { values, of, chosen, count };
  }

  search.facets = { make };
})(((window.kamerspiegel ||= {}).search ||= {}));
