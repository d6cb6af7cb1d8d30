"""Limits of what the readers take in, and the refusal that says what is wrong and what to do.

A public archive is fed with files from elsewhere: none of them may exhaust the machine. Every limit is
far above what parliament publishes (the longest lists of questions have some 800 pages).
"""

from __future__ import annotations

from generator.problems import ContentError, Problem

#: A file as received.
MAX_FILE_BYTES = 50_000_000
#: All members of a zip container (docx) together, unpacked.
MAX_UNPACKED_BYTES = 200_000_000
MAX_MEMBERS = 5_000
#: One XML or HTML text that is parsed into a tree (a tree takes about ten times as much memory).
MAX_MARKUP_BYTES = 24_000_000
#: Tags in such a text.
MAX_TAGS = 1_000_000
#: Elements within elements. (libxml2 itself stops at 256.)
MAX_DEPTH = 200
MAX_PAGES = 2_000
#: Characters on one page, and in a whole document with pages.
MAX_PAGE_CHARACTERS = 40_000
MAX_CHARACTERS = 4_000_000
#: Columns of a table, and cells up to which short rows are filled up.
MAX_COLUMNS = 64
MAX_TABLE_CELLS = 200_000
#: Levels that styles or relations may follow one another, before it is taken for a circle.
MAX_CHAIN = 20


def refusal(
    name: str, message: str, remedy: str, *, line: int | None = None, excerpt: str = ""
) -> ContentError:
    """Return the error that refuses a file: what is wrong with it, and what can be done."""
    problem = Problem(severity="error", file=name, line=line, message=message, excerpt=excerpt, remedy=remedy)
    return ContentError(problem)


def check_size(name: str, data: bytes) -> None:
    """Refuse a file that is empty or larger than the limit."""
    if not data:
        raise refusal(name, "the file is empty", "download it again")
    if len(data) > MAX_FILE_BYTES:
        raise refusal(
            name,
            f"the file is too large: {len(data) / 1e6:.0f} MB, the limit is {MAX_FILE_BYTES / 1e6:.0f} MB",
            "take the text out of it, or save it without its images",
        )
