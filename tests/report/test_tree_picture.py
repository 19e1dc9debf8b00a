"""The picture of the play fits a screen, and tells actors apart by more than colour."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from foedus.case import Actor, Always, Outcome
from foedus.report.end_names import LONGEST, end_names
from foedus.report.glyphs import glyphs_of
from foedus.report.merged_play import MergedPlay
from foedus.report.tree_picture import MOST_ENDS, TreePicture, tree_picture
from foedus.report.unfolded_play import unfold

if TYPE_CHECKING:
    from foedus.findings import Findings


def picture_of(findings: Findings) -> TreePicture:
    merged = MergedPlay(findings.play)
    return tree_picture(merged, findings.chronicle, unfold(merged).anchors)


def test_the_tree_of_may_1950_fits_one_screen(korea: Findings) -> None:
    picture = picture_of(korea)
    ends = [place for place in picture.places if place.glyph is None]
    assert korea.play.game.form.node_count > 800
    assert len(ends) <= MOST_ENDS
    assert picture.width <= 1700
    assert picture.height <= 760


@pytest.mark.parametrize("name", ["dam", "korea", "hostile", "bare"])
def test_no_two_places_stand_on_each_other(name: str, request: pytest.FixtureRequest) -> None:
    picture = picture_of(request.getfixturevalue(name))
    for one, other in itertools.combinations(picture.places, 2):
        assert abs(one.x - other.x) > 40 or abs(one.y - other.y) > 20
    for place in picture.places:
        assert 0 <= place.x <= picture.width
        assert 0 <= place.y <= picture.height


def test_ends_with_long_labels_go_by_their_names_and_are_explained_below(korea: Findings) -> None:
    picture = picture_of(korea)
    labels = {one.name: one.label or one.name for one in korea.case.outcomes}
    drawn = {place.label for place in picture.places if place.glyph is None and not place.link}
    assert drawn <= set(labels)
    assert dict(picture.ends) == {name: labels[name] for name in drawn}


def test_ends_that_have_room_for_their_labels_need_no_explanation(dam: Findings) -> None:
    assert picture_of(dam).ends == ()


def outcomes_called(*called: tuple[str, str | None]) -> list[Outcome]:
    return [Outcome(name, Always(), label) for name, label in called]


def test_names_of_ends_are_all_labels_or_all_names() -> None:
    short = outcomes_called(("war", "war in Korea"), ("peace", None))
    assert end_names(short) == ("war in Korea", "peace")
    one_is_long = outcomes_called(("war", "war, and the North prevails"), ("peace", "no war"))
    assert end_names(one_is_long) == ("war", "peace")
    alike = outcomes_called(("war", "trouble"), ("peace", "trouble"))
    assert end_names(alike) == ("war", "peace")


def test_names_of_ends_that_would_be_cut_to_the_same_are_numbered() -> None:
    north, south = "war-and-the-north-prevails", "war-and-the-north-gives-up"
    names = end_names(outcomes_called((north, None), (south, None)))
    assert len(set(names)) == 2
    assert [name[:2] for name in names] == ["1 ", "2 "]
    assert all(len(name) <= LONGEST for name in names)
    assert end_names(outcomes_called((north, None), ("p", None))) == ("war-and-the-nort…", "p")


def test_everything_of_one_step_stands_below_its_name(korea: Findings) -> None:
    picture = picture_of(korea)
    names = {column.x: column.told for column in picture.columns}
    for place in picture.places:
        if place.glyph is not None:
            assert place.told.startswith(f"{names[place.x]}: ")
    order = [name for _, name in sorted(names.items())]
    primitives = [one.name for one in korea.play.game.expansion.primitives]
    seen = [name for name in order if name != "resolve"]
    assert seen == [name for name in primitives if name in seen]
    assert order.index("resolve") == order.index("intervenes") - 1


def test_what_is_folded_is_counted_and_leads_into_the_unfolded_play(korea: Findings) -> None:
    merged = MergedPlay(korea.play)
    unfolded = unfold(merged)
    picture = tree_picture(merged, korea.chronicle, unfolded.anchors)
    stubs = [place for place in picture.places if place.link]
    drawn = [place for place in picture.places if place.glyph is None and not place.link]
    assert stubs
    assert {place.link for place in stubs} <= set(unfolded.anchors.values())
    folded = sum(int(place.told.split(" ")[0].replace(",", "")) for place in stubs)
    ends = int(korea.play.game.form.is_terminal.sum())
    # Ends that are drawn stand for one history each, or for several that chance alone sets apart.
    assert folded < ends <= folded + 2 * len(drawn)


def test_the_recorded_course_is_marked(korea: Findings, bare: Findings) -> None:
    picture = picture_of(korea)
    marked = {branch.told.split(":")[0] for branch in picture.branches if branch.is_recorded}
    evidence = {" = ".join(one.entry.taken) for one in korea.chronicle.evidence if one.entry.taken}
    assert marked == evidence
    assert not any(branch.is_recorded for branch in picture_of(bare).branches)


def test_likelier_branches_are_thicker(dam: Findings) -> None:
    picture = picture_of(dam)
    assert max(branch.thickness for branch in picture.branches) > 3
    assert all(0.8 <= branch.thickness <= 8 for branch in picture.branches)


def test_places_that_an_actor_cannot_tell_apart_are_joined(dam: Findings, bare: Findings) -> None:
    # The town and the capital hear the proposal without knowing the ground.
    assert len(picture_of(dam).joins) >= 2
    assert picture_of(bare).joins == ()


def test_actors_differ_in_letter_and_in_shape() -> None:
    actors = [Actor(f"a{at}", "South Korea") for at in range(8)]
    glyphs = glyphs_of(actors).values()
    assert len({glyph.letter for glyph in glyphs}) == 8
    assert len({glyph.outline for glyph in glyphs}) == 8
    assert len({glyph.colour for glyph in glyphs}) == 8


def test_more_actors_than_letters_still_have_letters_of_their_own() -> None:
    actors = [Actor(f"a{at}", "Aa") for at in range(12)]
    assert len({glyph.letter for glyph in glyphs_of(actors).values()}) == 12


def test_the_text_of_the_picture_tells_the_likeliest_course(dam: Findings) -> None:
    assert "proposes = dam" in picture_of(dam).alternative
    assert picture_of(dam).alternative.endswith("which ends in dam-stands.")
