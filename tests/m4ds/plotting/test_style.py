"""One palette, told apart by colour-blind readers too."""

from itertools import combinations

import numpy as np
from matplotlib.colors import to_rgb

from m4ds.plotting.style import COLORS, CYCLE, WIDTH, new_figure, use_style

# Machado, Oliveira, Fernandes (2009), severity 1: what a reader without red or green cones sees
BLIND = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


def linear(color):
    c = np.array(to_rgb(color))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(a, b):
    light, dark = sorted((linear(c) @ [0.2126, 0.7152, 0.0722] for c in (a, b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colour_blind_readers_tell_neighbours_in_the_cycle_apart():
    for matrix in [np.eye(3), *map(np.array, BLIND.values())]:
        for a, b in combinations(CYCLE[:4], 2):
            assert np.linalg.norm(matrix @ (linear(COLORS[a]) - linear(COLORS[b]))) > 0.06, (a, b)


def test_lines_and_letters_stand_out_from_the_paper():
    assert contrast(COLORS["ink"], COLORS["paper"]) > 7
    assert contrast(COLORS["grey"], COLORS["paper"]) > 4.5
    assert all(contrast(COLORS[c], COLORS["paper"]) > 2.5 for c in CYCLE)


def test_figures_have_the_width_of_the_page():
    use_style()
    figure, axes = new_figure(2, 2, height=5)
    assert tuple(figure.get_size_inches()) == (WIDTH, 5)
    assert axes.shape == (2, 2)
