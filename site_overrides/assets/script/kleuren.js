// Sets the colours that the reader chose, before anything is drawn. Nothing is stored unless the reader chooses.
try {
  const chosen = localStorage.getItem("kamerspiegel.colours");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.colours = chosen;
} catch {
  // Storage is closed to this page: the colours of the system are used.
}
