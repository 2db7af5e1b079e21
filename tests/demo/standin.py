"""A small stand-in for a part of the demo: `standin.py NAME PORT`; PORT 0 serves nothing.

It has a child that it ends with itself, as gunicorn has its workers, and notes both processes in
$DEMO_HOME/pids/NAME, in one step, once it will end well.
It ends with status 3 when $DEMO_HOME/end-NAME appears before it starts, saying so first.
"""

import http.server
import os
import signal
import subprocess
import sys
from pathlib import Path


class Always(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


def main(name: str, port: int) -> None:
    home = Path(os.environ["DEMO_HOME"])
    if (home / f"end-{name}").exists():
        print(f"{name} found a reason to end", flush=True)
        sys.exit(3)
    child = subprocess.Popen(["sleep", "1000"])
    signal.signal(signal.SIGTERM, lambda *_: end(child))
    note(home / "pids", name, child)
    if port:
        http.server.HTTPServer(("127.0.0.1", port), Always).serve_forever()
    signal.pause()


def note(pids: Path, name: str, child: "subprocess.Popen[bytes]") -> None:
    pids.mkdir(exist_ok=True)
    draft = pids.with_name(f"{name}.pids")
    draft.write_text(f"{os.getpid()} {child.pid}")
    draft.replace(pids / name)


def end(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    child.wait()
    sys.exit(0)


main(sys.argv[1], int(sys.argv[2]))
