"""The frame around the questions: page furniture, contents, a second copy of the text, an internal memo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.reading.grammar import ANSWER_LABELS, QUESTION_LABELS, SENTENCE_END
from generator.reading.joining import COUNTS_ON
from generator.reading.rows import Row
from generator.reading.specimens import Specimens

_HEADINGS = {"faction-heading", "part-heading", "list-title", "members-heading", "contents-heading"}
_LABELS = QUESTION_LABELS | ANSWER_LABELS | {"answer-heading"}
#: Those of them that have a number; an "Antwoord" may stand in a memo too.
_NUMBERED = _LABELS - {"answer-marker"}
_CONTENTS_LINE = re.compile(
    r"^(?:blz\.?|Blz\.?|\d{1,3}|[IVX]{1,4}\.?|\d{1,2}\.(?:\d{1,2}\.?)?)$|(?:\.{3,}|\s)\d{1,3}$"
)
_MEMO_HEAD = re.compile(
    r"^(?:Aan|Van|Afgestemd met|In afschrift aan|Opgesteld door|Cc|cc|Via|Datum|Onze referentie)\b"
    r"(?!.*[.?!]$).{0,80}$"
)
#: A page counter at the start of a line, and one glued before what the line says.
_COUNTER = re.compile(r"^(\d{1,3})/(\d{1,3})(?!\d)")
_GLUED_COUNTER = re.compile(r"^(\d{1,3})/(\d{1,3})\s*(?=\S)")
#: "Tweede Kamer, vergaderjaar …, Aanhangsel" or "…, nr. 6", with its page number on the next line.
_FOOT_WITHOUT_NUMBER = re.compile(r"Kamer, vergaderjaar.*(?:[^\W\d_]|\bnr\.\s?\d+)$")
#: Under these the number of the chamber is printed, large and on its own line.
_MASTHEAD = re.compile(
    r"^(?:(?:Tweede|Eerste) Kamer der Staten-Generaal|Vergaderjaar \d{4}\s?[-–—]\s?\d{4})$"
)
#: A line that ends so is cut, and a number alone behind it is no label, though a capital follows.
_CUT_OFF = re.compile(
    r"\b(?:de|het|een|en|of|van|voor|in|op|met|aan|door|die|te|bij|naar|om|als|uit|tussen|tegen|zonder"
    r"|binnen|deze|dit|haar|hun|onze|per)$"
)
#: A running title is short, and printed on this many pages at least.
_TITLE_LENGTH, _TITLE_TIMES = 200, 3
#: One that is known by the opening alone is at least so long.
_TITLE_ONCE = 50
#: Share of a passage's rows that must stand again, in order, for it to be a copy.
_SAME = 0.9
#: A passage of so many letters does not stand twice by chance; a copy has so many rows.
_LONG, _SHORTEST_COPY = 120, 6


def mark_furniture(rows: list[Row]) -> None:
    """Give page furniture and images their class, and tell the rows around it that a page broke there."""
    _glued_counters(rows)
    repeated = _running_titles(rows)
    for index, row in enumerate(rows):
        if row.cls is not None:
            continue
        if row.name == "image":
            row.cls = "image"
        elif row.name in {"print-furniture", "page-counter", "rule"} or index in repeated:
            row.cls = "furniture"
    _page_numbers(rows)
    broken = blank = False
    for row in rows:
        if row.cls == "furniture":
            broken = True
        elif row.cls == "blank":
            blank = True
        elif row.cls != "image":
            row.after_break, row.after_blank = broken or row.after_break, blank
            broken = blank = False


def join_cut_headings(rows: Sequence[Row]) -> None:
    """Make a heading whole that print cut at the width of its lines."""
    solid = [row for row in rows if row.cls is None]
    for row, below in pairwise(solid):
        if (
            row.name in {"faction-heading", "part-heading"}
            and below.block.kind == "line"
            and len(row.text) >= _TITLE_ONCE
            and not below.after_blank
            and not below.name
            and re.match(r"[a-zà-ÿ]", below.text)
        ):
            row.text = f"{row.text} {below.text}"
            below.cls = "heading"


def _glued_counters(rows: list[Row]) -> None:
    """Take a page counter that is glued before a line ("3/6 Vraag 3", "2/11Inleiding") off it.

    It is one when the document's counters all count to the same number of pages.
    """
    totals = Counter(m[2] for row in rows if (m := _COUNTER.match(row.text)))
    for row in rows:
        match = _GLUED_COUNTER.match(row.text)
        if match and row.cls is None and totals[match[2]] >= 2 and int(match[1]) <= int(match[2]):
            row.text = row.text[match.end() :]
            row.reread()
            row.after_break = True


def _page_numbers(rows: list[Row]) -> None:
    """A bare number under a page's running foot is the page's number, one in the masthead the chamber's."""
    solid = [row for row in rows if row.cls != "blank"]
    for index, row in enumerate(solid):
        if row.cls is None and re.fullmatch(r"\d{1,3}", row.text) and row.block.kind == "line":
            before = solid[index - 1] if index else None
            if before is not None and (
                (before.cls == "furniture" and _FOOT_WITHOUT_NUMBER.search(before.text))
                or (row.text in {"1", "2"} and _MASTHEAD.match(before.text))
            ):
                row.cls = "furniture"


def mark_cut_numbers(rows: Sequence[Row]) -> None:
    """A number alone in the middle of a sentence, once the notes are gone, is a page's number.

    So is the number that comes next after such a one, wherever it stands alone; but not where a 1 stands
    alone too: then such numbers may be the labels of a list.
    """
    _numbers_below_notes(rows)
    live = [row for row in rows if row.cls is None]
    alone = [
        (before, row, after)
        for before, row, after in zip(live, live[1:], live[2:], strict=False)
        if row.name == "number-alone" and row.text.isdigit()
    ]
    pages: set[int] = set()
    for before, row, after in alone:
        if COUNTS_ON.search(before.text):
            row.name, row.numbers = "", ()  # "artikel" "2" "van het verdrag": the number is text
            continue
        cut = not SENTENCE_END.search(before.text) and not before.name and not after.name
        if cut and (re.match(r"[a-zà-ÿ]", after.text) or _CUT_OFF.search(before.text)):
            pages.add(int(row.text))
            row.cls = "furniture"
            after.after_break = True
    alone = [(before, row, after) for before, row, after in alone if row.name]
    if any(row.cls is None and int(row.text) == 1 for _, row, _ in alone):
        return
    for _, row, after in alone:
        if row.cls is None and int(row.text) - 1 in pages:
            pages.add(int(row.text))
            row.cls = "furniture"
            after.after_break = True


def _numbers_below_notes(rows: Sequence[Row]) -> None:
    """A number alone between a page's notes and a label is the page's."""
    solid = [row for row in rows if row.cls != "blank"]
    for before, row, after in zip(solid, solid[1:], solid[2:], strict=False):
        if (
            before.cls == "footnote"
            and row.cls is None
            and row.name == "number-alone"
            and row.text.isdigit()
            and after.name in _LABELS
        ):
            row.cls = "furniture"


def _running_titles(rows: Sequence[Row]) -> set[int]:
    """Return the indexes of lines that stand again and again next to a page counter or a page break."""
    counts: Counter[str] = Counter()
    places: dict[str, list[int]] = {}
    solid = [i for i, row in enumerate(rows) if row.cls != "blank"]
    edge = {
        i
        for n, i in enumerate(solid)
        if any(
            rows[solid[m]].name == "page-counter"
            or rows[solid[m]].after_break
            or rows[solid[m]].block.page != rows[i].block.page
            for m in range(max(0, n - 2), min(len(solid), n + 3))
        )
    }
    for i in edge:
        row = rows[i]
        if (
            row.cls is None
            and len(row.text) <= _TITLE_LENGTH
            and row.name in {"", "list-title"}
            and re.search(r"[^\W\d]{3}|^\d{5,}$", row.text)
        ):
            title = re.sub(r"\s+\d{1,3}$", "", row.text)
            counts[title] += 1
            places.setdefault(title, []).append(i)
    return {
        i
        for text, n in counts.items()
        if n >= _TITLE_TIMES or (n == 2 and _at_counters(rows, solid, text, places[text]))
        for i in places[text]
    } | _title_once(rows, solid)


def _at_counters(rows: Sequence[Row], solid: Sequence[int], text: str, places: Sequence[int]) -> bool:
    """Whether a line that stands only twice is a title: a counter is at both, no sentence ends in it."""
    where = {i: n for n, i in enumerate(solid)}
    return (
        not SENTENCE_END.search(text)
        and all(
            any(rows[i].name == "page-counter" for i in solid[max(0, where[place] - 2) : where[place] + 3])
            # A counter glued to the line behind it is taken off already.
            or any(rows[i].after_break for i in solid[where[place] + 1 : where[place] + 3])
            for place in places
        )
    )


def _title_once(rows: Sequence[Row], solid: Sequence[int]) -> set[int]:
    """Return the title above a page counter, where the opening of the document has it word for word."""
    first = next((i for i in solid if rows[i].name in QUESTION_LABELS), 0)
    opening = " ".join(rows[i].text for i in solid if i < first)
    found: set[int] = set()
    for n, i in enumerate(solid):
        if rows[i].name != "page-counter" or i < first:
            continue
        for length in (1, 2, 3):
            block = solid[max(0, n - length) : n]
            text = " ".join(rows[k].text for k in block)
            if (
                len(text) >= _TITLE_ONCE
                and text[0].isupper()
                and text in opening
                and not SENTENCE_END.search(text)
                and all(rows[k].cls is None and rows[k].name in {"", "list-title"} for k in block)
            ):
                found.update(block)
    return found


def mark_contents(rows: list[Row]) -> None:
    """Mark a table of contents: from its heading to where one of its entries stands again as a heading."""
    start = next(
        (i for i, row in enumerate(rows) if row.name == "contents-heading" and row.cls is None), None
    )
    if start is None:
        return
    entries: list[str] = []
    end = start
    for i in range(start + 1, len(rows)):
        row = rows[i]
        if row.cls is not None:
            continue
        key = _entry_key(row.text)
        if key and key in entries:
            break
        is_entry = (
            row.name in _HEADINGS
            or bool(_CONTENTS_LINE.search(row.text))
            or (len(row.text) < 120 and not row.text.endswith((".", "?", ":")))
        )
        if not is_entry:
            break
        if key:
            entries.append(key)
        end = i
    for row in rows[start : end + 1]:
        if row.cls in {None, "heading"}:
            row.cls = "contents"


def _entry_key(text: str) -> str:
    folded = re.sub(r"^(?:[IVX]{1,4}|\d{1,2})[.:]?\s+", "", text)
    folded = re.sub(r"[.\s]*\d{1,3}$", "", folded)
    return re.sub(r"[\W\d_]+", "", folded).lower()


def mark_copies(rows: list[Row]) -> list[tuple[int, int]]:
    """Mark a second copy of the whole text; return the (line, line) pairs in which the copies differ.

    A copy is what stands again, row by row, at the distance at which long passages stand twice. Lists
    whose numbers start again with other questions are no copies.
    """
    solid = [i for i, row in enumerate(rows) if row.cls is None and row.text]
    texts = [re.sub(r"\W+", "", rows[i].text).lower() for i in solid]
    for shift in _shifts(texts):
        first = next(i for i in range(len(texts) - shift) if texts[i] == texts[i + shift])
        second = first + shift
        same = sum(a == b for a, b in zip(texts[first:second], texts[second : second + shift], strict=False))
        if shift >= _SHORTEST_COPY and same >= _SAME * shift:
            return _drop_copy(rows, solid, texts, first, second)
    return []


def _shifts(texts: Sequence[str]) -> list[int]:
    """Return how many rows apart long passages stand twice, the most frequent distances first."""
    seen: dict[str, int] = {}
    counts: Counter[int] = Counter()
    for index, text in enumerate(texts):
        if len(text) > _LONG:
            if text in seen:
                counts[index - seen[text]] += 1
            else:
                seen[text] = index
    return [shift for shift, _ in counts.most_common(3)]


def _drop_copy(
    rows: list[Row], solid: list[int], texts: list[str], first: int, second: int
) -> list[tuple[int, int]]:
    while first > 0 and second > 0 and texts[first - 1] == texts[second - 1]:
        first, second = first - 1, second - 1
    length = second - first
    differing = []
    for offset in range(min(length, len(solid) - second)):
        if texts[first + offset] != texts[second + offset]:
            differing.append((rows[solid[first + offset]].first, rows[solid[second + offset]].first))
        rows[solid[second + offset]].cls = "copy"
    for i in solid[second + length :]:
        # What stands behind the copy follows no answer any more: it is what is left of the letterhead.
        rows[i].cls = (
            "furniture"
            if re.fullmatch(r"[\d\W_]*|\[?image.*|(?:image\d+\.\w+\s*)+", rows[i].text)
            else "closing"
            if re.search(r"[.?!]$", rows[i].text)
            else "letterhead"
        )
    return differing


def mark_memo(rows: list[Row]) -> None:
    """Mark an internal memo (beslisnota) that stands after the last answer.

    It is known by its own heading; it starts at the addresses above that heading ("Aan", "Van").
    """
    last_label = max(
        (i for i, row in enumerate(rows) if row.cls is None and row.name in _NUMBERED | {"numbered-item"}),
        default=0,
    )
    heading = next(
        (
            i
            for i, row in enumerate(rows)
            if row.cls is None
            and row.name == "memo-heading"
            and i > len(rows) // 3
            and not _labels_after(rows, i)
        ),
        None,
    )
    if heading is None or (heading < last_label and rows[last_label].name != "numbered-item"):
        return
    start = _memo_start(rows, heading)
    for row in rows[start:]:
        if row.cls is None:
            row.cls = "memo"


def _memo_start(rows: Sequence[Row], heading: int) -> int:
    """Return where the head of a memo starts: at the first of the labels ("Aan", "Van") above its heading.

    What each label says stands on its line or on the one below it.
    """
    start, skipped = heading, 0
    for i in range(heading - 1, -1, -1):
        row = rows[i]
        if row.cls is not None:
            continue
        if _MEMO_HEAD.match(row.text):
            start, skipped = i, 0
        elif skipped or SENTENCE_END.search(row.text) or row.name in _LABELS or len(row.text) > _TITLE_ONCE:
            break
        else:
            skipped = 1
    return start


def _labels_after(rows: Sequence[Row], index: int) -> bool:
    return any(row.cls is None and row.name in {"question-label", "answer-label"} for row in rows[index:])


SPECIMENS = (
    Specimens(
        "line of contents", _CONTENTS_LINE, ("blz.", "II", "2.1", "Inleiding ...... 3"), ("Inleiding",)
    ),
    Specimens(
        "head of a memo",
        _MEMO_HEAD,
        ("Aan", "Van Directie Beleid", "Datum 3 mei 2031"),
        ("Aan dit besluit ging overleg vooraf.", "Vandaag"),
    ),
    Specimens("counter", _COUNTER, ("3/6", "3/6 Vraag 3"), ("3/6789",)),
    Specimens("counter before text", _GLUED_COUNTER, ("3/6 Vraag 3", "2/11Inleiding"), ("3/6",)),
    Specimens(
        "foot without number",
        _FOOT_WITHOUT_NUMBER,
        (
            "Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel",
            "Tweede Kamer, vergaderjaar 2030–2031, 36 900, nr. 6",
        ),
        ("Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 1",),
    ),
    Specimens(
        "masthead",
        _MASTHEAD,
        ("Tweede Kamer der Staten-Generaal", "Vergaderjaar 2030-2031"),
        ("Tweede Kamer",),
    ),
    Specimens(
        "cut off", _CUT_OFF, ("dat is gemeld aan de", "en dat geldt voor"), ("Dat is zo", "de planning is")
    ),
)
