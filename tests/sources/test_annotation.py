"""A Web Annotation points at the same characters of the file, by words and by place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from foedus.sources import (
    Citation,
    Source,
    annotation_collection,
    check_citation,
    repair,
    web_annotation,
)

SCHEMA = json.loads((Path(__file__).parent / "data" / "web_annotation.json").read_text("utf-8"))


def assert_valid(value: dict, kind: str) -> None:
    """Hold a value against what the recommendation demands of an annotation or a collection."""
    jsonschema.Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{kind}"}).validate(value)


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
    annotation = web_annotation(source, source.passage(start, end))
    assert_valid(annotation, "annotation")
    by_words, by_place = selectors(annotation)
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


def test_the_address_of_a_file_is_its_name_unless_given() -> None:
    source = Source("a b:c", "The dam stood.")
    passage = source.passage(0, 14)
    assert web_annotation(source, passage)["target"]["source"] == "a%20b%3Ac"
    there = web_annotation(source, passage, iri="https://example.org/minutes.txt")
    assert there["target"]["source"] == "https://example.org/minutes.txt"
    assert there["id"] != web_annotation(source, passage)["id"]


def test_what_a_passage_is_cited_for_is_a_tag_and_a_comment() -> None:
    source = Source("note", "The dam stood.")
    annotation = web_annotation(source, source.passage(0, 14), tag="thesis stood", comment="So.")
    assert_valid(annotation, "annotation")
    assert [(body["purpose"], body["value"]) for body in annotation["body"]] == [
        ("tagging", "thesis stood"),
        ("commenting", "So."),
    ]
    assert annotation["motivation"] == "tagging"


def test_a_collection_holds_its_annotations_in_one_page() -> None:
    source = Source("note", "The dam stood. The town did not.")
    annotations = [web_annotation(source, source.passage(*ends)) for ends in ((0, 14), (15, 32))]
    collection = annotation_collection(annotations, "The dam")
    assert_valid(collection, "collection")
    assert collection["total"] == len(collection["first"]["items"]) == 2
    assert collection["last"] == collection["first"]["id"]
    assert_valid(annotation_collection([], "Nothing"), "collection")
    assert annotation_collection(annotations, "Another")["id"] != collection["id"]


def test_the_schema_refuses_what_the_recommendation_does() -> None:
    source = Source("note", "The dam stood.")
    good = json.dumps(web_annotation(source, source.passage(0, 14), tag="x"))
    for old, new in (
        ("anno.jsonld", "other.jsonld"),
        ('"type": "Annotation"', '"type": "Note"'),
        ('"start": 0', '"start": -1'),
        ('"tagging"', '"labelling"'),
        ('"id": "urn', '"name": "urn'),
    ):
        assert old in good
        bad = json.loads(re.sub(re.escape(old), new, good))
        try:
            assert_valid(bad, "annotation")
        except jsonschema.ValidationError:
            continue
        raise AssertionError(f"{new} was accepted")
