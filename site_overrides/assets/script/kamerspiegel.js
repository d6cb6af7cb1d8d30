// What the pages can do more when scripts run. Everything works without.

/** Puts the number of days since the question behind its date: an old build must not lie. */
function countDays() {
  const today = Date.now();
  for (const time of document.querySelectorAll("time[data-days-since]")) {
    const days = Math.floor((today - Date.parse(time.dateTime)) / 86_400_000);
    if (days >= 0) time.after(` (${days} ${days === 1 ? "dag" : "dagen"} geleden)`);
  }
}

/** Adds a button to every citation that copies it, with the address of the page as it is now. */
function addCopyButtons() {
  if (!navigator.clipboard) return;
  for (const cite of document.querySelectorAll("details.cite")) {
    const line = cite.querySelector("p");
    const question = cite.closest("article");
    if (!line || !question) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Kopieer";
    button.addEventListener("click", async () => {
      const address = new URL(`#${question.id}`, location.href).href;
      const known = line.textContent.includes("://");
      await navigator.clipboard.writeText(known ? line.textContent : `${line.textContent} ${address}`);
      button.textContent = "Gekopieerd";
    });
    cite.append(button);
  }
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
addCopyButtons();
addColourSwitch();
followSlash();
openTarget();
addEventListener("hashchange", openTarget);
