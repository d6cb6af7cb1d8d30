"""Numbers as documents print them in labels: "3, 4 en 5", "2 t/m 6", "4-7"."""

from __future__ import annotations

import re

#: A list of question numbers, as a regular expression fragment without groups. The separators cover
#: "1 en 4", "3, 4 en 5", "7, 8, en 9", "1,2,3,4 en 5", "9 10 en 11" (a comma lost in print), "2 t/m 6"
#: and "4-7".
NUMBER_LIST = (
    r"\d{1,3}(?:\s*(?:,\s*(?i:en)\b|,|\b(?i:en)\b|&|\b(?i:t/m)\b|\b(?i:t\.?e\.?m)\b\.?"
    r"|\b(?i:tot en met)\b|[-–](?=\s*\d)"
    r"|(?<=\d)\s(?=\d))\s*\d{1,3})*"
)
_TOKEN = re.compile(r"\d{1,3}|t/m|t\.?e\.?m\.?|tot en met|[-–]")
#: A range longer than this is not a range of questions.
LONGEST_RANGE = 60


def parse_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers that ``text`` lists, ranges written out, in printed order without repeats.

    >>> parse_numbers("7, 8, 9 10 en 11")
    (7, 8, 9, 10, 11)
    >>> parse_numbers("2 T/M 6")
    (2, 3, 4, 5, 6)
    """
    found: list[int] = []
    through = False
    for token in _TOKEN.findall(text.lower()):
        if not token[0].isdigit():
            through = True
            continue
        number = int(token)
        if through and found and found[-1] < number <= found[-1] + LONGEST_RANGE:
            found.extend(range(found[-1] + 1, number))
        through = False
        if number not in found:
            found.append(number)
    return tuple(found)
