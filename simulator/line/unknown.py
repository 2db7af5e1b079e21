"""Calls of endpoints this platform does not have: logged, so that they are seen, and 404."""

from typing import NoReturn

from simulator.line.errors import not_found
from simulator.line.gate import line_blueprint

unknown = line_blueprint("unknown")


@unknown.route("/v2/bot/<path:rest>", methods=["GET", "POST", "PUT", "DELETE"])
def nothing_here(rest: str) -> NoReturn:
    """404 for any other path under /v2/bot."""
    raise not_found()
