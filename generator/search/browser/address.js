// A search as it stands in the address: everything someone chose, so that it can be linked, kept and gone back to.
(function (search) {
  "use strict";

  const FACETS = ["fractie", "onderwerp", "vergadering", "jaar", "status", "kamer", "minister"];
  const ORDERS = ["relevantie", "nieuwste", "oudste"];
  const FEW = 10;

  // Returns {text, facets: Map(facet → Set of values), order, shown, older}.
  function read(address) {
    const values = new URL(address).searchParams;
    const facets = new Map(FACETS.map((facet) => [facet, new Set(values.getAll(facet).filter(Boolean))]));
    const order = ORDERS.includes(values.get("volgorde")) ? values.get("volgorde") : "relevantie";
    const shown = Math.min(1000, Math.max(FEW, Number.parseInt(values.get("toon"), 10) || 0));
    return { text: (values.get("q") || "").slice(0, 500), facets, order, shown, older: values.has("ouder") };
  }

  // Returns the address of a search on the page that `address` is on.
  function write(address, { text, facets, order, shown, older }) {
    const url = new URL(address);
    url.search = "";
    url.hash = "";
    if (text) url.searchParams.set("q", text);
    for (const [facet, values] of facets) for (const value of values) url.searchParams.append(facet, value);
    if (order !== "relevantie") url.searchParams.set("volgorde", order);
    if (older) url.searchParams.set("ouder", "ja");
    if (shown > FEW) url.searchParams.set("toon", String(shown));
    return url.href;
  }

  search.address = { read, write, FACETS, FEW };
})(((window.kamerspiegel ||= {}).search ||= {}));
