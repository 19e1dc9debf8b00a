"""A strange or hostile file ends in a case or in sentences, and soon."""

from collections.abc import Callable
from time import perf_counter

import pytest

from foedus.case import CaseError, loads

Small = Callable[..., str]
HEAD = "foedus: 1\ntitle: A strange case\n"
SOON = 5.0
"""Seconds; each takes a small part of one."""


def told(text: str) -> list[str]:
    start = perf_counter()
    with pytest.raises(CaseError) as caught:
        loads(text, "f")
    assert perf_counter() - start < SOON
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# only\n# comments\n", "f:1:1: the file is empty: a case begins with foedus: 1"),
        ("---\n", "f:2:1: expected the words of a case"),
        ("- a\n- b\n", "f:1:1: expected the words of a case"),
        (HEAD + "x: " + "[" * 5000 + "]" * 5000, "f:3:43: nested more than 40 levels deep"),
        (HEAD + "x: " + "{a: " * 3000 + "1" + "}" * 3000, "f:3:160: nested more than 40 levels"),
        (HEAD + "question: a\0b\n", "f:3:12: a character that is not text (U+0000)"),
        (HEAD + "\tquestion: x\n", "f:3:1: not readable as YAML: a tab"),
        (HEAD + "[a, b]: c\n", "f:3:1: a list or a mapping stands where a word was expected"),
        (HEAD + "...\nmore: x\n", "f:4:1: not readable as YAML: this line belongs to nothing"),
    ],
    ids=lambda text: text[:12] if text.startswith("f:") else "",
)
def test_what_is_no_case_is_told_at_its_place(text: str, message: str) -> None:
    assert any(one.startswith(message) for one in told(text))


def test_aliases_cannot_make_a_file_grow() -> None:
    levels = ["a: &a [" + ", ".join(["x"] * 9) + "]"]
    for one, other in zip("abcdefgh", "bcdefghi", strict=True):
        levels.append(f"{other}: &{other} [" + ", ".join([f"*{one}"] * 9) + "]")
    messages = told("\n".join(levels))
    assert messages[-1] == 'f:2:8: "*a": aliases are not part of the language; write it out'


@pytest.mark.parametrize(
    "condition",
    ["(" * 2000 + "go = yes" + ")" * 2000, "not " * 3000 + "go = yes"],
    ids=["parentheses", "not"],
)
def test_an_expression_that_is_too_deep_is_refused(small: Small, condition: str) -> None:
    (message,) = told(small(rest=f'facts: {{f: "{condition}"}}'))
    assert message.endswith("nested more than 50 levels deep: name parts as facts")


def test_an_expression_may_be_long(small: Small) -> None:
    start = perf_counter()
    loads(small(rest=f"facts: {{f: {' and '.join(['go = yes'] * 20_000)}}}"))
    assert perf_counter() - start < SOON


def test_two_hundred_assumptions_in_an_order(small: Small) -> None:
    worths = "\n".join(f"    - {{when: go = yes, worth: w{number}}}" for number in range(200))
    orders = "\n".join(
        f"  w{number}: {{between: [0, 1], less than: w{number - 1}}}" for number in range(1, 200)
    )
    rest = f"preferences:\n  a:\n{worths}\nassumptions:\n  w0: 0 to 1\n{orders}"
    start = perf_counter()
    case = loads(small(rest=rest))
    assert perf_counter() - start < SOON
    assert len(case.orders) == 199
    assert case.warnings == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read_and_counted(small: Small, ending: str) -> None:
    sound = small()
    assert loads(sound.replace("\n", ending)).title == "A small case"
    broken = sound.replace("by: a", "by: z").replace("\n", ending)
    assert told(broken) == ['f:5:20: there is no actor "z": allowed: a, b']


def test_names_may_be_of_any_script(small: Small) -> None:
    text = small("  - {move: möhne, by: 毛泽东, options: [да, нет]}").replace(
        "{a: {}", "{毛泽东: {}"
    )
    assert loads(text).play[0].names() == {"möhne": ("да", "нет")}


def test_a_hundred_mistakes_come_at_once(small: Small) -> None:
    steps = "\n".join(f"  - {{mov: m{number}, by: a, options: [x]}}" for number in range(100))
    messages = told(small(steps))
    assert len(messages) == 100
    assert all(message.endswith('did you mean "move"?') for message in messages)


def test_every_section_of_the_wrong_kind_is_told() -> None:
    sections = {
        "actors": "3",
        "play": "yes",
        "outcomes": "[1, 2]",
        "facts": "x",
        "beliefs": "[]",
        "preferences": "4",
        "assumptions": "no",
        "readings": "1",
        "theses": "2",
        "testimony": "{}",
        "record": "{}",
        "rationality": "[]",
        "sources": "[]",
    }
    text = HEAD + "".join(f"{section}: {value}\n" for section, value in sections.items())
    messages = told(text)
    assert [int(message.split(":")[1]) for message in messages] == list(range(3, 16))


@pytest.mark.parametrize(
    ("play", "rest", "column"),
    [
        ("  - {move: go, by: a, options: [x, y]}", "facts: {f: go in (x, y)}", 22),
        ("  - {move: go, by: a, options: [x, y, z]}", "facts: {f: go in (x, y, z)}", 22),
        (
            "  - {move: go, by: a, options: [x, y]}\n  - {event: e, options: [u, v]}",
            "beliefs: {a: {e = u given go in (x, y): 0.5}}",
            37,
        ),
    ],
)
def test_a_comma_that_cuts_a_condition_in_braces_is_told_once(
    small: Small, play: str, rest: str, column: int
) -> None:
    (message,) = told(small(play, rest))
    assert f":{column}: " in message
    assert message.endswith(
        "stands alone after a comma: a value with a comma inside braces needs quotes"
    )
