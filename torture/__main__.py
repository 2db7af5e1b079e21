"""`python -m torture`: put the market on the rack; exit 0 when it kept its word, 1 when not."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from torture.market import NotStarted
from torture.plan import Plan
from torture.run import Torture

SHORT = {"kills": 16, "minutes": 0.75, "sweep": 5}


def main() -> int:
    arguments = _parser().parse_args()
    home = arguments.home or Path(tempfile.mkdtemp(prefix="torture-"))
    plan = Plan(
        arguments.database,
        arguments.seed,
        arguments.kills,
        arguments.minutes,
        home,
        arguments.sweep_seconds,
        arguments.messages,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    return _run(plan)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m torture", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=SHORT["kills"])
    parser.add_argument("--minutes", type=float, default=SHORT["minutes"])
    parser.add_argument("--sweep-seconds", type=int, default=SHORT["sweep"])
    parser.add_argument("--messages", type=float, default=3.0, help="a second, of all members")
    parser.add_argument("--home", type=Path, help="where logs and data go; kept")
    return parser


def _run(plan: Plan) -> int:
    _say(f"Logs: {plan.home}")
    torture = Torture(plan, _say)
    try:
        report = torture.run()
    except NotStarted as error:
        _say(str(error))
        return 1
    finally:
        torture.market.stop()
        torture.market.database.forget()
    (plan.home / "fell.txt").write_text("\n\n".join(torture.market.supervisor.words))
    _say("\n".join(report.lines))
    return 1 if report.violations else 0


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
