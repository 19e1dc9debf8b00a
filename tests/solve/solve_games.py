"""Games for the tests: from the textbooks, and drawn at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve import (
    CHANCE,
    Node,
    Variants,
    build,
    chance,
    decision,
    payoff_range,
    terminal,
)
from foedus.solve.prepared import prepare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve import ExtensiveForm


def beer_or_quiche() -> ExtensiveForm:
    """Cho & Kreps (1987): the strong type likes beer, the weak one quiche, nobody a duel."""

    def receiver(message: str, duel: dict[str, float], peace: dict[str, float]) -> Node:
        branches = {"duel": terminal(duel), "peace": terminal(peace)}
        return decision("receiver", f"after {message}", branches)

    return build(
        ["sender", "receiver"],
        chance(
            {
                "strong": decision(
                    "sender",
                    "strong",
                    {
                        "beer": receiver("beer", {"sender": 1}, {"sender": 3, "receiver": 1}),
                        "quiche": receiver("quiche", {}, {"sender": 2, "receiver": 1}),
                    },
                ),
                "weak": decision(
                    "sender",
                    "weak",
                    {
                        "beer": receiver("beer", {"receiver": 1}, {"sender": 2}),
                        "quiche": receiver("quiche", {"sender": 1, "receiver": 1}, {"sender": 3}),
                    },
                ),
            }
        ),
    )


def seltens_horse() -> ExtensiveForm:
    """Selten (1975): three players, the third does not know which of the others deviated."""

    def third(left: tuple[float, ...], right: tuple[float, ...]) -> Node:
        pays = [dict(zip("123", amounts, strict=True)) for amounts in (left, right)]
        return decision("3", "three", {"L": terminal(pays[0]), "R": terminal(pays[1])})

    second = decision(
        "2", "two", {"d": third((4, 4, 0), (0, 0, 1)), "c": terminal({"1": 1, "2": 1, "3": 1})}
    )
    return build(
        ["1", "2", "3"],
        decision("1", "one", {"D": third((3, 3, 2), (0, 0, 0)), "C": second}),
    )


def centipede(moves: int = 4) -> ExtensiveForm:
    """McKelvey & Palfrey (1992): the pot doubles at each pass, and the mover can take it."""
    node = terminal({"odd": 0.1 * 2**moves * 4, "even": 0.1 * 2**moves})
    for move in range(moves - 1, -1, -1):
        mover, other = ("odd", "even") if move % 2 == 0 else ("even", "odd")
        take = terminal({mover: 0.4 * 2**move, other: 0.1 * 2**move})
        node = decision(mover, f"move {move + 1}", {"take": take, "pass": node})
    return build(["odd", "even"], node)


def matching_pennies(stake: float = 9.0) -> ExtensiveForm:
    """Two hidden moves; the first player wins `stake` on heads (Ochs 1995)."""

    def second(if_heads: float, if_tails: float) -> Node:
        return decision(
            "column",
            "unseen",
            {
                "heads": terminal({"row": if_heads, "column": 0.0 if if_heads else 1.0}),
                "tails": terminal({"row": if_tails, "column": 0.0 if if_tails else 1.0}),
            },
        )

    return build(
        ["row", "column"],
        decision("row", "first", {"heads": second(stake, 0.0), "tails": second(0.0, 1.0)}),
    )


def stag_hunt(hare: float = 3.0) -> ExtensiveForm:
    """A symmetric game of coordination with two strict equilibria and one between them."""

    def second(mine: str) -> Node:
        pays = {"stag": {"stag": (5.0, 5.0), "hare": (0.0, hare)}}
        pays["hare"] = {"stag": (hare, 0.0), "hare": (hare, hare)}
        return decision(
            "two",
            "unseen",
            {
                name: terminal(dict(zip(("one", "two"), amounts, strict=True)))
                for name, amounts in pays[mine].items()
            },
        )

    return build(
        ["one", "two"], decision("one", "first", {mine: second(mine) for mine in ("stag", "hare")})
    )


def random_form(
    generator: np.random.Generator,
    *,
    players: int = 3,
    nodes: int = 40,
    has_types: bool = True,
    hidden: float = 0.3,
    chance_share: float = 0.15,
    most_actions: int = 3,
    quantities: int = 6,
    parts: int = 1,
) -> ExtensiveForm:
    """A game of perfect recall: a skeleton, twice if the first player has a type.

    A share `hidden` of the moves is not seen by the other players. Of several `parts` without types
    chance picks one, as all see.
    """
    names = [f"p{number}" for number in range(players)]

    def payoffs() -> dict[str, list[tuple[float, str]]]:
        return {
            name: [
                (round(float(generator.normal()), 2), f"q{generator.integers(quantities)}")
                for _ in range(2)
            ]
            for name in names
        }

    def skeleton(budget: int, depth: int) -> tuple[object, ...]:
        width = int(generator.integers(2, most_actions + 1))
        if budget <= width or depth > 8:
            return ()
        parts = generator.dirichlet(np.full(width, 2.0)) * (budget - 1)
        below = [skeleton(max(1, round(part)), depth + 1) for part in parts]
        if generator.random() < chance_share:
            return ("chance", below)
        return (int(generator.integers(players)), bool(generator.random() < hidden), below)

    def grow(part: tuple[object, ...], seen: dict[str, str]) -> Node:
        if not part:
            return terminal(payoffs())
        below = part[-1]
        assert isinstance(below, list)
        if part[0] == "chance":
            return chance(
                {
                    f"{number} of {len(below)}": grow(
                        one, {name: f"{seen[name]}/{number}" for name in names}
                    )
                    for number, one in enumerate(below)
                }
            )
        assert isinstance(part[0], int)
        mover = names[part[0]]
        branches = {
            f"a{number}": grow(
                one,
                {
                    name: f"{seen[name]}/{mover}"
                    + (f"{number} of {len(below)}" if name == mover or not part[1] else "?")
                    for name in names
                },
            )
            for number, one in enumerate(below)
        }
        return decision(mover, f"{mover} {len(below)} {seen[mover]}", branches)

    if parts > 1:
        named = [f"part {number}" for number in range(parts)]
        return build(
            names,
            chance(
                {one: grow(skeleton(nodes // parts, 0), dict.fromkeys(names, one)) for one in named}
            ),
        )
    trunk = skeleton(nodes // (2 if has_types else 1), 0)
    if not has_types:
        return build(names, grow(trunk, dict.fromkeys(names, "")))
    types = ("soft", "hard")
    return build(
        names,
        chance({one: grow(trunk, {**dict.fromkeys(names, ""), names[0]: one}) for one in types}),
    )


def slots_of_chance_nodes(form: ExtensiveForm) -> list[list[int]]:
    """The chance slots of each chance node, each combination once."""
    found = {
        tuple(form.chance_slot_of_edge[form.first_edge[node] : form.first_edge[node + 1]].tolist())
        for node in np.flatnonzero(form.player_of_node == CHANCE)
    }
    return [list(slots) for slots in sorted(found)]


def random_variants(
    form: ExtensiveForm,
    generator: np.random.Generator,
    count: int,
    *,
    kappa: float | NDArray[np.float64] = 5.0,
    has_common_priors: bool = False,
    digits: int | None = None,
) -> Variants:
    """Numbers for a game, with λ times the range `kappa` for every player."""
    worths = generator.uniform(-1.0, 1.0, (len(form.quantities), count))
    viewpoints = len(form.players) + 1
    probabilities = np.zeros((viewpoints, len(form.chance_slots), count))
    for slots in slots_of_chance_nodes(form):
        drawn = generator.dirichlet(
            np.full(len(slots), 2.0), (1 if has_common_priors else viewpoints, count)
        )
        if digits is not None:
            drawn = np.round(drawn, digits)
            drawn[..., -1] = 1.0 - drawn[..., :-1].sum(axis=-1)
        probabilities[:, slots] = np.moveaxis(drawn, 2, 1)
    if digits is not None:
        worths = np.round(worths, digits)
    spans = payoff_range(form, worths)
    factors = np.divide(kappa, spans, out=np.zeros_like(spans), where=spans > 0.0)
    return Variants(worths, probabilities, factors)


def clustered_form(generator: np.random.Generator) -> ExtensiveForm:
    """A random game whose hidden moves form circles: always one, and often several."""
    while True:
        has_types = bool(generator.random() < 0.5)
        form = random_form(
            generator,
            players=int(generator.integers(2, 4)),
            nodes=70,
            has_types=has_types,
            parts=1 if has_types else 3,
            hidden=0.7,
            chance_share=0.2,
        )
        if prepare(form, None).full_plan.cluster.size > 1:
            return form


def coordination_form(generator: np.random.Generator, *, largest: int = 3) -> ExtensiveForm:
    """All move at once, with a bonus where all do the same; the first may have a type.

    Such games have many equilibria, and branches that pass each other closely.
    """
    players, actions = (int(number) for number in generator.integers(2, largest + 1, 2))
    names = [f"p{number}" for number in range(players)]
    bonus = float(generator.choice([1.0, 3.0]))

    def payoffs(*, is_same: bool) -> dict[str, list[tuple[float, str]]]:
        own = [(round(float(generator.normal()), 2), f"q{generator.integers(6)}") for _ in names]
        return {
            name: [one, (bonus if is_same else 0.0, "bonus")]
            for name, one in zip(names, own, strict=True)
        }

    def grow(chosen: tuple[int, ...], own_type: str) -> Node:
        if len(chosen) == players:
            return terminal(payoffs(is_same=len(set(chosen)) == 1))
        mover = names[len(chosen)]
        branches = {f"a{one}": grow((*chosen, one), own_type) for one in range(actions)}
        return decision(mover, mover + ("" if chosen else own_type), branches)

    types = ("", " soft", " hard")[: int(generator.choice([1, 3]))]
    if len(types) == 1:
        return build(names, grow((), ""))
    return build(names, chance({one.strip() or "plain": grow((), one) for one in types}))
