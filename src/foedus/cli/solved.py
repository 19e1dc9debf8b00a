"""How is the solution of one game told, to a person and to a program?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import click

from foedus.solve import Status
from foedus.solve.equilibrium import RATIONAL_REGRET
from foedus.solve.play import LARGEST_RESIDUAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedus.solve import GambitGame, Solution

ROUNDING = 1e-14
"""What is smaller is the rounding of the last steps, and differs from machine to machine."""


def why_not_solved(solution: Solution, *, is_rational: bool) -> str:
    """Why the one variant does not carry the certificate, in sentences; empty if it does."""
    status = Status(int(solution.status[0]))
    if status is Status.SOLVED:
        return ""
    if status is Status.FAILED:
        asked = "the rational limit" if is_rational else "the λ that was asked for"
        return (
            "not solved: the branch of equilibria that begins with play at random at λ = 0 could "
            f"not be followed to {asked}. A smaller λ may be within reach."
        )
    residual, regret = float(solution.residual[0]), float(solution.regret[0])
    reasons: list[str] = []
    if not residual <= LARGEST_RESIDUAL:
        reasons.append(
            f"the logit response to the play that was found differs from it by {residual:.0e} "
            f"({LARGEST_RESIDUAL:.0e} is certified)"
        )
    if is_rational and not regret <= RATIONAL_REGRET:
        reasons.append(
            f"somebody would gain {regret:.0e} of its range of payoffs by another action "
            f"({RATIONAL_REGRET:.0e} is certified)"
        )
    return (
        f"not certified: {', and '.join(reasons)}. Do not rely on it; a smaller λ may be within "
        "reach."
    )


def in_words(
    game: GambitGame, solution: Solution, levels: Mapping[str, float], *, is_solved: bool
) -> str:
    """The play, the payoffs and the certificate, for a person."""
    form = game.form
    title = " ".join(game.title.split()) or "A game without a title"
    size = (
        f"{form.node_count:,} nodes, {len(form.information_sets):,} information sets; "
        f"{_levels_in_words(levels)}"
    )
    parts = [f"{click.style(title, bold=True)}\n{size}"]
    if not math.isnan(float(solution.residual[0])):
        uncertain = "" if is_solved else " (not certified)"
        parts.append("\n".join((_heading(f"Play{uncertain}"), *_play(solution))))
    if is_solved:
        parts.append("\n".join((_heading("Expected payoffs"), *_payoffs(solution))))
        parts.append("\n".join((_heading("Certificate"), *_certificate(solution, levels))))
    return "\n\n".join(parts)


def as_record(
    game: GambitGame, solution: Solution, levels: Mapping[str, float], trouble: str
) -> dict[str, object]:
    """The same for a program, as values of JSON; what is not known is null."""
    form = game.form
    owners = form.player_of_information_set.tolist()
    is_rational = any(map(math.isinf, levels.values()))
    return {
        "title": game.title,
        "comment": game.comment,
        "rationality": "rational" if is_rational else dict(levels),
        "status": Status(int(solution.status[0])).name.lower(),
        "trouble": trouble or None,
        "play": [
            {
                "player": form.players[owner],
                "information_set": name,
                "actions": {label: _known(values[0]) for label, values in actions.items()},
            }
            for owner, (name, actions) in zip(owners, solution.play.items(), strict=True)
        ],
        "expected_payoffs": {
            name: _known(worth)
            for name, worth in zip(form.players, solution.worth[:, 0], strict=True)
        },
        "certificate": {
            "residual": _known(solution.residual[0]),
            "regret": _known(solution.regret[0]),
            "turned": bool(solution.turned[0]),
            "tied": bool(solution.tied[0]),
        },
    }


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _heading(text: str) -> str:
    return click.style(text, bold=True)


def _levels_in_words(levels: Mapping[str, float]) -> str:
    distinct = set(levels.values())
    if distinct == {math.inf}:
        return "the rational limit"
    if not distinct:
        return "nobody plays"
    if len(distinct) == 1:
        return f"λ = {distinct.pop():g}"
    return ", ".join(f"λ of {name} = {level:g}" for name, level in levels.items())


def _play(solution: Solution) -> Iterator[str]:
    """One line an information set, those of a player together."""
    form = solution.form
    owners = form.player_of_information_set.tolist()
    rows = list(zip(owners, solution.play.items(), strict=True))
    width = max((len(name) for name in form.information_sets), default=0)
    for player, player_name in enumerate(form.players):
        own = [row for owner, row in rows if owner == player]
        if own:
            yield f"  {player_name}"
        for name, actions in own:
            told = "   ".join(f"{label} {values[0]:.4f}" for label, values in actions.items())
            yield f"    {name:<{width}}   {told}"


def _payoffs(solution: Solution) -> Iterator[str]:
    players = solution.form.players
    width = max(map(len, players), default=0)
    for name, worth in zip(players, solution.worth[:, 0], strict=True):
        yield f"  {name:<{width}}   {worth:.6g}"


def _certificate(solution: Solution, levels: Mapping[str, float]) -> Iterator[str]:
    """What is known of the play, one sentence a line."""
    is_rational = any(map(math.isinf, levels.values()))
    residual, regret = float(solution.residual[0]), float(solution.regret[0])
    if solution.form.has_perfect_information:
        yield f"  {_exact(solution, is_rational=is_rational)}"
    else:
        if is_rational:
            yield "  The limit is taken where λ times each player's range of payoffs is a million."
        distance = f"at most {residual:.0e}" if residual > ROUNDING else f"less than {ROUNDING:.0e}"
        yield f"  The logit response to the play differs from it by {distance} (1e-9 is certified)."
        yield (
            "  The branch of equilibria turned back on its way from λ = 0: it is not the only one."
            if solution.turned[0]
            else "  The branch of equilibria did not turn back on its way from λ = 0."
        )
    share = f"more than {regret:.2g} of its range of payoffs"
    gain = share if regret > ROUNDING else "anything"
    yield f"  Nobody would gain {gain} by another action at one information set."


def _exact(solution: Solution, *, is_rational: bool) -> str:
    """How it was solved that nothing is hidden."""
    if not is_rational:
        return "Exact: nothing is hidden, so that there is one logit equilibrium, in closed form."
    ties = (
        "some actions were equally good and share the probability equally"
        if solution.tied[0]
        else "no two actions were equally good"
    )
    return f"Exact: nothing is hidden, so that it is solved from the end; {ties}."
