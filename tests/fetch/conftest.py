"""A running service, and a run of ``fetch`` against it that waits for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.fetch.client import Client, Manners, World
from generator.fetch.retrying import Backoff
from generator.fetch.run import Delivery, Order, Report, Taken, fetch
from generator.fetch.state import State, StateFile
from generator.fetch.transport import UrllibTransport
from tests.fetch.server import Running, Service

QUICK = Manners(
    user_agent="Kamerspiegel/test", interval=0, timeout=0.5, deadline=5, backoff=Backoff(attempts=4)
)


class Desk:
    """Where deliveries arrive, in the place of ``add``."""

    def __init__(self, folder: Path, service: Service, base: str) -> None:
        self.folder = folder
        self.service = service
        self.base = base
        self.taken: list[Delivery] = []
        self.contents: dict[str, bytes] = {}
        self.said: list[str] = []
        self.slept: list[float] = []
        self.answer: Callable[[Delivery], Taken] = lambda delivery: Taken(
            outcome="added", document=f"archive-{delivery.name}"
        )

    def take(self, delivery: Delivery) -> Taken:
        self.taken.append(delivery)
        self.contents[delivery.name] = delivery.path.read_bytes()
        return self.answer(delivery)

    @property
    def names(self) -> list[str]:
        return [delivery.name for delivery in self.taken]

    def run(self, manners: Manners = QUICK, **wishes: Any) -> Report:
        """Run once, as a new process would: with the state read from disk."""
        order = msgspec.structs.replace(
            Order(committee="DEF", since=date(2026, 1, 1), base=self.base), **wishes
        )
        world = World(sleep=self.slept.append, chance=lambda: 1.0)
        client = Client(UrllibTransport(self.base), manners, world, self.said.append)
        return fetch(
            order,
            client=client,
            state=StateFile(self.state_path),
            folder=self.folder / "downloads",
            take=self.take,
            tell=self.said.append,
        )

    @property
    def state_path(self) -> Path:
        return self.folder / "content" / "fetch-state.json"

    @property
    def state(self) -> State:
        return msgspec.json.decode(self.state_path.read_bytes(), type=State)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Running() as (service, base):
        yield Desk(tmp_path, service, base)
