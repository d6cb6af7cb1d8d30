// Puts results on the page. Every text goes in as text: nothing that stands in a question or a query becomes markup.
(function (search) {
  "use strict";

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  // Written out here: a browser takes longer to load its own names of months than to find everything.
  const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

  // Returns an ISO date as Dutch readers write it; a year or month alone stays what it is.
  function day(iso) {
    const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) || [];
    return date ? `${Number(date)} ${MONTHS[month - 1]} ${year}` : iso;
  }

  // Returns a number as Dutch readers write it.
  const figure = (number) => String(number).replace(/\B(?=(?:\d{3})+$)/g, ".");

  // Returns -1, 0 or 1: the order of two texts, letter by letter.
  const compare = (one, other) => (one < other ? -1 : Number(one > other));

  // Returns a meeting with its day, and the day of the letter where that is another: readers took the one for the other.
  function occasion({ meeting, meetingDate, date }) {
    const parts = [meeting];
    if (meetingDate && !meeting.includes(day(meetingDate))) parts.push(day(meetingDate));
    if (date && date !== meetingDate) parts.push(`stuk van ${day(date)}`);
    return parts.join(", ");
  }

  // A result: {id, href, title, meeting, meetingDate, date, factions: [[id, name]], status, statusName, question, answer};
  // the last two are passages.
  function result(one) {
    const names = one.factions.map(([, name]) => name).join(", ");
    const link = element("a", "", names ? `${one.title} van ${names}` : one.title);
    link.href = one.href;
    const facts = element("p", "hit-facts");
    for (const [id, name] of one.factions) facts.append(element("span", `faction faction-${id}`, name), " ");
    facts.append(element("span", `status status-${one.status}`, one.statusName), " ");
    facts.append(element("span", "hit-meeting", occasion(one)));
    const item = element("li", "hit", element("h2", "hit-title", link), facts);
    if (one.question.length) item.append(passage("hit-question", "Vraag", one.question));
    if (one.answer.length) item.append(passage("hit-answer", "Antwoord", one.answer));
    item.dataset.question = one.id;
    return item;
  }

  function passage(className, label, pieces) {
    const voice = element("span", "hit-voice", `${label}: `);
    return element("p", className, voice, ...pieces.map(([text, marked]) => (marked ? element("mark", "", text) : text)));
  }

  // The choices of one facet: a box per value, the chosen ones first, then those with the most questions.
  function facet({ name, legend, values, counts, chosen, most, onChange }) {
    const order = [...new Set([...chosen, ...counts.keys()])].map((value) => ({ ...values[value], value, count: counts.get(value) || 0, on: chosen.has(value) }));
    if (name === "jaar") order.sort((a, b) => compare(b.id, a.id));
    else order.sort((a, b) => b.on - a.on || b.count - a.count || compare(a.name.toLowerCase(), b.name.toLowerCase()));
    const group = element("fieldset", "facet", element("legend", "", legend));
    const list = element("ul", "facet-values");
    const shown = order.length <= most + 2 ? order.length : most; // one or two more are not worth a button
    order.forEach((one, i) => {
      const box = element("input");
      box.type = "checkbox";
      box.name = name;
      box.value = one.id;
      box.checked = one.on;
      box.addEventListener("change", () => onChange(name, one.id, box.checked));
      const item = element("li", "", element("label", "", box, element("span", "facet-name", one.name), " ", element("span", "facet-count figure", figure(one.count))));
      item.hidden = i >= shown && !one.on;
      list.append(item);
    });
    group.append(list);
    if (order.length > shown) group.append(all(list, order.length));
    group.dataset.facet = name;
    return group;
  }

  function all(list, count) {
    const button = element("button", "facet-all", `Toon alle ${figure(count)}`);
    button.type = "button";
    button.addEventListener("click", () => {
      const hidden = [...list.children].filter((item) => item.hidden);
      for (const item of hidden) item.hidden = false;
      button.remove();
      hidden[0]?.querySelector("input").focus();
    });
    return button;
  }

  search.results = { element, result, facet, day, figure, compare };
})(((window.kamerspiegel ||= {}).search ||= {}));
