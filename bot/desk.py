"""What a conversation may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.language.catalogue import Catalogue
from models.calendar import local_day
from models.catalogue import Product
from models.people import Member
from models.photo import Photo


@dataclass(frozen=True, slots=True)
class Desk:
    """What a conversation may look at: who speaks, the catalogue, the time, the database."""

    member: Member
    catalogue: Catalogue
    now: datetime
    session: Session
    event_key: str = ""
    public_url: str | None = None

    @property
    def today(self) -> date:
        return local_day(self.now)

    def picture(self, photo: Photo | None) -> str | None:
        """The address a fetched picture is shown from."""
        if self.public_url is None or photo is None or photo.content_type is None:
            return None
        return f"{self.public_url}/photos/{photo.token}"

    def likely_amounts(self, product_id: int) -> list[str]:
        """Amounts worth offering, in the product's default unit."""
        return list(self.session.get_one(Product, product_id).likely)

    def likely_prices(self, product_id: int) -> list[str]:
        """Prices worth offering, baht for the product's default unit."""
        return list(self.session.get_one(Product, product_id).likely_price)
