"""Specimens: lines that a pattern must find, and lines that it must leave alone, beside the pattern."""

from __future__ import annotations

import re
from typing import NamedTuple


class Specimens(NamedTuple):
    """One pattern of a module; ``tests/reading/test_patterns.py`` runs them all."""

    name: str
    pattern: re.Pattern[str]
    found: tuple[str, ...]
    left_alone: tuple[str, ...] = ()
