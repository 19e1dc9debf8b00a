"""A passage has the marks at its place, however many there are elsewhere."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.sources import Mark, MarkKind, Source
from foedus.sources.mark_index import MarkIndex

PLACES = st.lists(
    st.tuples(
        st.integers(0, 60), st.integers(0, 20), st.integers(0, 20), st.sampled_from(MarkKind)
    ),
    max_size=12,
)


def mark(start: int, length: int, copied: int, kind: MarkKind) -> Mark:
    return Mark(kind, "rule", start, start + length, start, start + copied, 1, "line 1", "Note.")


@given(PLACES, st.integers(0, 60), st.integers(0, 20))
def test_no_mark_is_overlooked(
    places: list[tuple[int, int, int, MarkKind]], start: int, length: int
) -> None:
    marks = [mark(*place) for place in places]
    near = list(MarkIndex(marks).near(start, start + length))
    for one in marks:
        copied = one.raw_end - one.raw_start
        is_of_copy = (
            one.kind is MarkKind.SURPLUS and start + length <= one.repaired_start <= start + copied
        )
        if one.touches(start, start + length) or is_of_copy:
            assert one in near


@settings(deadline=None)
@given(st.integers(0, 3_999))
def test_marks_are_those_at_the_place(number: int) -> None:
    word = number * 10
    assert [one.repaired_start for one in LONG.passage(word, word + 4).marks] == [word]


def test_thousands_of_marks_and_passages_take_no_time_to_speak_of() -> None:
    source = replace(LONG)
    began = time.process_time()
    found = [source.passage(at * 10, at * 10 + 4) for at in range(4_000)]
    assert all(len(passage.marks) == 1 for passage in found)
    assert time.process_time() - began < 1  # a look at every mark took 2.6 s


LONG = Source(
    "long",
    "word here " * 4_000,
    marks=tuple(mark(at * 10, 4, 4, MarkKind.UNCLEAR) for at in range(4_000)),
)
