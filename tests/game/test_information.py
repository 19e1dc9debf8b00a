"""Information is what was seen: no more, and no less."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ten_lines import drawn, read, small

from foedus.case import built_in_cases, load
from foedus.game import compile_game, tree_size
from foedus.solve import NOWHERE

if TYPE_CHECKING:
    from foedus.game import Game

ACTORS = ("a", "b", "c")


def members(game: Game, step: str) -> dict[str, int]:
    """How many nodes each information set of a step has, by name."""
    form = game.form
    numbers = Counter(one for one in form.information_set_of_node.tolist() if one != NOWHERE)
    return {
        name: numbers[number]
        for number, name in enumerate(form.information_sets)
        if name == step or name.startswith(f"{step} (")
    }


def test_an_actor_tells_apart_exactly_what_it_has_seen_and_done() -> None:
    it = small("""
        actors: {a: {}, b: {}, c: {}}
        play:
          - {move: first, by: a, options: [x, y], seen by: [b]}
          - {move: second, by: b, options: [x, y], seen by: [c]}
          - {move: third, by: c, options: [x, y]}
          - {move: fourth, by: a, options: [x, y]}
        outcomes: {done: always}
    """)
    assert members(it.game, "first") == {"first": 1}
    assert members(it.game, "second") == {"second (first = x)": 1, "second (first = y)": 1}
    # c has seen the second step and not the first.
    assert members(it.game, "third") == {"third (second = x)": 2, "third (second = y)": 2}
    # a remembers its own first step, and everybody has seen the third.
    assert members(it.game, "fourth") == {
        f"fourth (first = {first}, third = {third})": 2 for first in "xy" for third in "xy"
    }
    assert (
        it.play
        == drawn("""
        first — a: x | y
              seen by b else
          second — b: x | y
              seen by c else
          third — c: x | y
          fourth — a: x | y
    """)
        .replace("first", "  first", 1)
        .splitlines()
    )


def test_being_asked_is_a_thing_seen() -> None:
    it = small("""
        actors: {a: {}, b: {}}
        play:
          - {move: first, by: a, options: [x, y], seen by: []}
          - {move: second, by: b, when: first = x, options: [x, y]}
          - {move: third, by: b, options: [x, y]}
        outcomes: {done: always}
    """)
    assert members(it.game, "third") == {
        "third (second = x)": 1,
        "third (second = y)": 1,
        "third (having seen nothing)": 1,
    }
    (warning,) = it.warnings
    assert warning == (
        'being asked at "second" tells b something that it has not seen ("first"): let it see '
        "that, or let the step not depend on it"
    )


def test_the_options_on_offer_are_things_seen() -> None:
    it = small("""
        actors: {a: {}, b: {}}
        play:
          - {move: first, by: a, options: [x, y], seen by: []}
          - {move: second, by: b, options: [{option: go, when: first = x}, wait, think]}
        outcomes: {done: always}
    """)
    assert it.tree == drawn("""
        first (a)
          x: second (b)
            go: → done
            wait: → done
            think: → done
          y: second (b)
            wait: → done
            think: → done
    """)
    (warning,) = it.warnings
    assert warning == (
        'the options on offer at "second" tell b something that it has not seen ("first"): let it '
        "see that, or let the step not depend on it"
    )


@pytest.mark.parametrize("audience", ["", ", seen by: [b]"])
def test_who_has_seen_it_is_told_nothing_by_the_question(audience: str) -> None:
    it = small(f"""
        actors: {{a: {{}}, b: {{}}}}
        play:
          - {{move: first, by: a, options: [x, y]{audience}}}
          - {{move: second, by: b, when: first = x, options: [go, wait]}}
        outcomes: {{done: always}}
    """)
    assert it.warnings == []


def test_a_message_may_tell_what_the_question_would() -> None:
    """What b is told need not be true, so that the question still tells it something."""
    text = """
        actors: {{a: {{}}, b: {{}}}}
        play:
          - {{type: ground, options: [firm, soft], known to: [a]}}
          - {{message: report, from: a, to: b, about: ground}}
          - {{move: second, by: b, when: {guard} = soft, options: [go, wait]}}
        outcomes: {{done: always}}
    """
    assert small(text.format(guard="report")).warnings == []
    assert len(small(text.format(guard="ground")).warnings) == 1


@st.composite
def plays(draw: st.DrawFn) -> str:
    """A play of moves and events, whoever sees them, some only after an earlier option."""
    lines: list[str] = []
    for number in range(draw(st.integers(1, 5))):
        seen_by = ", ".join(draw(st.lists(st.sampled_from(ACTORS), unique=True)))
        mover = draw(st.sampled_from((*ACTORS, None)))
        kind = f"event: s{number}" if mover is None else f"move: s{number}, by: {mover}"
        earlier = draw(st.integers(-2, number - 1))
        when = f", when: s{earlier} = x" if earlier >= 0 else ""
        other = draw(st.integers(-2, number - 1))
        option = f"{{option: y, when: s{other} != x}}" if other >= 0 else "y"
        lines.append(f"  - {{{kind}, options: [x, {option}, z], seen by: [{seen_by}]{when}}}")
    actors = ", ".join(f"{actor}: {{}}" for actor in ACTORS)
    return f"actors: {{{actors}}}\nplay:\n" + "\n".join(lines) + "\noutcomes: {done: always}"


FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(plays())
def test_the_size_is_what_the_tree_has(text: str) -> None:
    game = compile_game(read(text))
    size = tree_size(game.expansion)
    assert size.is_exact
    assert (size.nodes, size.histories) == (
        game.form.node_count,
        int(game.form.is_terminal.sum()),
    )
    for at, primitive in enumerate(game.expansion.primitives):
        assert size.nodes_of[primitive.name] == int((game.primitive_of_node == at).sum())


@FEW
@given(plays())
def test_two_nodes_are_one_information_set_if_and_only_if_they_look_the_same(text: str) -> None:
    game = compile_game(read(text))
    set_of_look: dict[object, int] = {}
    for node, number in enumerate(game.form.information_set_of_node.tolist()):
        if number != NOWHERE:
            assert set_of_look.setdefault(_look(game, node), number) == number
    assert len(set(set_of_look.values())) == len(set_of_look)


def _look(game: Game, node: int) -> object:
    """What the one who moves at a node has seen, worked out from the path that leads there."""
    primitives, form = game.expansion.primitives, game.form
    at = int(game.primitive_of_node[node])
    actor = primitives[at].actor
    seen: list[object] = []
    below = node
    while form.parent[below] != NOWHERE:
        above = int(form.parent[below])
        step = int(game.primitive_of_node[above])
        option = int(game.taken[below, step])
        if primitives[step].actor == actor:
            seen.append((step, option, _offered(game, above)))
        elif actor in primitives[step].seen_by:
            seen.append((step, option))
        below = above
    return at, _offered(game, node), tuple(seen)


def _offered(game: Game, node: int) -> frozenset[int]:
    step = int(game.primitive_of_node[node])
    first, last = game.form.first_edge[node : node + 2]
    return frozenset(
        int(game.taken[child, step]) for child in game.form.child_of_edge[first:last].tolist()
    )


@pytest.mark.parametrize("name", [case.name for case in built_in_cases()])
def test_nobody_forgets_what_it_knew_or_did(name: str) -> None:
    case = load(name)
    for combination in case.combinations:
        _check_recall(compile_game(case.under(combination)))


def _check_recall(game: Game) -> None:
    """All nodes of an information set have the same own choices of its actor behind them."""
    form = game.form
    past: dict[int, tuple[tuple[int, int], ...]] = {}
    for node, number in enumerate(form.information_set_of_node.tolist()):
        if number == NOWHERE:
            continue
        own: list[tuple[int, int]] = []
        below = node
        while form.parent[below] != NOWHERE:
            above = int(form.parent[below])
            if form.player_of_node[above] == form.player_of_node[node]:
                step = int(game.primitive_of_node[above])
                own.append((int(form.information_set_of_node[above]), int(game.taken[below, step])))
            below = above
        assert past.setdefault(number, tuple(own)) == tuple(own)
