"""New documents from the open data of the Tweede Kamer: asked for, downloaded and handed over.

::

    query ──► listing ──► selection ──► download ──► delivery
    the URL   pages of    which are     bytes, with  file name and
              records     ours, why     their proof  sidecar, to `add`

``run`` leads; ``state`` remembers what was done. The network, the clock and the taking in of a document are
passed in: nothing here knows the archive beyond its folder, and a test needs no network.
"""
