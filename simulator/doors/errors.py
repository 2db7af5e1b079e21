"""Refusals of the doors: `{"error": text}` with a status."""


class DoorError(Exception):
    """Answered with this status and `{"error": text}`."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
