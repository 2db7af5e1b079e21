"""Pictures: fetched from LINE by a job, shown on cards from an address of our own."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app

from bot.fate import Fate
from bot.house import House
from models.photo import Photo

blueprint = Blueprint("photos", __name__)
SHOWN = ("image/jpeg", "image/png")
# LINE Messaging API reference, "Image message": at most 1 MB for previewImageUrl.
LARGEST_SHOWN = 1024 * 1024


def fetch(house: House) -> None:
    """Fetch every picture that is owed, once each; the sweep comes back for what LINE owes yet.

    While LINE is away one try is enough: the others would only keep the worker waiting.
    """
    with house.reading() as session:
        owed = session.scalars(Photo.owed()).all()
    for photo in owed:
        fate, content, content_type = _get(house, photo)
        with house.sessions.begin() as session:
            _settle(session.get_one(Photo, photo.id), fate, content, content_type, house)
        if fate in (Fate.UNSURE, Fate.LATER):
            return


def _get(house: House, photo: Photo) -> tuple[Fate, bytes, str]:
    """As it was sent, where that is wanted and LINE would show it again."""
    if photo.wants_whole:
        got = house.line.picture(photo.message_id, whole=True)
        if len(got[1]) <= LARGEST_SHOWN:
            return got
    return house.line.picture(photo.message_id)


def _settle(photo: Photo, fate: Fate, content: bytes, content_type: str, house: House) -> None:
    photo.tries += 1
    if photo.error is not None:
        return  # unsent while LINE was asked for it
    if fate == Fate.ARRIVED and content_type in SHOWN:
        photo.keep(content, content_type, house.clock())
    elif fate == Fate.ARRIVED:
        photo.forget(f"not a picture we show: {content_type}")
    elif fate == Fate.REFUSED:
        photo.forget("LINE has it no more")


@blueprint.get("/photos/<token>")
def show(token: str) -> Response:
    house: House = current_app.extensions["house"]
    with house.reading() as session:
        photo = session.scalars(Photo.named(token)).first()
    if photo is None or photo.content is None:
        abort(404)
    headers = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return Response(photo.content, content_type=photo.content_type, headers=headers)
