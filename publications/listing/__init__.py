"""The list of publications: what its address asks for, what is left, in which order, and with which counts.

asked.py     the address, understood; and the addresses that lead on from it
choosing.py  which publications are left, by the columns of `models.listing`
ordering.py  in which order, without sorting more than is shown
works.py     what one author has, for their own page
facets.py    what else can be chosen, with counts
"""

from .asked import ASKED, Asked
from .choosing import Chosen, chosen

__all__ = ["ASKED", "Asked", "Chosen", "chosen"]
