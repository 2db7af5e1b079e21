"""Pictures people sent."""

import sqlite3
from typing import Any

from flask import Response

from simulator.line.errors import LineError, not_found
from simulator.line.gate import line_blueprint
from simulator.world import world

content = line_blueprint("content")


@content.get("/v2/bot/message/<message_id>/content")
@content.get("/v2/bot/message/<message_id>/content/preview")
def get(message_id: str) -> Response:
    """The bytes; 404 for what is no picture of a person's, 410 once it was unsent.

    Source: 'Get content', 'Get a preview image'.
    """
    row = _kept(message_id)
    return Response(row["data"], mimetype=row["content_type"])


@content.get("/v2/bot/message/<message_id>/content/transcoding")
def transcoding(message_id: str) -> dict[str, Any]:
    """Pictures are ready at once. Source: 'Verify the preparation status of a video or audio'."""
    _kept(message_id)
    return {"status": "succeeded"}


def _kept(message_id: str) -> sqlite3.Row:
    row = world().store.chats.content(message_id)
    if row is None:
        raise not_found()
    if row["data"] is None:
        raise LineError(410, "The content is no longer available")
    return row
