// What Material puts in every page as an inline script, for the one page that runs Material's search.
const __md_scope = new URL(JSON.parse(document.getElementById("__config").textContent).base, location);
const __md_hash = (text) => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0);
const __md_get = (key, storage = localStorage, scope = __md_scope) =>
  JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
// Material would remember what was searched for. This site stores nothing that the reader did not ask for.
const __md_set = () => {};
