"""Pagefind's own program, spoken to directly.

The Python package brings the program but waits a tenth of a second for each of its answers, which is an
hour and
a half for 50,000 questions. The protocol is one line of it: requests and answers are JSON in base64, each
closed
by a comma. Requests go out in runs, so that neither side waits for the other.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from pagefind.service import get_executable

Payload = Mapping[str, object]
#: Answers to twice so many requests fit into a pipe, whatever they hold.
_RUN: Final = 50


class PagefindMissing(Exception):
    """Raised when Pagefind is asked for and its program is not installed."""


class PagefindService:
    """One running program; a context manager. ``ask`` raises RuntimeError when it cannot do what it is
    told.
    """

    def __init__(self) -> None:
        program = get_executable()
        if program is None:
            raise PagefindMissing("the program of Pagefind is not installed: pip install 'pagefind[bin]'")
        self._process = subprocess.Popen(
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._rest = b""

    def __enter__(self) -> PagefindService:
        return self

    def __exit__(self, *exception: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def ask(self, payload: Payload) -> dict[str, Any]:
        """Send one request and return its answer."""
        return next(self.ask_all([payload]))

    def ask_all(self, payloads: Iterable[Payload]) -> Iterator[dict[str, Any]]:
        """Send requests as they come, and yield their answers in order."""
        assert self._process.stdin is not None
        waiting = iter(payloads)
        unanswered = 0
        while run := list(islice(waiting, _RUN)):
            for payload in run:
                message = json.dumps({"message_id": 1, "payload": payload}, ensure_ascii=False).encode()
                self._process.stdin.write(base64.b64encode(message) + b",")
            self._process.stdin.flush()
            # The answers to the run before: while Pagefind works on this one, the next is made.
            for _ in range(unanswered):
                yield self._answer()
            unanswered = len(run)
        for _ in range(unanswered):
            yield self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        pieces = [self._rest]
        while b"," not in pieces[-1]:
            pieces.append(self._process.stdout.read1(1 << 16))  # type: ignore[attr-defined]
            if not pieces[-1]:
                raise RuntimeError("Pagefind stopped without an answer")
        message, self._rest = b"".join(pieces).split(b",", 1)
        answer: dict[str, Any] = json.loads(base64.b64decode(message))["payload"]
        if answer["type"] == "Error":
            raise RuntimeError(f"Pagefind: {answer['message']}")
        return answer

    def files(self, index: int) -> dict[str, bytes]:
        """Return the files of an index: path and bytes.

        They come in the answer: what Pagefind writes to disk may not be there yet when it says so.
        """
        answer = self.ask({"type": "GetFiles", "index_id": index})
        return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
