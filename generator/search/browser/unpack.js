// Reads back what generator/search/packing.py writes: numbers and sorted words as short text.
(function (search) {
  "use strict";

  const BASE = 45;
  const VALUES = new Uint8Array(128);
  for (let code = 35, value = 0; code < 127; code++) if (code !== 60 && code !== 92) VALUES[code] = value++;

  // Returns all numbers in a packed text.
  function numbers(text) {
    const found = [];
    let number = 0;
    let factor = 1;
    for (let i = 0; i < text.length; i++) {
      const value = VALUES[text.charCodeAt(i)];
      number += (value % BASE) * factor;
      if (value >= BASE) {
        factor *= BASE;
      } else {
        found.push(number);
        number = 0;
        factor = 1;
      }
    }
    return found;
  }

  // Returns lists that stand one after another, each with its length before it.
  function lists(text) {
    const all = numbers(text);
    const found = [];
    for (let i = 0; i < all.length; i += all[i] + 1) found.push(all.slice(i + 1, i + 1 + all[i]));
    return found;
  }

  // Returns a word from what it adds to the word before it.
  const after = (previous, added) => previous.slice(0, VALUES[added.charCodeAt(0)]) + added.slice(1);

  search.unpack = { numbers, lists, after };
})(((window.kamerspiegel ||= {}).search ||= {}));
