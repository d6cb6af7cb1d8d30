"""A polite client: one request at a time, never in haste, with a name; tries again what may pass."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from generator.fetch.errors import BadRequest, Gone, ServiceError, Temporary, TooLarge
from generator.fetch.retrying import Backoff, retry_after
from generator.fetch.transport import Request, Response, Transport

T = TypeVar("T")

CHUNK = 64 * 1024
#: A page of 250 records with all that is asked of them is some 2 MB.
LARGEST_PAGE = 64 * 1024 * 1024
#: Of an error we read no more than this.
LARGEST_ERROR = 64 * 1024
#: Statuses that may pass: asked too often, and faults of the service or what stands before it.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How we behave towards the service."""

    user_agent: str
    #: Seconds between the starts of two requests.
    interval: float = 1.0
    #: Seconds of silence after which a connection is given up: the service itself gives up at about 30.
    timeout: float = 60.0
    #: Seconds that one answer may take in all, however steadily it drips.
    deadline: float = 300.0
    backoff: Backoff = Backoff()


class World(msgspec.Struct, frozen=True, kw_only=True):
    """Time and chance, so that a test can do without both."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


class Client:
    """Asks the service; raises ServiceError, with a message fit for a person, when it does not answer."""

    def __init__(
        self,
        transport: Transport,
        manners: Manners,
        world: World | None = None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._transport = transport
        self._manners = manners
        self._world = world or World()
        self._tell = tell
        self._next: float | None = None

    def json(self, url: str) -> Any:
        """Return the JSON that stands at an address."""

        def step() -> Any:
            answer = self.open(url, {"Accept": "application/json"})
            try:
                body = self.body(answer, LARGEST_PAGE)
            finally:
                answer.close()
            try:
                return msgspec.json.decode(body)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise Temporary(f"the answer is not whole JSON ({error})") from error

        return self.retrying(url, step)

    def retrying(self, what: str, step: Callable[[], T]) -> T:
        """Return what ``step`` returns, tried again while it raises Temporary.

        Raises:
            ServiceError: the last fault, when the tries are used up or the service asks for too long a wait.
        """
        backoff = self._manners.backoff
        failed = 0
        while True:
            try:
                return step()
            except Temporary as fault:
                failed += 1
                if failed >= backoff.attempts:
                    raise ServiceError(f"{what}: {fault} (tried {failed} times)") from fault
                wait = backoff.delay(failed, self._world.chance())
                if fault.retry_after is not None:
                    if fault.retry_after > backoff.patience:
                        asked = f"{fault}; the service asks to wait {fault.retry_after:.0f} seconds"
                        raise ServiceError(f"{what}: {asked}") from fault
                    wait = max(wait, fault.retry_after)
                self._tell(f"{fault}; trying again in {wait:.0f} s")
                self._world.sleep(wait)

    def open(
        self, url: str, headers: dict[str, str] | None = None, *, fine: tuple[int, ...] = (200,)
    ) -> Response:
        """Return the answer to one request, its body unread, when its status is ``fine``.

        Raises:
            Temporary: no answer, or one that may be another next time.
            Gone: 404 or 410.  BadRequest: 400.  ServiceError: any other.
        """
        self._wait_for_turn()
        asked = Request(
            url=url,
            headers={"User-Agent": self._manners.user_agent, **(headers or {})},
            timeout=self._manners.timeout,
        )
        answer = self._transport(asked)
        if answer.status in fine:
            return answer
        try:
            raise self._error(answer)
        finally:
            answer.close()

    def body(self, answer: Response, limit: int) -> bytes:
        """Return the whole body.

        Raises:
            TooLarge: it is longer than ``limit``.  Temporary: it stopped half-way or took too long.
        """
        parts = bytearray()
        for chunk in self.chunks(answer, limit):
            parts += chunk
        return bytes(parts)

    def chunks(self, answer: Response, limit: int) -> Any:
        """Yield the body in pieces, as they come; the same errors as ``body``."""
        announced = content_length(answer)
        if announced is not None and announced > limit:
            raise TooLarge(f"{announced} bytes; no more than {limit} are taken")
        last = self._world.clock() + self._manners.deadline
        found = 0
        while chunk := answer.read(CHUNK):
            found += len(chunk)
            if found > limit:
                raise TooLarge(f"more than {limit} bytes")
            yield chunk
            if self._world.clock() > last:
                raise Temporary(f"after {self._manners.deadline:.0f} seconds still not whole")
        if announced is not None and found < announced:
            raise Temporary(f"broke off after {found} of {announced} bytes")

    def _wait_for_turn(self) -> None:
        now = self._world.clock()
        if self._next is not None and now < self._next:
            self._world.sleep(self._next - now)
        self._next = max(now, self._next or now) + self._manners.interval

    def _error(self, answer: Response) -> ServiceError:
        message = f"HTTP {answer.status}{self._explanation(answer)}"
        if answer.status in PASSING:
            wait = retry_after(answer.headers.get("retry-after"), self._world.now())
            return Temporary(message, retry_after=wait)
        kinds = {400: BadRequest, 404: Gone, 410: Gone}
        return kinds.get(answer.status, ServiceError)(message)

    def _explanation(self, answer: Response) -> str:
        """Return what the error object of the service says: ``{"error": {"code": "", "message": "…"}}``."""
        try:
            told = msgspec.json.decode(self.body(answer, LARGEST_ERROR))
            text = str(told["error"]["message"])
        except (ServiceError, msgspec.DecodeError, UnicodeDecodeError, LookupError, TypeError):
            return ""
        return f": {' '.join(text.split())[:300]}" if text.strip() else ""


def content_length(answer: Response) -> int | None:
    """Return the length that an answer announces of its body, or None."""
    value = answer.headers.get("content-length", "").strip()
    return int(value) if value.isascii() and value.isdigit() else None
