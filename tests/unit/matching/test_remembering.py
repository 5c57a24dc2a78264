"""What is worked out of a thing is remembered by the thing itself."""

from __future__ import annotations

from averral.matching import remembering
from averral.matching.remembering import remembered


def test_a_thing_is_worked_on_once():
    asked: list[str] = []

    @remembered
    def length(thing: tuple[str, ...]) -> int:
        asked.append(thing[0])
        return len(thing)

    one, two = ("a", "b"), tuple("ab")
    assert [length(one), length(one), length(two), length(one)] == [2, 2, 2, 2]
    assert len(asked) == 2, "equal is not the same"


def test_no_more_is_held_than_so_many(monkeypatch):
    monkeypatch.setattr(remembering, "MOST", 3)

    @remembered
    def first(thing: list[int]) -> int:
        return thing[0]

    # Lists that nobody holds give their place in memory to the next ones.
    assert [first([number]) for number in range(50)] == list(range(50))
