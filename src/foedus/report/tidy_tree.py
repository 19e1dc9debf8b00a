"""How is a tree drawn as narrow as it can be, and the same shape the same way wherever it stands?

The algorithm of Buchheim, Jünger & Leipert (2002), which draws a tree in the style of Walker
(1990) in linear time: children in order and a unit apart at least, parents in the middle of their
children, subtrees moved together until they touch. Words as in the paper: *prelim* is a place
before the shifts of the nodes above, *mod* shifts a whole subtree, *thread* leads on along a
contour where the subtree itself has ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(eq=False)
class _Node:
    """A node while the tree is laid out."""

    name: int
    number: int
    parent: _Node | None
    children: list[_Node]
    prelim: float = 0.0
    mod: float = 0.0
    shift: float = 0.0
    change: float = 0.0
    thread: _Node | None = None
    ancestor: _Node | None = None

    @property
    def next_left(self) -> _Node | None:
        """The node below on the left contour."""
        return self.children[0] if self.children else self.thread

    @property
    def next_right(self) -> _Node | None:
        """The node below on the right contour."""
        return self.children[-1] if self.children else self.thread

    @property
    def left_sibling(self) -> _Node | None:
        """The sibling before it."""
        return self.parent.children[self.number - 1] if self.parent and self.number else None


def tidy(children: Sequence[Sequence[int]], root: int = 0) -> list[float]:
    """Where each node stands across its level, in units.

    Parameters
    ----------
    children : sequence of int[child] for each node
        The nodes below each node, in order.
    root
        Where the tree begins.

    Returns
    -------
    list of float
        The smallest is 0; nodes that the root does not reach stay at 0.

    References
    ----------
    Buchheim, Jünger & Leipert (2002).

    Examples
    --------
    >>> tidy([[1, 2, 3], [], [4, 5], [], [], []])
    [1.0, 0.0, 1.0, 2.0, 0.5, 1.5]
    """
    top = _grow(children, root, 0, None)
    _first_walk(top)
    places = [0.0] * len(children)
    reached: list[int] = []
    ahead: list[tuple[_Node, float]] = [(top, 0.0)]
    while ahead:
        node, moved = ahead.pop()
        places[node.name] = node.prelim + moved
        reached.append(node.name)
        ahead += [(child, moved + node.mod) for child in node.children]
    least = min(places[name] for name in reached)
    for name in reached:
        places[name] -= least
    return places


def _grow(children: Sequence[Sequence[int]], name: int, number: int, parent: _Node | None) -> _Node:
    node = _Node(name, number, parent, [])
    node.children = [_grow(children, below, at, node) for at, below in enumerate(children[name])]
    return node


def _first_walk(node: _Node) -> None:
    """Place a subtree, from its leaves up."""
    node.ancestor = node
    left = node.left_sibling
    beside = 0.0 if left is None else left.prelim + 1.0
    if not node.children:
        node.prelim = beside
        return
    default_ancestor = node.children[0]
    for child in node.children:
        _first_walk(child)
        default_ancestor = _apportion(child, default_ancestor)
    _execute_shifts(node)
    middle = (node.children[0].prelim + node.children[-1].prelim) / 2
    if left is None:
        node.prelim = middle
    else:
        node.prelim = beside
        node.mod = beside - middle


def _apportion(node: _Node, default_ancestor: _Node) -> _Node:
    """Move a subtree to the right until it is clear of those to its left."""
    left = node.left_sibling
    if left is None or node.parent is None:
        return default_ancestor
    inner_right, outer_right, inner_left, outer_left = node, node, left, node.parent.children[0]
    moved_inner_right = moved_outer_right = node.mod
    moved_inner_left, moved_outer_left = inner_left.mod, outer_left.mod
    while (lower_left := inner_left.next_right) and (lower_right := inner_right.next_left):
        inner_left, inner_right = lower_left, lower_right
        outer_left = outer_left.next_left or outer_left
        outer_right = outer_right.next_right or outer_right
        outer_right.ancestor = node
        overlap = (
            inner_left.prelim + moved_inner_left - inner_right.prelim - moved_inner_right + 1.0
        )
        if overlap > 0:
            _move_subtree(_ancestor(inner_left, node, default_ancestor), node, overlap)
            moved_inner_right += overlap
            moved_outer_right += overlap
        moved_inner_left += inner_left.mod
        moved_inner_right += inner_right.mod
        moved_outer_left += outer_left.mod
        moved_outer_right += outer_right.mod
    if inner_left.next_right and outer_right.next_right is None:
        outer_right.thread = inner_left.next_right
        outer_right.mod += moved_inner_left - moved_outer_right
    if inner_right.next_left and outer_left.next_left is None:
        outer_left.thread = inner_right.next_left
        outer_left.mod += moved_inner_right - moved_outer_left
        return node
    return default_ancestor


def _ancestor(inner: _Node, node: _Node, default_ancestor: _Node) -> _Node:
    """The sibling of a node under which the node on the contour stands."""
    found = inner.ancestor
    is_sibling = found is not None and found.parent is node.parent
    return found if is_sibling and found is not None else default_ancestor


def _move_subtree(left: _Node, right: _Node, by: float) -> None:
    """Move a subtree, and remember to spread those between it and another evenly."""
    between = right.number - left.number
    right.change -= by / between
    right.shift += by
    left.change += by / between
    right.prelim += by
    right.mod += by


def _execute_shifts(node: _Node) -> None:
    """Carry out what was remembered, from the last child to the first."""
    shift = change = 0.0
    for child in reversed(node.children):
        child.prelim += shift
        child.mod += shift
        change += child.change
        shift += child.shift + change
