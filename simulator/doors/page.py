"""The page with the phones: files of this package, nothing from elsewhere."""

from pathlib import Path

from flask import Blueprint, Response, send_from_directory

FILES = Path(__file__).parent.parent / "page"

page = Blueprint("page", __name__)


@page.get("/")
def index() -> Response:
    """The page itself."""
    return send_from_directory(FILES, "index.html")


@page.get("/page/<path:name>")
def file(name: str) -> Response:
    """Its styles, scripts, fonts and pictures."""
    return send_from_directory(FILES, name)
