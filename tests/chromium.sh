#!/bin/sh
# Sees to it that Chromium is there for the browser tests: uses what is installed, else Debian's package.
set -u
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Debian's chromium for the browser tests ..." >&2
    apt-get update -qq >/dev/null && apt-get install -qq -y --no-install-recommends chromium >/dev/null && exit 0
fi
cat >&2 <<'END'
The browser tests need Chromium, and it is not here.
Install it (Debian: sudo apt-get install chromium), or set CHROMIUM to the path of a Chromium or Chrome.
END
exit 1
