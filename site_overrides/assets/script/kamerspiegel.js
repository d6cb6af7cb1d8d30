// What the pages can do more when scripts run. Everything works without.

/** Puts the number of days since the question behind its date: an old build must not lie. */
function countDays() {
  const today = Date.now();
  for (const time of document.querySelectorAll("time[data-days-since]")) {
    const days = Math.floor((today - Date.parse(time.dateTime)) / 86_400_000);
    if (days >= 0) time.after(` (${days} ${days === 1 ? "dag" : "dagen"} geleden)`);
  }
}

/** Citations as Markdown and BibTeX, by the anchor of the question; told by citaten/<meeting>.js. */
const citations = {};
(globalThis.kamerspiegel ||= {}).cite = (told) => Object.assign(citations, told);

/** Loads the citations of the page once: as a script, which works from disk too. */
let citationsLoaded;
function loadCitations(address) {
  return (citationsLoaded ||= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = address.replace(/\.bib$/, ".js");
    script.onload = script.onerror = resolve;
    document.head.append(script);
  }));
}

/** Adds buttons to a citation that is opened for the first time. They copy, with the address of the page as it is now. */
async function addCopyButtons(cite) {
  const line = cite.querySelector("p");
  const file = cite.querySelector('a[href$=".bib"]');
  const question = cite.closest("article");
  if (!navigator.clipboard || !line || !file || !question || cite.dataset.buttons) return;
  cite.dataset.buttons = "there";
  await loadCitations(file.href);
  const address = new URL(`#${question.id}`, location.href).href;
  const text = line.textContent;
  const [markdown, bibtex] = citations[question.id] || [];
  const row = document.createElement("div");
  row.className = "copies";
  for (const [name, copied] of [
    ["Kopieer", text.includes("://") ? text : `${text} ${address}`],
    ["Kopieer Markdown", markdown],
    ["Kopieer BibTeX", bibtex],
    ["Kopieer link", address],
  ]) {
    if (!copied) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = name;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copied);
      button.textContent = "Gekopieerd";
    });
    row.append(button);
  }
  cite.append(row);
}

/** Takes the id of the question along to the page that says how to report an error, and names it there. */
function carryQuestion() {
  for (const link of document.querySelectorAll('article.question a[href$="#een-fout-melden"]')) {
    link.addEventListener("click", () => (link.search = `?vraag=${link.closest("article").id}`));
  }
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
addEventListener("toggle", (event) => event.target.matches("details.cite[open]") && addCopyButtons(event.target), true);
carryQuestion();
addColourSwitch();
followSlash();
openTarget();
addEventListener("hashchange", openTarget);
