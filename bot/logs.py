"""Structured logs on standard output, one JSON object a line: ids of rows, never what was said."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path

import structlog
from flask import Response, request
from werkzeug.exceptions import HTTPException

log = structlog.get_logger()
ROOT = Path(__file__).parent.parent
MOST_FRAMES = 5


def configure_logs(level: str) -> None:
    logging.basicConfig(stream=sys.stdout, level=level, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(),
    )


def unexpected(error: Exception) -> Response | HTTPException:
    """Flask's own handler would log the error's words."""
    if isinstance(error, HTTPException):
        return error
    log.error("request failed", endpoint=request.endpoint, error=told(error))
    return Response("something went wrong here", 500, content_type="text/plain; charset=utf-8")


def told(error: BaseException) -> str:
    """What went wrong and where, without the error's own words: they may repeat what people said.

    "KeyError at models/lot.py:12 post, called by handlers/sell.py:30 done"; the innermost first.
    """
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_ours(frame)]
    places = [
        f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno} {frame.name}"
        for frame in reversed(frames[-MOST_FRAMES:])
    ]
    where = ", called by ".join(places) or "an unknown place"
    return f"{type(error).__name__} at {where}"


def _is_ours(frame: traceback.FrameSummary) -> bool:
    path = Path(frame.filename)
    return path.is_relative_to(ROOT) and ".venv" not in path.parts
