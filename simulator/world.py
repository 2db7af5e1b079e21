"""Everything one running simulator consists of, put together in one place."""

from typing import cast

from flask import current_app

from simulator.bell import Bell
from simulator.config import Config
from simulator.dispatcher import WORKERS, Dispatcher
from simulator.faults import Faults
from simulator.hub import Hub
from simulator.journal import Journal
from simulator.limiter import Limiter
from simulator.post import Postman
from simulator.settings import open_settings
from simulator.store import Store


class World:
    """The store, the knobs, the news and the dispatcher of one channel."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.now = config.now
        self.store = Store(config.data)
        self.settings = open_settings(self.store.state)
        self.faults = Faults(self.store.state)
        self.hub = Hub(first=config.now())
        self.bell = Bell()
        self.limiter = Limiter(config.now)
        self.journal = Journal(self.store.log, self.hub)
        self.postman = Postman(config.secret, WORKERS)
        self.dispatcher = Dispatcher(
            config, self.store, self.settings, self.faults, self.journal, self.postman
        )
        self._move_in()

    def _move_in(self) -> None:
        with self.store.write():
            for person in self.config.people:
                self.store.people.put(person)
            if self.config.webhook:
                self.store.state.put("webhook", self.config.webhook)

    def start(self) -> None:
        """Begin to deliver."""
        self.dispatcher.start()

    def tell_all_phones(self) -> None:
        """Something changed that every phone may show."""
        for person in self.store.people.all():
            self.hub.publish({"type": "phone", "user_id": person["user_id"]})

    def close(self) -> None:
        """Stop the threads and close the file."""
        self.dispatcher.close()
        self.hub.close()
        self.store.close()


def world() -> World:
    """The world of the application that serves this request."""
    return cast(World, current_app.extensions["simulator"])
