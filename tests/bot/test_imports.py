"""Importing opens nothing and asks nothing: a process decides what it works with when it starts."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
WATCH = """
import os, sys
from pathlib import Path

root, name = Path(sys.argv[1]), sys.argv[2]
# What stands between a caller and the thing itself.
STANDARD = ("os.py", "_collections_abc.py", "pathlib.py", "io.py")

def is_ours(frame):
    path = Path(frame.f_code.co_filename)
    return path.is_relative_to(root) and ".venv" not in path.parts

def asked_by_us():
    frame = sys._getframe(2)
    while frame is not None and Path(frame.f_code.co_filename).name in STANDARD:
        frame = frame.f_back
    return frame.f_code.co_filename if frame is not None and is_ours(frame) else None

class Watched(dict):
    def __getitem__(self, key):
        if asker := asked_by_us():
            print(asker, "reads", key)
        return super().__getitem__(key)
    def get(self, key, default=None):
        if asker := asked_by_us():
            print(asker, "reads", key)
        return super().get(key, default)
    def copy(self):
        return dict(self)

def hook(event, args):
    if event in ("socket.connect", "socket.bind", "sqlite3.connect"):
        print(event, args)
    if event == "open" and (asker := asked_by_us()):
        print(asker, "opens", args[0])

os.environ = Watched(os.environ)
sys.path.insert(0, str(root))
sys.addaudithook(hook)
__import__(name)
"""


@pytest.mark.parametrize("name", ["app", "jobs.processes"])
def test_importing_connects_to_nothing_and_reads_no_environment(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(ROOT), name], capture_output=True, text=True, cwd="/"
    )
    assert (done.stdout, done.returncode) == ("", 0), done.stderr
