// The rows of the catalogue (generator/search/catalogue.py): what is shown and counted of every question of a part.
(function (search) {
  "use strict";

  search.rows = function (packed, count) {
    const { numbers, lists } = search.unpack;
    return {
      keys: packed.keys.split(" "),
      sources: numbers(packed.sources),
      factions: lists(packed.factions),
      topics: lists(packed.topics),
      statuses: numbers(packed.statuses),
      lengths: numbers(packed.lengths),
      names: packed.names.split(" "),
      count,
    };
  };
})(((window.kamerspiegel ||= {}).search ||= {}));
