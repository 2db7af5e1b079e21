"""Structured logs on standard output, one JSON object a line: ids of rows, never what was said."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path

import structlog

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
