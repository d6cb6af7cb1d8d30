// What someone typed, taken apart: words, exact phrases, what must not occur, and names of facets ("fractie:vvd").
(function (search) {
  "use strict";

  // What may stand before a colon, and the facet it means.
  const FIELDS = new Map(Object.entries({
    fractie: "fractie", partij: "fractie", onderwerp: "onderwerp", thema: "onderwerp", vergadering: "vergadering", jaar: "jaar",
    status: "status", kamer: "kamer", minister: "minister", bewindspersoon: "minister",
  }));
  const PIECE = /(?<minus>(?<!\S)-(?=["“„\p{L}\p{N}]))?(?:(?<field>\p{L}+):(?=\S))?(?:["“„](?<quoted>[^"“”„]*)["”“]?|(?<plain>[^\s"“”„]+))/gu;

  // Returns {words, phrases, without, facets}: text to look for, texts in quotes, texts with a minus, [facet, value] pairs.
  function parse(text) {
    const query = { words: "", phrases: [], without: [], facets: [] };
    const words = [];
    for (const { groups } of text.matchAll(PIECE)) {
      const facet = groups.field && FIELDS.get(groups.field.toLowerCase());
      const content = (groups.quoted ?? groups.plain).trim();
      if (facet) {
        if (content && !groups.minus) query.facets.push([facet, content]);
        continue;
      }
      const whole = groups.field ? `${groups.field}:${content}` : content;
      if (!whole) continue;
      if (groups.minus) query.without.push(whole);
      else if (groups.quoted !== undefined) query.phrases.push(whole);
      else words.push(whole);
    }
    query.words = words.join(" ");
    return query;
  }

  // Returns a query without the facets that it names.
  function without(text, facets) {
    const kept = [...text.matchAll(PIECE)].filter(({ groups }) => !facets.includes(groups.field && FIELDS.get(groups.field.toLowerCase())));
    return kept.map(([piece]) => piece).join(" ");
  }

  search.query = { parse, without };
})(((window.kamerspiegel ||= {}).search ||= {}));
