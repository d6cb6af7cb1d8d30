// What the pages can do more when scripts run. Everything works without.

/** Puts the number of days since the question behind its date: an old build must not lie. */
function countDays() {
  const today = Date.now();
  for (const time of document.querySelectorAll("time[data-days-since]")) {
    const days = Math.floor((today - Date.parse(time.dateTime)) / 86_400_000);
    if (days >= 0) time.after(` (${days} ${days === 1 ? "dag" : "dagen"} geleden)`);
  }
}

/** Citations by the anchor of the question, as text, Markdown and BibTeX; told by citaten/<meeting>.js. */
const citations = {};
(globalThis.kamerspiegel ||= {}).cite = (told) => Object.assign(citations, told);

/** Loads the citations of the page once: as a script, which works from disk too. */
let citationsLoaded;
function loadCitations(page) {
  return (citationsLoaded ||= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = page.replace(/(\/(index\.html)?|\.html)?(#.*)?$/, ".js");
    script.onload = script.onerror = resolve;
    document.head.append(script);
  }));
}

/** Puts the address of a question where a text has room for it, on a site that does not know its own. */
const placed = (text, address) => text.replaceAll("kamerspiegel:adres", address);

function button(name, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.textContent = name;
  made.addEventListener("click", () => press(made));
  return made;
}

/** Returns a button that copies a text, and says in `said` whether that worked. */
function copyButton(name, text, said) {
  return button(name, async (made) => {
    try {
      await navigator.clipboard.writeText(text);
      made.textContent = "Gekopieerd";
      said.textContent = `${name}: gekopieerd.`;
    } catch {
      said.textContent = "Kopiëren lukt niet in deze browser. Selecteer de tekst en kopieer die zelf.";
    }
  });
}

function announcer() {
  const said = document.createElement("span");
  said.className = "copied";
  said.setAttribute("role", "status");
  return said;
}

/** Returns what opens below a question: its citation, with buttons that copy, and one that prints the question. */
async function citePanel(question, page) {
  await loadCitations(page);
  const address = new URL(`#${question.id}`, location.href).href;
  const said = announcer();
  const row = document.createElement("div");
  row.className = "copies";
  const texts = citations[question.id] || [];
  texts.forEach((text, number) => {
    row.append(copyButton(["Kopieer tekst", "Kopieer Markdown", "Kopieer BibTeX"][number], placed(text, address), said));
  });
  row.append(copyButton("Kopieer link", address, said), button("Print deze vraag", () => printOne(question)));
  const more = document.createElement("a");
  more.href = page;
  more.textContent = "Sluit in op uw eigen site";
  row.append(more, said);
  const panel = document.createElement("div");
  panel.className = "cite-panel";
  if (texts.length) {
    const line = document.createElement("p");
    line.textContent = placed(texts[0], address);
    panel.append(line);
  }
  panel.append(row);
  return panel;
}

/** Makes buttons of the links to the page of citations: they show the citation in place. */
function openCitationsInPlace() {
  if (!navigator.clipboard) return;
  for (const link of document.querySelectorAll("article.question .tools > a:last-child")) {
    const question = link.closest("article");
    let panel;
    const opener = button(link.textContent, async () => {
      panel ||= citePanel(question, link.href).then((made) => {
        opener.parentElement.after(made);
        return made;
      });
      const open = opener.getAttribute("aria-expanded") !== "true";
      opener.setAttribute("aria-expanded", open);
      (await panel).hidden = !open;
    });
    opener.className = "cite";
    opener.setAttribute("aria-expanded", false);
    link.replaceWith(opener);
  }
}

/** Prints one question with its answer, under the name of its meeting. */
function printOne(question) {
  document.documentElement.classList.add("prints-one");
  question.classList.add("printed");
  addEventListener(
    "afterprint",
    () => {
      document.documentElement.classList.remove("prints-one");
      question.classList.remove("printed");
    },
    { once: true },
  );
  print();
}

/** On the page of citations: fills in addresses that the site did not know, and adds buttons that copy. */
function completeForms() {
  for (const section of document.querySelectorAll("section.citing")) {
    const address = section.querySelector("h2 a").href;
    for (const text of section.querySelectorAll("pre")) {
      text.textContent = placed(text.textContent, address);
      if (!navigator.clipboard) continue;
      const name = text.previousElementSibling;
      const said = announcer();
      const copy = copyButton(`Kopieer ${name.textContent}`, text.textContent, said);
      // What is copied stands beside it for those who see it.
      const hidden = document.createElement("span");
      hidden.className = "hidden";
      hidden.textContent = ` ${name.textContent}`;
      copy.replaceChildren("Kopieer", hidden);
      name.append(" ", copy, " ", said);
    }
  }
}

/** On the page that says how to report an error: names the question that the link carries. */
function nameQuestion() {
  const heading = document.getElementById("een-fout-melden");
  const question = new URLSearchParams(location.search).get("vraag");
  if (!heading || !question) return;
  const named = document.createElement("p");
  named.className = "aside";
  named.textContent = `Het gaat om vraag ${question.replace("--", "/")}. Noem dat in uw bericht.`;
  heading.after(named);
}

/** Opens a folded text when the address points into it. */
function openTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target && target.closest("details");
  if (folded && !folded.open) {
    folded.open = true;
    target.scrollIntoView();
  }
}

/** Lets the reader choose between light and dark; the choice is kept in this browser only. */
function addColourSwitch() {
  const button = document.querySelector("[data-colour-switch]");
  if (!button) return;
  const root = document.documentElement;
  const dark = () =>
    root.dataset.colours ? root.dataset.colours === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const label = () => (button.textContent = dark() ? "Lichte kleuren" : "Donkere kleuren");
  button.addEventListener("click", () => {
    root.dataset.colours = dark() ? "light" : "dark";
    try {
      localStorage.setItem("kamerspiegel.colours", root.dataset.colours);
    } catch {
      // The choice holds for this page only.
    }
    label();
  });
  label();
  button.hidden = false;
}

/** Brings the reader to the search box with "/", unless a box to type in has the focus. */
function followSlash() {
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const box = document.querySelector('.search-box input[name="q"]');
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

countDays();
openCitationsInPlace();
completeForms();
nameQuestion();
addColourSwitch();
followSlash();
openTarget();
addEventListener("hashchange", openTarget);
