"""What LINE answers when it refuses a request body, and where in the body a value stands.

Sources: LINE Messaging API reference, 'Error responses'; bodies LINE sent to other people's bots
(line-bot-sdk-python issues 111, 314, 641 and 728, line-bot-sdk-go issue 657,
cross-platform-chatbot pull request 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One entry of `details`: what is wrong, and with which property.

    `message_at` is empty, or, for the inside of a template or Flex Message, the message it
    belongs to (`messages[0]`): there LINE writes `property` as a pointer into the content and
    names the message in the error's own text.
    """

    message: str
    property: str
    message_at: str = ""

    def detail(self) -> dict[str, str]:
        """LINE's shape of it: `{"message": …, "property": …}`."""
        return {"message": self.message, "property": self.property}


@dataclass(frozen=True)
class Path:
    """The place of a value, written as LINE writes it: `messages[0].template.actions[1].label`."""

    text: str = ""

    def key(self, name: str) -> Path:
        return Path(f"{self.text}.{name}" if self.text else name)

    def item(self, index: int) -> Path:
        return Path(f"{self.text}[{index}]")

    def problem(self, message: str) -> Problem:
        return Problem(message, self.text)


@dataclass(frozen=True)
class InnerPath(Path):
    """A place inside a message's content: `/body/contents/0/text`, `template/columns/5/title`."""

    message_at: str = ""

    def key(self, name: str) -> InnerPath:
        return InnerPath(f"{self.text}/{name}", self.message_at)

    def item(self, index: int) -> InnerPath:
        return InnerPath(f"{self.text}/{index}", self.message_at)

    def problem(self, message: str) -> Problem:
        return Problem(message, self.text or "/", self.message_at)


def error_body(problems: Sequence[Problem]) -> dict[str, object]:
    """LINE's error body for a refused request.

    `problems` is not empty. Those outside templates and Flex are counted and listed together.
    When there are none, the first message whose content is refused gets an answer of its own;
    the space before "in" is the no-break space LINE sends.
    """
    plain = [each for each in problems if not each.message_at]
    if plain:
        return _body(f"The request body has {len(plain)} error(s)", plain)
    at = problems[0].message_at
    inside = [each for each in problems if each.message_at == at]
    return _body(f"A message ({at})\N{NO-BREAK SPACE}in the request body is invalid", inside)


def _body(message: str, problems: Sequence[Problem]) -> dict[str, object]:
    return {"message": message, "details": [each.detail() for each in problems]}
