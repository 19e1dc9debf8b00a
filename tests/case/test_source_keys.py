"""A document of a bibliography has one name in a case, whatever else stands in the file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.case import CaseError, load
from foedus.case.kinds import NAME_PATTERN
from foedus.case.source_keys import source_keys
from foedus.sources import Reference

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADDRESS = "http://zotero.org/users/1/items/"
LIBRARIES = st.dictionaries(
    st.one_of(st.text("ab/:-", min_size=1, max_size=6), st.text(min_size=1, max_size=4)),
    st.sampled_from([None, "A Telegram", "a telegram", "1950", "«…»"]),
    max_size=8,
)


@given(LIBRARIES)
def test_every_document_has_one_name_of_its_own(titles: dict[str, str | None]) -> None:
    names = source_keys(Reference(key, title) for key, title in titles.items())
    assert list(names) == list(titles)
    assert len(set(names.values())) == len(titles)
    assert all(re.fullmatch(NAME_PATTERN, name) for name in names.values())


@given(LIBRARIES)
def test_the_order_of_the_file_does_not_matter(titles: dict[str, str | None]) -> None:
    references = [Reference(key, title) for key, title in titles.items()]
    assert source_keys(reversed(references)) == source_keys(references)


def test_a_later_document_of_the_same_title_never_takes_a_name_over() -> None:
    first, second = (Reference(f"{ADDRESS}{end}", "A Telegram") for end in ("AB", "CD"))
    (name,) = source_keys([first]).values()
    both = source_keys([first, second])
    assert name == "a-telegram"
    assert name not in both.values()
    assert both[first.key] == "a-telegram-AB"


def test_a_key_that_is_a_name_goes_before_one_that_is_made() -> None:
    names = source_keys([Reference(f"{ADDRESS}AB", "The Dam"), Reference("the-dam", "A Book")])
    assert list(names.values()) == ["the-dam-AB", "the-dam"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "refs.json"
    path.write_text(json.dumps([{"id": f"{ADDRESS}AB", "title": "The <i>Dam</i>"}]), "utf-8")
    return tmp_path / "case.yaml"


def test_a_case_finds_a_document_by_the_name_that_is_made(
    small: Callable[..., str], library: Path
) -> None:
    library.write_text(small(rest="bibliography: refs.json\nsources: {the-dam: }"), "utf-8")
    assert [(one.key, one.title) for one in load(library).sources] == [("the-dam", "The Dam")]


def test_a_case_that_writes_the_address_is_told_the_name(
    small: Callable[..., str], library: Path
) -> None:
    text = small(rest=f'bibliography: refs.json\nsources: {{"{ADDRESS}AB": }}')
    library.write_text(text, "utf-8")
    with pytest.raises(CaseError, match=r"of refs\.json is called the-dam"):
        load(library)
