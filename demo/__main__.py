"""`python -m demo`: start the market, say where the phones are, end it all on Ctrl-C."""

import argparse
import sys
import tempfile
from pathlib import Path

from demo.bell import Bell
from demo.crew import PartEnded
from demo.lock import AlreadyRunning, only_one
from demo.market import Market, Stopped, TooSlow
from demo.places import ROOT, Places


def main() -> int:
    arguments = _parser().parse_args()
    try:
        if arguments.reset:
            return _reset(Places(arguments.var.resolve()))
        if arguments.smoke:
            with tempfile.TemporaryDirectory(prefix="sanpalang-") as folder:
                return _run(Places(Path(folder)), arguments)
        return _run(Places(arguments.var.resolve()), arguments)
    except (AlreadyRunning, PartEnded, TooSlow, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m demo", description=__doc__)
    parser.add_argument("--var", type=Path, default=ROOT / "var", help="where data is kept")
    parser.add_argument("--procfile", type=Path, default=ROOT / "Procfile.demo")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--reset", action="store_true", help="forget what earlier demos kept")
    what.add_argument("--smoke", action="store_true", help="start anew, say hello, check, stop")
    return parser


def _reset(places: Places) -> int:
    with only_one(places.lock):
        places.forget()
    _say("The demo starts over next time.")
    return 0


def _run(places: Places, arguments: argparse.Namespace) -> int:
    bell = Bell()
    with only_one(places.lock):
        _say("SanPalang is starting ...")
        market = Market(places, arguments.procfile, bell, _say)
        try:
            market.start()
            (_smoke if arguments.smoke else _serve)(market)
        except Stopped:
            _say("Stopped before everything ran.")
        finally:
            market.stop()
    return 0


def _serve(market: Market) -> None:
    _say(f"Open {market.address}")
    _say("(Ctrl-C ends it and keeps the data; `make demo-reset` starts over; logs: var/log/)")
    market.watch()
    _say("Stopping ...")


def _smoke(market: Market) -> None:
    # Imported only here: what ordinary starts don't need would cost them a tenth of a second.
    from demo.smoke import Greeting

    try:
        market.until("the bot", Greeting(market.address).is_answered)
        market.until("the menus", market.has_menus)
        market.until("the market", market.is_ready)
    except (TooSlow, OSError):
        _say(market.last_words())
        raise
    _say("Smoke: a phone said สวัสดี and the bot answered.")


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
