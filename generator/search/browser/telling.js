// What the page says of a search in words: what it was understood as, and how much was found.
(function (search) {
  "use strict";

  const { element, day, figure } = search.results;

  const counted = (number) => (number === 1 ? "1 vraag" : `${figure(number)} vragen`);
  const total = (parts) => parts.reduce((sum, part) => sum + part.questions, 0);

  // Returns what a query was changed into and what of it is not there, as nodes; nothing when it was taken as it stands.
  function understood({ concepts, query }) {
    const words = concepts.map(({ word, meant }) => (meant.length ? meant.join(" of ") : word));
    const quoted = query.phrases.map((phrase) => `“${phrase}”`);
    const missing = concepts.filter(({ unknown }) => unknown).map(({ word }) => `“${word}”`);
    const said = [];
    if (concepts.some(({ meant }) => meant.length)) said.push("Gezocht op: ", element("strong", "", [...words, ...quoted].join(" ")), ". ");
    if (missing.length) said.push(`Niet gevonden: ${missing.join(", ")}.`);
    return said;
  }

  // Returns how many questions were found, and where; `parts` are those of the archive, of which the first `searched` were searched.
  function count(kept, { parts, searched, concepts, hasChoice, isLast }) {
    if (!kept.length) return isLast ? `Niets gevonden. ${hasChoice ? "Haal een keuze weg, of probeer" : "Probeer"} een ander woord.` : "Zoeken in oudere jaren …";
    const newest = parts.slice(0, searched);
    const where = searched < parts.length ? ` in de nieuwste ${counted(total(newest))}, vanaf ${day(newest.at(-1).oldest)}` : "";
    return `${counted(kept.length)} gevonden${where}${share(kept, concepts)}.${isLast ? "" : " De oudere jaren volgen …"}`;
  }

  // Says how many of the questions found have all words of the query.
  function share(kept, concepts) {
    const complete = kept.filter((one) => one.complete).length;
    if (concepts.length < 2 || complete === kept.length) return "";
    return complete ? `: ${figure(complete)} met alle woorden, ${figure(kept.length - complete)} met een deel ervan` : " met een deel van de woorden";
  }

  // Returns how many questions were not searched yet: "" when all were.
  function rest({ parts, searched }) {
    return searched < parts.length ? counted(total(parts.slice(searched))) : "";
  }

  search.telling = { understood, count, rest };
})(((window.kamerspiegel ||= {}).search ||= {}));
