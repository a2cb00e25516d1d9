"""Draw the map of the course, blocks of chapters and what each block needs, and the map of a part."""

from textwrap import fill

import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch

from m4ds.plotting.style import COLORS, WIDTH

__all__ = ["course_map", "part_map"]

ROW, GAP = 0.38, 0.4   # inches: the height of a chapter, the space between blocks
SPINE_X, SPINE_CHIP, ACROSS = 0.06, 1.5, 3
BRANCH_X, BRANCH_CHIP = 4.86, 1.54
PART_CHIP, PART_ROW = 1.72, 0.68


def course_map(chapters, spine, branches):
    """Return the figure: the spine from top to bottom, each branch beside the block that it leaves.

    Parameters
    ----------
    chapters : sequence
        With attributes `number`, `title`, `part`, `core` and `slug` (empty for a planned chapter).
    spine : sequence of tuples of int
        Blocks of chapter numbers; each needs the one before.
    branches : sequence of (tuple of int, tuple of int)
        A block, and the chapters that it needs.
    """
    known = {chapter.number: chapter for chapter in chapters}
    tops, height = _layout(spine, branches)
    fig, ax = plt.subplots(figsize=(WIDTH, height + 0.45), layout="none")
    ax.set(xlim=(0, WIDTH), ylim=(-height, 0.45), position=[0, 0, 1, 1])
    ax.axis("off")
    for block, top in zip(spine, tops, strict=True):
        _block(ax, [known[n] for n in block], SPINE_X, top, SPINE_CHIP, ACROSS, known[block[0]].part)
        _branches(ax, known, block, branches, top)
    for block, top, below in zip(spine, tops, tops[1:], strict=False):
        middle = SPINE_X + ACROSS * SPINE_CHIP / 2  # clear of the names of the parts
        _arrow(ax, (middle, top - _rows(block) * ROW), (middle, below))
    _key(ax)
    return fig


def _rows(block, across: int = ACROSS) -> int:
    return -(-len(block) // across)


def _beside(block, branches) -> list:
    """Return the branches that leave `block`: those whose last need is in it."""
    return [found for found, needs in branches if needs[-1] in block]


def _layout(spine, branches) -> tuple[list[float], float]:
    tops, y = [], -0.25
    for block in spine:
        tops.append(y)
        y -= max(_rows(block), sum(map(len, _beside(block, branches)))) * ROW + GAP
    return tops, -y - GAP + 0.12


def _block(ax, chapters, x, top, width, across, name) -> None:
    ax.text(x, top + 0.05, name, fontsize=8.5, fontweight="bold", color=COLORS["ink"], va="bottom")
    for i, chapter in enumerate(chapters):
        _chip(ax, chapter, x + (i % across) * width, top - (i // across + 1) * ROW, width - 0.06)


def _branches(ax, known, block, branches, top) -> None:
    beside = [known[n] for found in _beside(block, branches) for n in found]
    if beside:
        _arrow(ax, (SPINE_X + ACROSS * SPINE_CHIP, top - ROW / 2), (BRANCH_X, top - ROW / 2))
        _block(ax, beside, BRANCH_X, top, BRANCH_CHIP, 1, "")


def _chip(ax, chapter, x, y, width) -> None:
    stands = bool(chapter.slug)
    ax.add_patch(FancyBboxPatch(
        (x + 0.03, y + 0.03), width - 0.06, ROW - 0.06, boxstyle="round,pad=0.02,rounding_size=0.05",
        facecolor=COLORS["blue"] if stands else COLORS["paper"], linewidth=0.9,
        edgecolor=COLORS["blue"] if stands else COLORS["grey"],
        linestyle="-" if chapter.core else (0, (2.5, 2))))
    ax.text(x + width / 2, y + ROW / 2, fill(chapter.title, 23), fontsize=6.8,
            ha="center", va="center", linespacing=1.05, fontweight="bold" if stands else "normal",
            color=COLORS["paper"] if stands else COLORS["ink"])


def _arrow(ax, start, end) -> None:
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": COLORS["grey"], "linewidth": 1.2,
                                            "shrinkA": 1, "shrinkB": 1})


def _key(ax) -> None:
    for x, words, face, line in ((0.1, "stands in this edition", "blue", "-"), (1.9, "planned, core", "paper", "-"),
                                 (3.35, "planned, advanced", "paper", (0, (2.5, 2)))):
        ax.add_patch(FancyBboxPatch((x, 0.22), 0.22, 0.1, boxstyle="round,pad=0.02,rounding_size=0.03",
                                    facecolor=COLORS[face], linestyle=line, linewidth=0.9,
                                    edgecolor=COLORS["blue" if face == "blue" else "grey"]))
        ax.text(x + 0.32, 0.27, words, fontsize=8, va="center", color=COLORS["ink"])


def part_map(chapters, needs):
    """Return the figure of one part: below each chapter, those that build on it.

    Parameters
    ----------
    chapters : sequence
        The chapters to draw, with the attributes that `course_map` reads.
    needs : dict of int to tuple of int
        The chapters that each chapter names as needed; those that are not drawn count for nothing.
        What follows through a third chapter gets no arrow.
    """
    known = {chapter.number: chapter for chapter in chapters}
    direct = {n: [k for k in needs.get(n, ()) if k in known] for n in known}
    depth = _depths(direct)
    places = _places(direct, depth)
    height = max(depth.values()) * PART_ROW + ROW
    fig, ax = plt.subplots(figsize=(WIDTH, height), layout="none")
    ax.set(xlim=(0, WIDTH), ylim=(-height, 0), position=[0, 0, 1, 1])
    ax.axis("off")
    for n, above in direct.items():
        x, y = places[n]
        for k in above:
            if not any(k in _before(other, direct) for other in above):
                _arrow(ax, (places[k][0], places[k][1]), (x, y + ROW))
        _chip(ax, known[n], x - PART_CHIP / 2, y, PART_CHIP)
    return fig


def _before(number, direct) -> set[int]:
    return {k for above in direct[number] for k in ({above} | _before(above, direct))}


def _depths(direct) -> dict[int, int]:
    depth = {}
    for n in sorted(direct):
        depth[n] = 1 + max((depth[k] for k in direct[n]), default=-1)
    return depth


def _places(direct, depth) -> dict[int, tuple[float, float]]:
    """Put each row in the order of what it builds on, and centre it."""
    places = {}
    for row in range(max(depth.values()) + 1):
        members = [n for n in sorted(direct) if depth[n] == row]
        members.sort(key=lambda n: sum(places[k][0] for k in direct[n]) / max(1, len(direct[n])))
        for i, n in enumerate(members):
            x = WIDTH / 2 + (i - (len(members) - 1) / 2) * (PART_CHIP + 0.12)
            places[n] = (x, -row * PART_ROW - ROW)
    return places
