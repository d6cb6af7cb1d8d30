"""The search: an index of the archive, made with the site, and asked by the page "Zoeken" in the browser."""
