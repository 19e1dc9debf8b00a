"""Texts of our own: a council, a dam, a river town. Nothing here is from a real source."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).parents[2].parent / "shared"

PARAGRAPHS = (
    (
        "The council met for the first time in the spring, when the river stood high and the "
        "lower fields could not be reached on foot. The mayor said that the dam would hold, "
        "although two engineers had written to him in private that the ground was soft. He "
        "did not read their letters to the others, and nobody asked for them."
    ),
    (
        "In the second week the river town sent three men to the capital. They asked for "
        "20,000 to 30,000 crowns, or for a pledge that the losses of a wet year would be paid "
        "in full. The minister, who was tired, promised to think about it; he had promised "
        "the same to the miners and to the railway. Nothing was written down at that meeting."
    ),
    (
        "A vote was taken on the ninth of May. Six voices were for the dam, and two were "
        "against it. The rule of the valley was that one voice against a work of that size "
        "put it off until the next council, but the mayor held that the rule had lapsed. The "
        "town\u2019s own clerk wrote that it had not."
    ),
)

VERSE = """The water came up to the door,
And knocked as a neighbour might,
It asked for the mill and the meadow floor
And stayed with us all the night.

We gave it the hay and the garden wall,
We gave it the winter wheat,
It thanked us and did not leave at all
And sat in the narrow street."""

LIST = """What the town asked for:

- a wall of stone along the lower fields,
- two boats, and men to row them in a wet year,
- a pledge from the capital

1. The pledge must be written.
2. It must be signed by the minister
3. It must be read aloud in the square."""

TABLE = """year   rain  fields lost
1901     31            4
1902     28            0
1903     55           19
1904     47           11"""

DIALOGUE = """“Did you read the letters?”
“I did not.”
“Did anybody?”
“No,” he said. “Nobody asked.”
“No.”
“No.”"""


OTHERS = {
    "free verse": """i saw the river rise before the morning
and nobody in the lower street had slept
the boats were tied to what was left of fences
we waited there until the water kept
its promise to the fields and to the garden
and took the road that led us to the hill
i have not seen a thing so slow and certain
i think of it and i can hear it still
it did not ask for anything but passage
it went the way it had to go. we stayed
and counted what was ours and what was taken
and nobody was sorry or afraid""",
    "pairs": """bread and butter
ham and eggs
salt and pepper
milk and honey
fish and chips
cheese and wine
soup and salad
rice and beans
nuts and bolts
bits and bobs
odds and ends
ups and downs
ins and outs
pros and cons
ifs and buts
back and forth
here and there
now and then
by and large
high and low
in and out
to and fro""",
    "parallel clauses": """we the undersigned of the river town ask
that the wall be built before the winter
that the boats be given to us for nothing
that the pledge be read in the open square
that it be signed by the minister of works
that the clerk be told of it by the spring
and that the dam be measured once a year.""",
    "minutes": """Present: the mayor, the clerk, six councillors of the upper town.
Absent: two councillors of the river town, who were ill.
1. The minutes of the last meeting were read and approved by all.
2. The dam. The mayor reported that the ground had been tested and
   that it would hold. Two engineers had written; their letters were
   not read.
3. Any other business. There was none.
Closed at nine.""",
    "play": """MAYOR. Did you read the letters that came from the engineers last week?
CLERK. I did, and I put them on your table with the others.
MAYOR. They are not there.
CLERK. Then somebody has taken them, and I should like to know who it was
       that had the key.
MAYOR. Nobody had the key but me.""",
    "glossary": "\n".join(
        f"term{number}: a word used when the council spoke of matter number {number**3} that year"
        for number in range(40)
    ),
    "words in columns": "\n".join(["north      wheat      poor", "south      rye        good"] * 8),
}


def break_by_words(paragraphs: tuple[str, ...], size: int) -> str:
    """Break a text after every `size` words; an indent takes the place of a paragraph's first."""
    lines: list[str] = []
    for paragraph in paragraphs:
        words = paragraph.split()
        lines.append(" ".join(words[: size - 1]))
        lines += [
            " ".join(words[place : place + size]) for place in range(size - 1, len(words), size)
        ]
    return "\n".join(lines) + "\n"


def wrap_by_columns(paragraphs: tuple[str, ...], width: int) -> str:
    """Wrap a text as an editor does, a blank line between paragraphs."""
    return "\n\n".join(
        textwrap.fill(paragraph, width, break_long_words=False, break_on_hyphens=False)
        for paragraph in paragraphs
    )


@pytest.fixture(scope="session")
def paragraphs() -> tuple[str, ...]:
    return PARAGRAPHS


@pytest.fixture(scope="session")
def verse() -> str:
    return VERSE


@pytest.fixture(scope="session")
def broken_page() -> str:
    return break_by_words(PARAGRAPHS, 3)


@pytest.fixture(scope="session")
def damaged_page() -> str:
    """Broken at three words, two fragments pasted twice, an end and a beginning lost."""
    page = break_by_words(PARAGRAPHS, 3)
    page = page.replace("\nthe river stood\n", "\nthe river stood\nthe river stood\n")
    pasted = "or for a pledge that the losses of a wet year\nwould be paid in full. The minister,"
    page = page.replace(
        "or for a\npledge that the\nlosses of a\nwet year would\nbe paid in\nfull. The minister,\n",
        f"{pasted}\n{pasted}\n",
    )
    assert page.count(pasted) == 2
    assert "\nfor them.\n" in page
    page = page.replace("\nfor them.\n", "\n")
    assert "\nA vote\n" in page
    return page.replace("\nA vote\nwas taken on\n", "\nwas taken on\n")


@pytest.fixture(scope="session")
def break_page() -> Callable[[tuple[str, ...], int], str]:
    return break_by_words


@pytest.fixture(scope="session")
def wrap_page() -> Callable[[tuple[str, ...], int], str]:
    return wrap_by_columns


@pytest.fixture(
    scope="session",
    params=[VERSE, LIST, TABLE, DIALOGUE, VERSE.lower().replace(",", ""), *OTHERS.values()],
    ids=["verse", "list", "table", "dialogue", "small verse", *OTHERS],
)
def kept_text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def page_of_may_1950() -> Path:
    """Find the real page, which is not part of the project."""
    path = SHARED / "sources" / "peking-1950.txt"
    if not path.is_file():
        pytest.skip(f"the page of May 1950 is not at {path}: its promises were NOT tested")
    return path
