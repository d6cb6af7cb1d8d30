// Before anything of the search page is drawn: says that scripts run; and when something is asked, the page keeps room for what is
// found, and starts loading what every search needs.
document.documentElement.dataset.scripts = "";
if ([...new URLSearchParams(location.search).values()].some(Boolean)) {
  document.documentElement.dataset.asked = "";
  if (location.protocol.startsWith("http")) {
    for (const name of ["start", "rows-0"]) {
      const link = document.createElement("link");
      Object.assign(link, { rel: "preload", as: "script", href: `../search/${name}.js` });
      document.head.append(link);
    }
  }
}
