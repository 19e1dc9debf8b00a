"""Lines are counted as editors count them, wherever a text is cut for counting."""

from __future__ import annotations

import re
from bisect import bisect_right
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from foedus.sources import line_index
from foedus.sources.line_index import LineIndex


@given(st.text("ab\r\n"), st.integers(1, 9))
def test_every_offset_and_every_line_is_found(text: str, stretch: int) -> None:
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    with patch.object(line_index, "_STRETCH", stretch):
        lines = LineIndex(text)
        assert lines.count == len(starts) - (starts[-1] == len(text))
        for offset in range(len(text) + 1):
            assert lines.number_of(offset) == bisect_right(starts, offset)
        for number, start in enumerate(starts, 1):
            assert lines.start_of(number) == start


def test_the_last_line_may_end_or_not() -> None:
    assert [LineIndex(text).count for text in ("", "a", "a\n", "a\r\nb", "\n\n")] == [0, 1, 1, 2, 2]
