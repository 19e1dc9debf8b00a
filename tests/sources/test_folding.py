"""A fold shortens white space, changes the shape of signs, and knows the way back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.sources import TYPOGRAPHY, WHITE_SPACE, Fold
from foedus.sources.fold import fold_text
from foedus.sources.offset_map import OffsetMap

SIGNS = st.text(st.sampled_from("ab -\t\n\r\u00a0\u2003\u2019\u201c\u2014'\""), max_size=60)
FOLDS = st.sampled_from([WHITE_SPACE, TYPOGRAPHY, Fold(quotation_marks=True), Fold(dashes=True)])


@given(st.text() | SIGNS, FOLDS)
def test_the_way_back_is_that_of_the_general_map(text: str, fold: Fold) -> None:
    folded = fold_text(text, fold)
    plain = re.sub("[\u2010-\u2015\u2212]", "-", text) if fold.dashes else text
    runs = re.compile(r"\s{2,}|-{2,}" if fold.dashes else r"\s{2,}")
    general = OffsetMap.from_replacements((m.start(), m.end(), 1) for m in runs.finditer(plain))
    for start in range(len(folded.text)):
        for end in range(start + 1, min(start + 4, len(folded.text)) + 1):
            assert folded.offsets.range_before(start, end) == general.range_before(start, end)


@given(st.text() | SIGNS, FOLDS)
def test_folding_leaves_no_run_and_folding_again_changes_nothing(text: str, fold: Fold) -> None:
    folded = fold_text(text, fold).text
    assert not re.search(r"\s\s|[^\S ]", folded)
    assert fold_text(folded, fold).text == folded
    if fold == WHITE_SPACE:
        assert folded == re.sub(r"\s+", " ", text)


def test_a_text_that_needs_no_folding_is_its_own_fold() -> None:
    text = "The mayor said - \u201cso\u201d." * 100
    assert fold_text(text, WHITE_SPACE).text is text


@pytest.mark.parametrize("length", [1, 2, 3, 7, 8, 1000])
def test_runs_of_any_length_become_one_space(length: int) -> None:
    folded = fold_text("a" + " " * length + "b", WHITE_SPACE)
    assert folded.text == "a b"
    assert folded.offsets.range_before(1, 2) == (1, 1 + length)
