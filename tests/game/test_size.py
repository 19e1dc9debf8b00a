"""The size of a tree is known before it is unrolled, and one that is too large is refused."""

from time import perf_counter

import pytest
from ten_lines import read

from foedus.case import CaseError
from foedus.game import compile_game, expand_play, tree_size

TEN = """
    actors: {ACTORS}
    play:
      - {move: calls, by: p0, options: [now, later]}
      - {consent: council, of: [PARTIES], rule: RULE, otherwise: {defer: 6}, all speak: yes}
    outcomes: {done: council = agreed, undone: otherwise}
"""


def ten_parties(rule: str) -> str:
    names = [f"p{number}" for number in range(10)]
    text = TEN.replace("ACTORS", ", ".join(f"{name}: {{}}" for name in names))
    return text.replace("PARTIES", ", ".join(names)).replace("RULE", rule)


def refusal(text: str, most_nodes: int = 200_000) -> str:
    with pytest.raises(CaseError) as caught:
        compile_game(read(text), most_nodes=most_nodes)
    (problem,) = caught.value.problems
    return f"{problem.place.line}:{problem.place.column}: {problem.message}"


def test_ten_parties_and_six_deferrals_are_refused_at_once_with_number_and_step() -> None:
    start = perf_counter()
    # A round has 1,024 ends, of which all but one lead to the next: 2 * 1024 * 1023**6 histories.
    assert refusal(ten_parties("unanimous")) == (
        '7:15: the tree would have about 10^22 nodes, and 200,000 are allowed; "council" '
        "multiplies it most, by 1.17e+21: fewer options, fewer rounds, or a guard"
    )
    assert perf_counter() - start < 5.0


def test_a_count_of_voices_is_refused_as_soon() -> None:
    start = perf_counter()
    assert "about 10^" in refusal(ten_parties("5 of 10"))
    assert perf_counter() - start < 10.0


def test_a_number_that_can_be_read_is_told_in_full() -> None:
    moves = "\n".join(f"  - {{move: m{number}, by: a, options: [x, y]}}" for number in range(20))
    text = f"actors: {{a: {{}}}}\nplay:\n{moves}\n  - {{event: e, options: [x, y, z]}}\n"
    # 2²⁰ histories of moves, three ends each: 2²⁰ - 1 + 2²⁰ + 3 * 2²⁰.
    assert refusal(text + "outcomes: {done: always}") == (
        '25:13: the tree would have 5,242,879 nodes, and 200,000 are allowed; "e" multiplies it '
        "most, by 3: fewer options, fewer rounds, or a guard"
    )


def test_no_number_is_too_long_to_be_told() -> None:
    options = ", ".join(f"o{number}" for number in range(250))
    moves = "\n".join(
        f"  - {{move: m{number}, by: a, options: [{options}]}}" for number in range(300)
    )
    start = perf_counter()
    told = refusal(f"actors: {{a: {{}}}}\nplay:\n{moves}\noutcomes: {{done: always}}")
    assert "the tree would have more than about 10^" in told
    assert perf_counter() - start < 20.0


SMALL = """
    actors: {a: {}}
    play:
      - {move: first, by: a, options: [x, y]}
      - {move: second, by: a, when: first = x, options: [x, y, z]}
    outcomes: {done: always}
"""


def test_what_fits_exactly_is_unrolled() -> None:
    size = tree_size(expand_play(read(SMALL)))
    # The first move; below it the second, and an end; below that three ends.
    assert (size.nodes, size.histories) == (6, 4)
    assert size.growth_of == {"first": 2.0, "second": 2.0}
    assert compile_game(read(SMALL), most_nodes=6).form.node_count == 6
    assert "would have 6 nodes, and 5 are allowed" in refusal(SMALL, 5)
