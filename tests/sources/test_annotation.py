"""A Web Annotation points at the same characters of the file, by words and by place."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from foedus.sources import Citation, Source, check_citation, repair, web_annotation


def selectors(annotation: dict) -> tuple[dict, dict]:
    by_words, by_place = annotation["target"]["selector"]
    assert by_words["type"] == "TextQuoteSelector"
    assert by_place["type"] == "TextPositionSelector"
    return by_words, by_place


@given(st.text(min_size=1), st.data())
def test_both_selectors_point_at_the_passage_in_code_points(text: str, data: st.DataObject) -> None:
    source = Source("note", text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    by_words, by_place = selectors(web_annotation(source, source.passage(start, end)))
    assert (by_place["start"], by_place["end"]) == (start, end)
    assert by_words["exact"] == text[start:end]
    around = by_words["prefix"] + by_words["exact"] + by_words["suffix"]
    assert text[max(0, start - 32) : end + 32] == around


def test_signs_beyond_the_first_plane_count_as_one() -> None:
    source = Source("note", "𐌰𐌱 The dam.")
    _, by_place = selectors(web_annotation(source, source.passage(3, 10)))
    assert by_place == {"type": "TextPositionSelector", "start": 3, "end": 10}


def test_a_dropped_repeat_stands_in_the_quotation_and_is_explained(damaged_page: str) -> None:
    source = repair(Source("council", damaged_page))
    passage = check_citation(source, Citation("council", "the river stood high")).passage
    assert passage is not None
    annotation = web_annotation(source, passage)
    by_words, by_place = selectors(annotation)
    assert by_words["exact"] == "the river stood\nthe river stood\nhigh"
    assert source.raw[by_place["start"] : by_place["end"]] == by_words["exact"]
    repaired, doubt = annotation["body"]
    assert (repaired["purpose"], repaired["value"]) == ("describing", "the river stood high")
    assert doubt["purpose"] == "commenting"
    assert "runs across a dropped repeat" in doubt["value"]


def test_a_passage_without_doubt_has_no_body_and_always_the_same_id() -> None:
    source = Source("two words", "The dam stood. The town did not.")
    first = web_annotation(source, source.passage(0, 14))
    assert "body" not in first
    assert first["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert first["type"] == "Annotation"
    assert first["target"]["source"] == "two%20words"
    assert first["id"].startswith("urn:uuid:")
    assert first == web_annotation(source, source.passage(0, 14))
    assert first["id"] != web_annotation(source, source.passage(15, 32))["id"]
    assert json.loads(json.dumps(first)) == first
