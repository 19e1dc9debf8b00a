"""Whatever a file holds, reading it ends in a case or in sentences for its author."""

import string
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.case import Case, CaseError, built_in_cases, loads

DAM = next(case.path for case in built_in_cases() if case.name == "dam").read_text("utf-8")
LINES = DAM.splitlines()
WORDS = sorted({word.strip("[]{},:()\"'") for word in DAM.split()} | {"", "-", "~"})
SIGNS = st.sampled_from(
    ["{", "}", "[", "]", ":", ": ", ",", "#", "- ", "|", "&a", "*a", "!", "'", '"']
)
FEW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> None:
    """Read a text; anything but a case or a `CaseError` is a mistake of ours."""
    lines = text.count("\n") + text.count("\r") + 1
    try:
        case = loads(text, "random.yaml")
    except CaseError as error:
        problems = error.problems
    else:
        assert isinstance(case, Case)
        return
    assert problems
    for problem in problems:
        assert problem.message
        assert 1 <= problem.place.line <= lines
        assert problem.place.column >= 1


@FEW
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    read(text)


@FEW
@given(st.text(alphabet=string.printable, max_size=200))
def test_any_printable_text_after_a_sound_beginning(text: str) -> None:
    read(f"foedus: 1\ntitle: x\n{text}")


@FEW
@given(st.lists(st.tuples(st.integers(0, len(DAM)), st.integers(0, 8), SIGNS), max_size=4))
def test_a_case_with_random_slips(slips: list[tuple[int, int, str]]) -> None:
    text = DAM
    for start, length, sign in slips:
        text = text[:start] + sign + text[start + length :]
    read(text)


@FEW
@given(
    st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(WORDS)), max_size=4),
    st.sets(st.integers(0, len(LINES) - 1), max_size=4),
    st.randoms(use_true_random=False),
)
def test_a_case_with_words_changed_and_lines_lost(
    changes: list[tuple[int, str]], lost: set[int], random: Random
) -> None:
    lines = list(LINES)
    for number, word in changes:
        words = lines[number].split(" ")
        words[random.randrange(len(words))] = word
        lines[number] = " ".join(words)
    read("\n".join(line for number, line in enumerate(lines) if number not in lost))


TREES = st.recursive(
    st.sampled_from([*WORDS, "a = b", "1 to 2", "likely", "unknown", "not", "P(a) < 1"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(st.sampled_from(WORDS), inner), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{word}: {value}" for word, value in pairs) + "}"
        )
    ),
    max_leaves=8,
)
SECTIONS = [
    "sources",
    "actors",
    "play",
    "facts",
    "outcomes",
    "beliefs",
    "preferences",
    "assumptions",
    "rationality",
    "readings",
    "theses",
    "testimony",
    "record",
]


@FEW
@given(st.sampled_from(SECTIONS), TREES)
def test_any_tree_in_place_of_a_section(section: str, tree: str) -> None:
    kept, is_in_section = [], False
    for line in LINES:
        if line[:1].isalpha():
            is_in_section = line.startswith(f"{section}:")
        if not is_in_section:
            kept.append(line)
    read("\n".join([*kept, f"{section}: {tree}"]))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 10_000,
        "a: " + "(" * 100_000,
        "foedus: 1\nfacts: {a: " + "not " * 50_000 + "a}",
        "foedus: 1\nfacts: {a: '" + "(" * 50_000 + "'}",
        "foedus: 1\nfacts: {a: '" + "a and " * 50_000 + "a'}",
        "foedus: 1\nassumptions: {a: " + "-" * 50_000 + "1}",
        "foedus: 1\npreferences: {a: {b: " + "9*" * 50_000 + "9}}",
        "foedus: 1\npreferences: {a: {b: " + "9" * 5_000 + "}}",
        "foedus: 1\nassumptions: {a: {between: [1e999, -1e999]}}",
        "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
        "foedus: 1\n" + "".join(f"word{number}: 1\n" for number in range(20_000)),
        "foedus: 1\nfacts:\n"
        + "".join(f"  f{number}: f{number - 1} or f{number - 2}\n" for number in range(2, 3_000)),
        "foedus: 1\nassumptions:\n"
        + "".join(f"  a{number}: {{less than: a{number - 1}}}\n" for number in range(1, 3_000)),
        "foedus: 1\nreadings:\n"
        + "".join(f"  x{axis}: {{a{axis}: {{}}, b{axis}: {{}}}}\n" for axis in range(40)),
    ],
    ids=lambda text: f"{text[:12]!r}…{len(text)}",
)
def test_hostile_text_is_refused_in_time(text: str) -> None:
    read(text)
