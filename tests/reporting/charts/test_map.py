"""The map: every state can be reached, hit and told apart."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from django.conf import settings

from program.models import Country
from reporting.charts.map import legend, map_of

MEMBERS = [
    "ARG", "ATG", "BHS", "BLZ", "BOL", "BRA", "BRB", "CAN", "CHL", "COL", "CRI", "CUB",
    "DMA", "DOM", "ECU", "GRD", "GTM", "GUY", "HND", "HTI", "JAM", "KNA", "LCA", "MEX",
    "NIC", "PAN", "PER", "PRY", "SLV", "SUR", "TTO", "URY", "USA", "VCT", "VEN",
]  # fmt: skip
SMALL = ["ATG", "BHS", "BLZ", "BRB", "DMA", "GRD", "KNA", "LCA", "SLV", "TTO", "VCT"]
# How wide each view is on a phone, and the inset at its narrowest at a desk: pixels of the style sheet.
SQUARES = {"main": (48, 320), "inset": (50, 0.54 * 480)}
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{.*?\}\s*\}", re.DOTALL)
_COLOR = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6})")
SHADES = ["shade-1", "shade-2", "shade-3", "shade-4"]


@pytest.fixture(scope="module")
def views():
    return map_of(Country(iso3=iso3) for iso3 in MEMBERS)


def labels(view):
    return {shape.country.iso3: shape.label for shape in view.shapes if shape.label}


def test_the_keyboard_stops_at_each_state_once(views):
    links = [s.country.iso3 for view in views.values() for s in view.shapes if s.is_link]
    assert sorted(links) == MEMBERS


def test_each_state_is_drawn_where_it_is_a_link(views):
    for view in views.values():
        assert all(shape.path or shape.has_dot for shape in view.shapes if shape.is_link)


def test_the_smallest_states_have_a_label_to_hit(views):
    assert set(SMALL) <= labels(views["inset"]).keys()


@pytest.mark.parametrize("name", SQUARES)
def test_a_label_can_be_hit_and_overlaps_no_other(views, name):
    square, pixels = SQUARES[name]
    assert square * pixels / views[name].width >= 24
    for one, other in combinations(labels(views[name]).values(), 2):
        assert max(abs(one.x - other.x), abs(one.y - other.y)) >= square, (one, other)


def test_no_dot_covers_another(views):
    dots = [shape.label for shape in views["inset"].shapes if shape.has_dot]
    for one, other in combinations(dots, 2):
        assert abs(one.middle_x - other.middle_x) + abs(one.middle_y - other.middle_y) > 10


def test_the_legend_begins_with_no_entries_and_has_no_gap():
    steps = legend([Country(iso3="MEX")])
    assert (steps[0].least, steps[0].most) == (0, 0)
    assert all(later.least == earlier.most + 1 for earlier, later in pairwise(steps))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_shades_are_told_apart_on_a_bad_projector(scheme):
    colors = colors_of(scheme)
    shades = [colors[name] for name in SHADES]
    assert min(contrast(one, other) for one, other in pairwise(shades)) > 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_state_stands_out_from_the_paper_by_its_line_or_by_its_fill(scheme):
    colors = colors_of(scheme)
    for ground in ("paper", "map-land"):
        assert contrast(colors["navy"], colors[ground]) > 3
        assert all(contrast(colors[name], colors[ground]) > 3 for name in SHADES[2:])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_code_can_be_read_on_its_shade(scheme):
    colors = colors_of(scheme)
    for name in SHADES:
        ink = "ink" if name in SHADES[:2] else "paper"
        assert contrast(colors[ink], colors[name]) > 4.5, name


def colors_of(scheme):
    """The colors of the style sheet by name, in the light or the dark scheme."""
    css = (Path(settings.BASE_DIR) / "static/site/site.css").read_text(encoding="utf-8")
    light, dark = _DARK.sub("", css), "".join(_DARK.findall(css))
    found = dict(_COLOR.findall(light))
    return found | dict(_COLOR.findall(dark)) if scheme == "dark" else found


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color):
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def counted(counts):
    """Member states with these numbers of entries, one each."""
    states = [Country(iso3=iso3) for iso3 in MEMBERS[: len(counts)]]
    for state, count in zip(states, counts, strict=True):
        state.entries_count = count
    return states


def shades_of(states):
    """The shade by number of entries."""
    shapes = [shape for view in map_of(states).values() for shape in view.shapes]
    assert {shape.count for shape in shapes} == {state.entries_count for state in states}
    return {shape.count: shape.shade for shape in shapes}


def test_a_state_without_entries_has_the_first_shade_and_each_step_begins_one_later():
    shades = shades_of(counted([0, 1, 3, 4, 9, 10, 19, 20, 60]))
    assert shades == {0: 0, 1: 1, 3: 1, 4: 2, 9: 2, 10: 3, 19: 3, 20: 4, 60: 4}


@pytest.mark.parametrize("most", [34, 61, 500])
def test_the_legend_says_of_each_shade_what_numbers_it_stands_for(most):
    states = counted(sorted({*range(30), most // 2, most}))
    steps = legend(states)
    for count, shade in shades_of(states).items():
        assert steps[shade].least <= count, (count, shade)
        assert steps[shade].most is None or count <= steps[shade].most, (count, shade)
