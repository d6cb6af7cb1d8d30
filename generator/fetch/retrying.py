"""How long to wait before trying again: exponential back-off with jitter, and what the service asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec


class Backoff(msgspec.Struct, frozen=True, kw_only=True):
    """When to try again."""

    #: Tries in all, the first included.
    attempts: int = 5
    #: Seconds before the second try, doubled before each next one.
    first: float = 2.0
    #: No wait of our own is longer.
    longest: float = 60.0
    #: A longer wait asked for by the service is not sat out: it is reported, and the run ends.
    patience: float = 300.0

    def delay(self, failed: int, chance: float) -> float:
        """Return the seconds to wait after ``failed`` tries; ``chance`` (0 to 1) spreads them.

        >>> [Backoff().delay(failed, 1.0) for failed in (1, 2, 3, 9)]
        [2.0, 4.0, 8.0, 60.0]
        """
        whole = min(self.longest, self.first * 2.0 ** min(failed - 1, 30))
        return whole * (0.5 + chance / 2)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, or None when it says nothing usable.

    >>> retry_after("120", datetime.now(UTC)), retry_after("soon", datetime.now(UTC))
    (120.0, None)
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
