"""Conditions, sums and tests mean what they say, and what is printed can be read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.case import (
    Always,
    And,
    Fact,
    Linear,
    Not,
    Or,
    Reached,
    Taken,
    parse_condition,
    parse_sum,
    parse_test,
)
from foedus.case.claims import (
    Arithmetic,
    AssumedValue,
    Combination,
    Comparison,
    HoldsBack,
    Intervention,
    Negation,
    Number,
    Quantity,
)
from foedus.case.tokens import KEYWORDS, ExpressionError

NAMES = st.from_regex(r"[a-zä][a-z0-9_.-]{0,5}[a-z0-9]", fullmatch=True).filter(
    lambda name: name not in KEYWORDS
)
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 6) + 0.0)
TAKEN = st.builds(
    lambda step, options: Taken(step, tuple(dict.fromkeys(options))),
    NAMES,
    st.lists(NAMES, min_size=1, max_size=3),
)
LEAVES = TAKEN | st.builds(Fact, NAMES) | st.builds(Reached, NAMES) | st.just(Always())
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple))
        | st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple))
    ),
    max_leaves=8,
)
SUMS = st.builds(
    Linear,
    st.dictionaries(NAMES, NUMBERS.filter(bool), max_size=3).map(
        lambda terms: tuple(terms.items())
    ),
    NUMBERS,
)
INTERVENTIONS = st.builds(Intervention, NAMES, NAMES)
PROVISOS = {
    "given": CONDITIONS,
    "done": st.lists(INTERVENTIONS | st.builds(HoldsBack, NAMES), max_size=2).map(tuple),
    "announced": st.lists(INTERVENTIONS, max_size=2).map(tuple),
}
QUANTITIES = st.builds(
    Quantity, measure=st.just("probability"), viewpoint=NAMES, event=CONDITIONS, **PROVISOS
) | NAMES.flatmap(
    lambda actor: st.builds(
        Quantity,
        measure=st.just("worth"),
        viewpoint=st.just(actor) | NAMES,
        event=st.just(Always()),
        actor=st.just(actor),
        **PROVISOS,
    )
)
TERMS = st.recursive(
    QUANTITIES | st.builds(Number, NUMBERS) | st.builds(AssumedValue, NAMES),
    lambda inner: (
        st.builds(Arithmetic, st.sampled_from("+-*"), inner, inner)
        | st.builds(Arithmetic, st.just("/"), inner, inner.filter(lambda one: one != Number(0.0)))
    ),
    max_leaves=4,
)
TESTS = st.recursive(
    st.builds(Comparison, st.sampled_from(["<", "<=", ">", ">="]), TERMS, TERMS),
    lambda inner: (
        st.builds(Negation, inner)
        | st.builds(
            Combination,
            st.sampled_from(["and", "or"]),
            st.lists(inner, min_size=2, max_size=3).map(tuple),
        )
    ),
    max_leaves=4,
)


@given(CONDITIONS)
def test_a_printed_condition_reads_back_as_itself(condition: object) -> None:
    assert parse_condition(str(condition)) == condition


@given(SUMS)
def test_a_printed_sum_reads_back_as_itself(total: Linear) -> None:
    assert parse_sum(str(total))[0] == total


@given(TESTS)
def test_a_printed_test_reads_back_as_itself(test: object) -> None:
    assert parse_test(str(test)) == test


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("a = x and b = y or c", Or((And((Taken("a", ("x",)), Taken("b", ("y",)))), Fact("c")))),
        ("not a and b", And((Not(Fact("a")), Fact("b")))),
        ("not (a and b)", Not(And((Fact("a"), Fact("b"))))),
        ("a != x", Not(Taken("a", ("x",)))),
        ("a in (x, y, x)", Taken("a", ("x", "y"))),
        ("a not in (x, y)", Not(Taken("a", ("x", "y")))),
        ("council.1.river = object", Taken("council.1.river", ("object",))),
        ("no-dam = 1950", Taken("no-dam", ("1950",))),
        ("reached(a)", Reached("a")),
        ("always", Always()),
        ("a and b and c", And((Fact("a"), Fact("b"), Fact("c")))),
        ("a and (b and c)", And((Fact("a"), And((Fact("b"), Fact("c")))))),
        ("möhne = voll", Taken("möhne", ("voll",))),
    ],
)
def test_a_condition_means_what_it_says(text: str, means: object) -> None:
    assert parse_condition(text) == means


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("-payment", Linear((("payment", -1.0),))),
        ("2 * loss + 3", Linear((("loss", 2.0),), 3.0)),
        ("loss - payment", Linear((("loss", 1.0), ("payment", -1.0)))),
        ("loss - 2 * (payment - loss) / 4", Linear((("loss", 1.5), ("payment", -0.5)))),
        ("loss - loss + 1e1", Linear((), 10.0)),
        ("-2 * -loss", Linear((("loss", 2.0),))),
        ("dam-stands", Linear((("dam-stands", 1.0),))),
        (".5 * a.b", Linear((("a.b", 0.5),))),
    ],
)
def test_a_sum_means_what_it_says(text: str, means: Linear) -> None:
    assert parse_sum(text)[0] == means


def test_a_test_means_what_it_says() -> None:
    test = parse_test(
        "P[prc](war | usa = in-war, not late, do(a = b, holds back(prc)), announced(c = d)) - 1 < x"
    )
    assert test == Comparison(
        "<",
        Arithmetic(
            "-",
            Quantity(
                "probability",
                "prc",
                Fact("war"),
                And((Taken("usa", ("in-war",)), Not(Fact("late")))),
                (Intervention("a", "b"), HoldsBack("prc")),
                (Intervention("c", "d"),),
            ),
            Number(1.0),
        ),
        AssumedValue("x"),
    )


def test_a_worth_is_seen_by_its_actor_unless_said() -> None:
    own, other = parse_test("E[a](| war) < 1"), parse_test("E[a, analyst] < 1")
    assert own == Comparison(
        "<", Quantity("worth", "a", Always(), Fact("war"), actor="a"), Number(1.0)
    )
    assert other == Comparison("<", Quantity("worth", "analyst", Always(), actor="a"), Number(1.0))


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 1, "a step or a fact is missing here, before the end"),
        ("a = ", 5, "an option is missing here, before the end"),
        ("a and", 6, "a step or a fact is missing here, before the end"),
        ("a and or b", 7, 'a step or a fact is missing here, before the word "or"'),
        ("a = b = c", 7, 'unexpected "=": a step is compared once with one option'),
        ("a in b", 6, '"(" is missing after "in", before "b"'),
        ("a in (b", 8, '")" is missing after the options, before the end'),
        ("a = b; c", 6, 'unexpected ";": write "," or "and"'),
        ("a & b", 3, 'unexpected "&": write "and"'),
        ('a = "b"', 5, 'unexpected """: names need no quotes'),
        ("a $ b", 3, 'unexpected "$": it has no meaning in an expression'),
    ],
)
def test_a_mistake_in_a_condition_has_its_column(text: str, column: int, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_condition(text)
    assert (caught.value.place.column, caught.value.message) == (column, message)


def test_nothing_is_evaluated_as_python() -> None:
    for text in ("__import__('os')", "().__class__", "lambda: 0", "a if b else c"):
        with pytest.raises(ExpressionError):
            parse_condition(text)
