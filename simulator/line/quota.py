"""What the month allows and what it has cost."""

from typing import Any

from simulator.line.gate import line_blueprint
from simulator.line.sending import counter
from simulator.world import world

quota = line_blueprint("quota")


@quota.get("/v2/bot/message/quota")
def limit() -> dict[str, Any]:
    """Source: 'Get the target limit for sending messages this month'."""
    allowed = world().settings["quota_limit"]
    return {"type": "none"} if allowed is None else {"type": "limited", "value": allowed}


@quota.get("/v2/bot/message/quota/consumption")
def consumption() -> dict[str, Any]:
    """Source: 'Get number of messages sent this month'."""
    return {"totalUsage": counter(world())["quota"]["used"]}
