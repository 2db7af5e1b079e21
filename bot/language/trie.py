"""Words by their letters, so that all words that start at one place are found in one walk."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Node(Generic[T]):
    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: dict[str, Node[T]] = {}
        self.value: T | None = None


class Trie(Generic[T]):
    """Maps words to values; `walk` gives every word that starts at a place."""

    __slots__ = ("root",)

    def __init__(self) -> None:
        self.root: Node[T] = Node()

    def put(self, word: str, value: T) -> None:
        node = self.root
        for letter in word:
            child = node.next.get(letter)
            if child is None:
                child = node.next[letter] = Node()
            node = child
        node.value = value

    def get(self, word: str) -> T | None:
        node = self.root
        for letter in word:
            child = node.next.get(letter)
            if child is None:
                return None
            node = child
        return node.value

    def walk(self, text: str, start: int) -> list[tuple[int, T]]:
        """(end, value) of each word that starts at `start`, shortest first."""
        found: list[tuple[int, T]] = []
        node = self.root
        for end in range(start, len(text)):
            child = node.next.get(text[end])
            if child is None:
                break
            node = child
            if node.value is not None:
                found.append((end + 1, node.value))
        return found
