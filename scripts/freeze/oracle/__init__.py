"""The learners in NumPy, written for reading: an oracle that the frozen outputs of learners.py come from.

Rows x ~ N(0, I_d), |w*| = 1. Words and symbols are NOTATION.md's: link σ, smoothing ρ, T_ρσ, schedule φ_t, Chow vector.
Every path ascends, w ← unit(w + step · direction); the field of the project descends and has the opposite sign.
"""
from .comparisons import *
from .known_link import *
from .links import *
from .unknown_link import *
