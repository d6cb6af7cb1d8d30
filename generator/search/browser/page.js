// The search page: what is typed, chosen and gone back to, and what is shown for it.
(function (search) {
  "use strict";

  const LEGENDS = { fractie: "Fractie", onderwerp: "Onderwerp", vergadering: "Vergadering", jaar: "Jaar", status: "Status", kamer: "Kamer", minister: "Minister" };
  const FACET_VALUES = 7; // shown before "Toon alle"
  const TYPING = 120; // milliseconds without a key before a search
  const CSV_MOST = 1000;
  const FAILED = "Zoeken lukt nu niet: een deel van de site kon niet worden geladen. Probeer het later nog eens.";

  const page = document.querySelector("[data-search]");
  if (!page) return;
  const { figure, compare } = search.results;
  const part = (name) => page.querySelector(`[data-search-${name}]`);
  const [form, status, understood, tools, order, facetBox, chosen, clear, more, older, csv] =
    ["form", "status", "understood", "tools", "order", "facets", "chosen", "clear", "more", "older", "csv"].map(part);
  const help = document.querySelector("[data-search-help]");
  const list = page.querySelector("[data-results]");
  const box = form.elements.q;
  const statuses = JSON.parse(page.dataset.statuses);
  const title = document.title;
  const root = new URL(page.dataset.root, location.href);
  search.files.from(new URL(page.dataset.index, location.href).href);

  let index = null; // promise of the index
  let state = search.address.read(location.href);
  let running = 0; // number of the newest search: older ones give up
  let current = null; // what is known of the search that is shown: {opened, understanding, passages, facets, choice, searched, kept, counts}

  const open = () => (index ||= search.index.open().catch((error) => {
    index = null;
    throw error;
  }));
  const isEmpty = () => !state.text.trim() && ![...state.facets.values()].some((values) => values.size);

  // Takes on what the address says.
  function follow() {
    state = search.address.read(location.href);
    box.value = state.text;
    order.value = state.order;
    run();
  }

  // Changes the search; `step` makes it one that the back button returns to.
  function change(values, step) {
    state = { ...state, ...values };
    const address = search.address.write(location.href, state);
    if (step && address !== location.href) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    return run();
  }

  async function run() {
    const number = ++running;
    const query = state.text;
    document.title = query.trim() ? `${query.trim()} – ${title}` : title;
    if (isEmpty()) return idle();
    list.dataset.state = "busy";
    if (!current) status.textContent = "Zoeken …";
    try {
      const opened = await open();
      const understanding = await opened.understand(query);
      const facets = search.facets.make(opened.catalogue, statuses);
      const passages = search.passages.make({ compounds: opened.compounds, ...opened.marked(understanding) });
      const choice = facets.chosen(state.facets, understanding.query.facets);
      const found = [];
      for (const { number: part } of opened.parts) {
        found.push(...(await questionsOf(opened, understanding, facets, part)));
        if (number !== running) return;
        current = { opened, understanding, passages, facets, choice, searched: part + 1, ...facets.count(found, choice) };
        // A large archive is searched from its newest part on: until there is something to show, or to the end when asked.
        const enough = part === opened.parts.length - 1 || (!state.older && current.kept.length >= search.address.FEW);
        if (enough || part === 0) await show(number, query, enough);
        if (enough || number !== running) return;
      }
    } catch (error) {
      if (number !== running) return;
      list.dataset.state = "failed";
      status.textContent = FAILED;
      console.error(error);
    }
  }

  async function questionsOf(opened, understanding, facets, number) {
    const { rows, first } = await opened.part(number);
    const found = await opened.find(understanding, number);
    return found.map((one) => ({ ...one, part: number, all: first + one.question, values: facets.of(rows, one.question) }));
  }

  function idle() {
    list.replaceChildren();
    list.dataset.state = "idle";
    list.dataset.query = "";
    status.textContent = "";
    current = null;
    for (const piece of [understood, tools, facetBox, more, older]) piece.hidden = true;
    help.open = true;
  }

  // Shows what was found. On an empty page question by question, as their texts come; else at once, in place of what stood there.
  async function show(number, query, isLast) {
    const sorted = inOrder(current.kept);
    const isEmptyList = !list.children.length;
    if (isEmptyList) showAround(sorted, isLast);
    const shown = await all(sorted.slice(0, state.shown), (one) => {
      if (isEmptyList && number === running) list.append(search.results.result(one));
    });
    if (number !== running) return;
    if (!isEmptyList) {
      list.replaceChildren(...shown.map(search.results.result));
      showAround(sorted, isLast);
    }
    showMore(sorted, isLast);
    list.dataset.query = query;
    list.dataset.state = isLast ? "done" : "busy";
  }

  // Shows what stands around the questions found.
  function showAround(sorted, isLast) {
    const { opened: { parts }, searched, understanding, choice } = current;
    understood.replaceChildren(...search.telling.understood(understanding));
    understood.hidden = !understood.hasChildNodes();
    status.textContent = search.telling.count(sorted, { parts, searched, concepts: understanding.concepts, hasChoice: choice.size > 0, isLast });
    showFacets();
    tools.hidden = sorted.length === 0;
    csv.textContent = sorted.length > CSV_MOST ? `Download de eerste ${figure(CSV_MOST)} (CSV)` : "Download als CSV";
    help.open = false;
    if (!sorted.length && isLast) delete document.documentElement.dataset.asked; // no room is needed for what is not there
  }

  // Offers what follows the questions shown.
  function showMore(sorted, isLast) {
    const rest = search.telling.rest({ parts: current.opened.parts, searched: current.searched });
    more.hidden = sorted.length <= state.shown;
    older.hidden = !rest || !isLast;
    older.textContent = `Zoek ook in ${rest} van eerder`;
  }

  function inOrder(found) {
    const date = (one) => current.opened.catalogue.sources[one.source][2];
    const withDates = found.map((one) => ({ ...one, source: sourceOf(one) }));
    if (state.order === "nieuwste") withDates.sort((a, b) => compare(date(b), date(a)) || a.all - b.all);
    else if (state.order === "oudste") withDates.sort((a, b) => compare(date(a), date(b)) || a.all - b.all);
    else withDates.sort((a, b) => b.score - a.score || a.all - b.all);
    return withDates;
  }

  const sourceOf = (one) => current.opened.parts[one.part].rows.sources[one.question];

  // Returns what is shown of questions, and tells of each as it comes. Their texts are asked for at once, and read one by one.
  async function all(found, tell = () => {}) {
    for (const one of found) current.opened.text(one.part, one.question).catch(() => {}); // what fails, fails again below
    const shown = [];
    for (const one of found) {
      shown.push(await described(one));
      tell(shown.at(-1));
      await search.files.pause();
    }
    return shown;
  }

  // Returns what is shown of a question.
  async function described(one) {
    const { opened, passages } = current;
    const { catalogue } = opened;
    const [title, question, answer, notes] = await opened.text(one.part, one.question);
    const [document, meeting, date] = catalogue.sources[one.source];
    const key = opened.parts[one.part].rows.keys[one.question];
    const asked = passages.best(question);
    const answered = passages.best([...answer, ...notes]);
    const [meetingId, name, meetingDate] = catalogue.meetings[meeting];
    const address = catalogue.page.replace("*", encodeURIComponent(meetingId));
    const statusId = catalogue.statuses[opened.parts[one.part].rows.statuses[one.question]];
    return {
      id: `${catalogue.documents[document]}/${key}`,
      href: new URL(`${address}#${catalogue.documents[document]}--${key}`, root).href,
      title,
      meeting: name,
      meetingDate,
      date,
      factions: one.values.fractie.map((faction) => catalogue.factions[faction].slice(0, 2)),
      topics: one.values.onderwerp.map((topic) => catalogue.topics[topic][1]),
      status: statusId,
      statusName: statuses[statusId] || statusId,
      question: asked.pieces,
      answer: answered.worth > 0 ? answered.pieces : [],
      texts: [question, answer],
    };
  }

  function showFacets() {
    const { facets, counts, choice } = current;
    const focused = document.activeElement?.closest?.("[data-search-facets]") ? document.activeElement : null;
    const groups = search.address.FACETS.filter((name) => counts[name].size > 1 || choice.get(name)?.size || state.facets.get(name).size).map((name) =>
      search.results.facet({
        name, legend: LEGENDS[name], values: facets.values[name], counts: counts[name], most: FACET_VALUES,
        chosen: choice.get(name) || new Set(), onChange: toggle,
      }));
    facetBox.querySelector("[data-search-groups]").replaceChildren(...groups);
    facetBox.hidden = !groups.length;
    const count = [...choice.values()].reduce((sum, values) => sum + values.size, 0);
    chosen.textContent = count ? `(${count} gekozen)` : "";
    clear.hidden = !count;
    if (focused?.name) [...facetBox.querySelectorAll("input")].find((input) => input.name === focused.name && input.value === focused.value)?.focus();
  }

  function toggle(name, id, on) {
    const facets = new Map([...state.facets].map(([facet, values]) => [facet, new Set(values)]));
    if (on) facets.get(name).add(id);
    else facets.get(name).delete(id);
    const isWritten = !on && !state.facets.get(name).has(id);
    choose(facets, isWritten ? [name] : []);
  }

  // Takes on what was chosen; a facet that the words of the query name is taken out of them when it is in `gone`.
  function choose(facets, gone) {
    if (gone.length) box.value = search.query.without(state.text, gone);
    change({ facets, text: box.value, shown: search.address.FEW }, true);
  }

  function clearAll() {
    const { FACETS } = search.address;
    choose(new Map(FACETS.map((facet) => [facet, new Set()])), FACETS);
    box.focus();
  }

  async function save() {
    csv.disabled = true;
    try {
      const rows = (await all(inOrder(current.kept).slice(0, CSV_MOST))).map((one) => ({
        id: one.id, adres: one.href, vergadering: one.meeting, datum: one.date, fractie: one.factions.map(([, name]) => name).join(", "),
        status: one.statusName, onderwerpen: one.topics.join(", "), vraag: one.texts[0].join("\n\n"), antwoord: one.texts[1].join("\n\n"),
      }));
      search.csv.download("kamerspiegel-zoeken.csv", rows);
    } catch {
      status.textContent = FAILED;
    }
    csv.disabled = false;
  }

  // Arrow keys walk from the box through the results and back.
  function walk(event) {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [box, ...list.querySelectorAll(".hit-title a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  let typing = 0;
  box.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => change({ text: box.value, shown: search.address.FEW, older: false }, false), TYPING);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    change({ text: box.value, shown: search.address.FEW, older: false }, true);
  });
  order.addEventListener("change", () => change({ order: order.value, shown: search.address.FEW }, true));
  more.addEventListener("click", async () => {
    const from = list.children.length;
    await change({ shown: state.shown + search.address.FEW }, false);
    list.children[from]?.querySelector("a").focus();
  });
  clear.addEventListener("click", clearAll);
  older.addEventListener("click", () => change({ older: true }, true));
  csv.addEventListener("click", save);
  page.addEventListener("keydown", walk);
  addEventListener("popstate", follow);

  facetBox.open = matchMedia("(min-width: 52rem)").matches; // beside the questions; on a small screen before them, folded
  follow();
  if (isEmpty()) box.focus();
})(((window.kamerspiegel ||= {}).search ||= {}));
