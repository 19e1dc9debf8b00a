"""What has each actor seen?

What an actor has seen is a list of events in the order in which it learned of them: an option
taken at a step, or having been asked itself, with the options it was offered. Equal lists are
given equal numbers, so that comparing two memories is comparing two integers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

NOTHING = 0
"""The memory of an actor who has seen nothing yet."""

Event = tuple[int, int, tuple[int, ...]]
"""Primitive, value of the option taken, and what was on offer to the actor itself."""


@dataclass
class Memories:
    """Numbers for memories; grows while a tree is unrolled.

    Attributes
    ----------
    numbers
        The memory that follows from an earlier one and an event.
    last_event
        For each memory, the one before it and the event that led to it.
    """

    numbers: dict[tuple[int, Event], int] = field(default_factory=dict[tuple[int, Event], int])
    last_event: list[tuple[int, Event]] = field(default_factory=lambda: [(NOTHING, (-1, 0, ()))])

    def after(self, memory: int, event: Event) -> int:
        """The memory after one more event."""
        key = (memory, event)
        number = self.numbers.get(key)
        if number is None:
            number = len(self.last_event)
            self.numbers[key] = number
            self.last_event.append(key)
        return number

    def events(self, memory: int) -> list[Event]:
        """Everything in a memory, oldest first."""
        found: list[Event] = []
        while memory != NOTHING:
            memory, event = self.last_event[memory]
            found.append(event)
        return found[::-1]
