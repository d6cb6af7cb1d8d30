"""The way out to the network: one request, one answer. Everything above it is tested with another one."""

from __future__ import annotations

import http.client
import ipaddress
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.message import Message
from typing import IO, Protocol
from urllib.parse import urlsplit

import msgspec

from generator.fetch.errors import ServiceError, Temporary

#: Errors of the network itself: gone in a moment, mostly.
_FAULTS = (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError)


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A GET request."""

    url: str
    headers: dict[str, str] = {}
    #: Seconds of silence after which the connection is given up.
    timeout: float = 60.0


class Response(Protocol):
    """The answer to a request, with its body still to be read."""

    @property
    def status(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]:
        """Header lines; names in lower case."""
        ...

    def read(self, size: int) -> bytes:
        """Return at most ``size`` bytes, as soon as there are any; nothing at the end. Raises Temporary."""
        ...

    def close(self) -> None: ...


class Transport(Protocol):
    def __call__(self, request: Request) -> Response:
        """Return the answer, whatever its status. Raises Temporary when there is none."""
        ...


class UrllibTransport:
    """Asks over HTTPS with the standard library; stays with the host it was made for."""

    def __init__(self, base: str) -> None:
        self._origin = _origin(base)
        if not _safe(base):
            raise ServiceError(f"{base}: only https addresses are asked, and this machine itself")
        self._opener = urllib.request.build_opener(_SameHost(self._origin))

    def __call__(self, request: Request) -> Response:
        if _origin(request.url) != self._origin:
            raise ServiceError(f"{request.url}: another host than {self._origin} is not asked")
        asked = urllib.request.Request(request.url, headers=request.headers)
        try:
            return _UrllibResponse(self._opener.open(asked, timeout=request.timeout))
        except urllib.error.HTTPError as answer:
            return _UrllibResponse(answer)
        except _FAULTS as error:
            raise Temporary(_reason(error)) from error


class _UrllibResponse:
    def __init__(self, answer: http.client.HTTPResponse | urllib.error.HTTPError) -> None:
        self._answer = answer
        self.status = int(answer.status or 0)
        self.headers: Mapping[str, str] = {name.lower(): value for name, value in answer.headers.items()}

    def read(self, size: int) -> bytes:
        # read1 gives what has come in; read would wait for all of ``size``, and no deadline could be kept.
        body = self._answer.fp if isinstance(self._answer, urllib.error.HTTPError) else self._answer
        read = getattr(body, "read1", None) or self._answer.read
        try:
            found: bytes = read(size)
        except (*_FAULTS, OSError) as error:
            raise Temporary(_reason(error)) from error
        return found

    def close(self) -> None:
        self._answer.close()


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only where it stays with the same host."""

    def __init__(self, origin: tuple[str, str, int]) -> None:
        self._origin = origin

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        if _origin(newurl) != self._origin:
            raise ServiceError(f"{req.full_url} sends us to another host ({newurl}); not followed")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ServiceError(f"{url}: this is no address") from None
    usual = {"https": 443, "http": 80}.get(parts.scheme, 0)
    return parts.scheme, (parts.hostname or "").lower(), port or usual


def _safe(url: str) -> bool:
    scheme, host, _ = _origin(url)
    if scheme == "https":
        return bool(host)
    if scheme != "http":
        return False
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _reason(error: Exception) -> str:
    inner = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(inner, TimeoutError):
        return "no answer in time"
    return f"no connection: {inner or type(error).__name__}"
