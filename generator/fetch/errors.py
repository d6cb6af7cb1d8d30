"""What can go wrong with the service, and what to do about it."""

from __future__ import annotations


class ServiceError(Exception):
    """The service did not give what was asked for; trying once more now does not help."""


class Temporary(ServiceError):
    """A fault that may be gone in a moment: try again, after ``retry_after`` seconds when that is known."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class BadRequest(ServiceError):
    """The service did not understand the question (HTTP 400)."""


class Gone(ServiceError):
    """What was asked for is not there (any more)."""


class TooLarge(ServiceError):
    """The answer is larger than we take."""
