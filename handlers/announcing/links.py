"""Links as staff write or copy them, and as LINE takes them."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

# LINE Messaging API reference, "URI action" (more on some phones only).
LONGEST = 1000
_HOST = re.compile(r"[a-z0-9._-]+")
_MEANS_SOMETHING = "!#$&'()*+,/:;=?@~%"
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def https_link(words: str) -> str | None:
    """The link percent-encoded, as LINE wants it (Messaging API reference, "About the encoding of a
    URL specified in a request body property"); None when it is no https link or too long."""
    try:
        parts = urlsplit(words)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme != "https" or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    rest = urlunsplit(("", "", *parts[2:]))
    link = f"https://{host}{port}{quote(_LONE_PERCENT.sub('%25', rest), safe=_MEANS_SOMETHING)}"
    return link if len(link) <= LONGEST else None
