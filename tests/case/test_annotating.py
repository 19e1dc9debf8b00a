"""Every citation that holds goes out as an annotation that says what it is cited for."""

from lxml import etree

from foedus.case import annotated_citations, check_citations, load, tei_of_sources
from foedus.sources import Source

NS = "{http://www.tei-c.org/ns/1.0}"


def test_each_citation_that_holds_is_tagged_with_its_assertion() -> None:
    case = load("dam")
    text = "We know we have all seen the fields sink in a wet year. Nothing else is here."
    sources = {"minutes": Source("minutes", text)}
    passages = check_citations(case, sources)
    collection = annotated_citations(case, passages, sources)
    assert collection["label"] == case.title
    (annotation,) = collection["first"]["items"]
    assert [(body["purpose"], body["value"]) for body in annotation["body"]] == [
        ("tagging", "belief P[river](ground = soft)"),
        ("commenting", "river: likely (icd203_2015)"),
    ]
    by_words, by_place = annotation["target"]["selector"]
    assert text[by_place["start"] : by_place["end"]] == by_words["exact"]
    assert by_words["exact"].startswith("we have all seen")


def test_without_sources_nothing_is_annotated() -> None:
    case = load("dam")
    assert annotated_citations(case, check_citations(case, {}), {})["total"] == 0


def test_a_source_goes_out_as_tei_with_what_cites_it() -> None:
    case = load("dam")
    text = "We know we have all seen the fields sink in a wet year. Nothing else is here."
    sources = {"minutes": Source("minutes", text, title="Minutes of the council")}
    (document,) = tei_of_sources(case, check_citations(case, sources), sources).values()
    root = etree.fromstring(document)
    (span,) = root.iter(f"{NS}span")
    assert span.text == "line 1: belief P[river](ground = soft): river: likely (icd203_2015)"
    assert root.find(f".//{NS}sourceDesc/{NS}bibl/{NS}date").text == "1911"
    first, second = root.iter(f"{NS}anchor")
    assert first.tail == "we have all seen the fields sink in a wet year"
    assert second.tail.startswith(". Nothing")
