"""What runs: updates in, notices out, due times, jobs; put together for a process or a test."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Self

from bot.app import App
from bot.intake import Intake
from bot.postman import Postman
from bot.worker import Worker
from handlers.context import House, house_of
from services import leases


@dataclass(frozen=True)
class Engine:
    """The parts of one process, not yet started."""

    app: App
    intake: Intake
    postman: Postman
    worker: Worker
    alive: set[str]  # the holders of the processes that live, as last seen

    @classmethod
    async def enter(cls, app: App, instance: str, per_second: float = 0) -> Self:
        """Register the process under its instance's name and return its parts."""
        house = house_of(app)
        holder = await house.store.run(leases.enter, house.clock(), instance)
        alive = {holder}
        postman = Postman(house, app.bot, holder, per_second)
        worker = Worker(house, app.bot, holder, lambda: alive)
        intake = Intake(app, holder, (postman.wake, worker.wake))
        return cls(app, intake, postman, worker, alive)

    @property
    def house(self) -> House:
        """Where it works."""
        return self.intake.house

    @property
    def works(self) -> tuple[Callable[[], Coroutine[Any, Any, None]], ...]:
        """What runs until `stop`, and then ends what was begun."""
        return self.intake.run, self.postman.run

    def stop(self) -> None:
        """Begin nothing more."""
        self.intake.stop()
        self.postman.stop()

    async def take(self, raw: dict[str, Any]) -> None:
        """Deal with one update, and with all that comes of it, to the end."""
        await self.intake.deliver([raw])
        await self.settle()

    async def settle(self) -> None:
        """Do the jobs that wait and send the notices that are due."""
        while await self.worker.run_one():
            pass
        await self.postman.deliver_all()
