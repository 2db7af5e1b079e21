"""Running for real: gunicorn inside this process, one worker with many threads."""

import signal
from types import FrameType
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from simulator.app import create_app
from simulator.config import Config

# Each open page holds one, and each call that waits.
THREADS = 128

_OPTIONS = {
    "workers": 1,
    "worker_class": "gthread",
    "threads": THREADS,
    "keepalive": 30,
    "graceful_timeout": 1,
    "timeout": 0,
    "loglevel": "warning",
    "control_socket_disable": True,
}


class Server(BaseApplication):  # type: ignore[misc]
    """Serves one simulator on 127.0.0.1 until it is told to stop."""

    def __init__(self, config: Config, port: int) -> None:
        self._simulator = config
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn's settings; its own command line and config file are not read."""
        for name, value in self._settings().items():
            self.cfg.set(name, value)

    def _settings(self) -> dict[str, Any]:
        address = f"127.0.0.1:{self._port}"
        return _OPTIONS | {
            "bind": address,
            "post_worker_init": _end_streams_on_stop,
            "worker_exit": _close,
        }

    def load(self) -> Flask:
        """The application, made in the worker: the dispatcher's threads do not survive a fork."""
        return create_app(self._simulator)


def _end_streams_on_stop(worker: Any) -> None:
    """Open event streams never end by themselves; stopping must not wait for them."""
    for number in (signal.SIGTERM, signal.SIGQUIT, signal.SIGINT):
        gunicorns = signal.getsignal(number)

        def stop(number: int, frame: FrameType | None, then: Any = gunicorns) -> None:
            worker.wsgi.extensions["simulator"].hub.close()
            then(number, frame)

        signal.signal(number, stop)


def _close(_: Any, worker: Any) -> None:
    if worker.wsgi:
        worker.wsgi.extensions["simulator"].close()
