// The Dutch normaliser: text to words, and words to the stems they are looked up by.
//
// Exactly what generator/search/normalise.py does, from the same tables (generator/rules/search.yaml, which the site holds
// in search/start.js); a test compares the two on every sort of text. Here every word knows its place in the text as well.
(function (search) {
  "use strict";

  const COMBINING = /[\u0300-\u036f]/g;
  const SIGNS = new Map(Object.entries({ "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d" }));
  for (const sign of "‘’‚‛′`´ʼ") SIGNS.set(sign, "'");
  for (const sign of "‐‑‒–—−") SIGNS.set(sign, "-");
  const folded = new Map();

  function foldCharacter(char) {
    if (/\p{Cf}/u.test(char)) return "";
    if (/\p{No}/u.test(char)) return " ";
    const base = (SIGNS.get(char) || char.toLowerCase()).normalize("NFKD").replace(COMBINING, "");
    return Array.from(base, (part) => SIGNS.get(part) || letterOrSign(part)).join("");
  }

  function letterOrSign(char) {
    return (char >= "!" && char <= "~") || (char > "\x7f" && /\p{L}/u.test(char)) ? char.toLowerCase() : " ";
  }

  // Returns the folded text, and for every place in it (and its end) the place in `text` that it comes from.
  function fold(text) {
    const places = [];
    let result = "";
    let place = 0;
    for (const char of text) {
      if (!folded.has(char)) folded.set(char, foldCharacter(char));
      const plain = folded.get(char);
      for (let i = 0; i < plain.length; i++) places.push(place);
      result += plain;
      place += char.length;
    }
    places.push(place);
    return { text: result, places };
  }

  let rules = null;

  // Python writes named groups as (?P<name>…).
  const expression = (pattern, flags) => new RegExp(pattern.replaceAll("(?P<", "(?<"), flags);
  const replacement = (value) => value.replaceAll("\\", "$");

  function load(table) {
    rules = {
      tokens: expression(table.tokens.join("|"), "g"),
      steps: table.steps.map((step) => step.map(([pattern, value]) => [expression(pattern), replacement(value)])),
      irregular: new Map(table.irregular.map((pair) => pair.split(" "))),
      whole: new Set(table.whole),
    };
  }

  // Returns the words of a text: {words, others, open, start, end}, with places in `text`.
  function tokens(text) {
    const { text: plain, places } = fold(text);
    const found = [];
    for (const match of plain.matchAll(rules.tokens)) {
      const [words, others] = read(match.groups);
      if (!words.length) continue;
      const last = match.index + match[0].length - 1;
      found.push({ words, others, open: Boolean(match.groups.open), start: places[match.index], end: endOf(places, last) });
    }
    return found;
  }

  // The place in the text after the sign that the folded sign at `last` comes from.
  function endOf(places, last) {
    let next = last + 1;
    while (next < places.length - 1 && places[next] === places[last]) next++;
    return places[next];
  }

  function read(groups) {
    if (groups.word) return wordParts(groups.word);
    if (groups.number) {
      const number = plainNumber(groups.number);
      return groups.percent ? [[number + "%"], [number]] : [[number], []];
    }
    if (groups.dossier) return papers(groups);
    if (groups.article) return [[groups.article + "." + groups.clause], []];
    if (groups.dotted) return [[groups.dotted.replaceAll(".", "")], []];
    if (groups.start) return [[groups.rest], [groups.start + groups.rest]];
    return [[], []];
  }

  function plainNumber(number) {
    if (/^[0-9]{1,3}(?:[ .][0-9]{3})+(?:,[0-9]+)?$/.test(number)) number = number.replace(/[ .]/g, "");
    return number.replaceAll(",", ".");
  }

  function papers(groups) {
    const dossier = groups.dossier.replace(/[ .]/g, "");
    const series = [dossier, groups.sub, groups.chapter].filter(Boolean).join("-");
    const found = groups.numbers.match(/[0-9]+/g).map((number) => series + "-" + number);
    return [found, series === dossier ? [dossier] : [dossier, series]];
  }

  function wordParts(word) {
    const parts = units(word.split(/[-&]/).map(bare).filter(Boolean));
    const joined = [];
    for (let length = 2; length <= Math.min(parts.length, 4); length++) {
      for (let start = 0; start + length <= parts.length; start++) {
        const run = parts.slice(start, start + length);
        if (run.every((unit) => unit.length > 2 && /^[^0-9]+$/.test(unit))) joined.push(run.join(""));
      }
    }
    return [parts, joined];
  }

  function bare(piece) {
    if (piece.endsWith("'s") && piece.length > 3) piece = piece.slice(0, -2);
    return piece.replaceAll("'", "");
  }

  function units(pieces) {
    const found = [];
    for (const piece of pieces) {
      const last = found.length ? found[found.length - 1] : "";
      const isCode = last.length <= 3 && /^[^0-9]+$/.test(last) && /^[0-9]/.test(piece);
      if (last && (isCode || last.length === 1)) found[found.length - 1] += piece;
      else found.push(piece);
    }
    return found;
  }

  const stems = new Map();

  // Returns what a folded word is looked up as: the same for all forms of one word.
  function stem(word) {
    if (!stems.has(word)) stems.set(word, findStem(word));
    return stems.get(word);
  }

  function findStem(word) {
    if (word.length < 4 || /[0-9]/.test(word)) return word;
    word = rules.irregular.get(word) || word;
    for (const step of rules.steps) {
      if (rules.whole.has(word) || word.length < 3) break;
      const rule = step.find(([pattern]) => pattern.test(word));
      if (rule) word = word.replace(rule[0], rule[1]);
    }
    return word;
  }

  search.normaliser = { load, fold: (text) => fold(text).text, tokens, stem };
})(((window.kamerspiegel ||= {}).search ||= {}));
