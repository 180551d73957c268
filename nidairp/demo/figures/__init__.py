"""Figures for the demonstration posts, drawn when the content is loaded: no image files in the repository.

All numbers are made up. ``draw(name)`` gives a PNG; the names stand in the posts' headers.
"""

from collections.abc import Callable

from . import plots, portraits, schemes
from .canvas import Canvas

FIGURES: dict[str, Callable[[], Canvas]] = {
    "adolescent-networks": schemes.adolescent_networks,
    "dynorphin-sensor": plots.dynorphin_sensor,
    "first-month": plots.first_month,
    "incubation": plots.incubation,
    "joint-cue-task": plots.joint_cue_task,
    "neuromelanin-map": schemes.neuromelanin_map,
    "portrait-blue": portraits.blue,
    "portrait-green": portraits.green,
    "portrait-plum": portraits.plum,
    "portrait-sand": portraits.sand,
    "rat-coil": plots.rat_coil,
    "stimulation-reliability": plots.stimulation_reliability,
    "surprise-signals": plots.surprise_signals,
    "weekly-drinks": plots.weekly_drinks,
    "withdrawal-circuits": schemes.withdrawal_circuits,
}


def draw(name: str) -> bytes:
    return FIGURES[name]().png()
