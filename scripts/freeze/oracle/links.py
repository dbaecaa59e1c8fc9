"""Links σ as the monotone GLM learner needs them: with their slope, and both seen through Gaussian noise."""
from dataclasses import dataclass
from typing import Callable

import numpy as np
from scipy.special import expit, ndtr

Array = np.ndarray
density = lambda u: np.exp(-0.5 * u * u) / np.sqrt(2 * np.pi)
ramp = lambda m, tau: m * ndtr(m / tau) + tau * density(m / tau)  # E (m + τu)₊


@dataclass(frozen=True)
class Link:
    """σ, σ′, and both through noise: smooth(m, τ) = E σ(m + τu), smooth_slope(m, τ) = E σ′(m + τu)."""

    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    smooth: Callable[[Array, float], Array]
    smooth_slope: Callable[[Array, float], Array]


def relu(bias: float = 0.0) -> Link:
    return Link(
        value=lambda z: np.maximum(z + bias, 0),
        slope=lambda z: (z + bias > 0) * 1.0,
        smooth=lambda m, tau: ramp(m + bias, tau),
        smooth_slope=lambda m, tau: ndtr((m + bias) / tau),
    )


def step(at: float) -> Link:
    """1{z ≥ t}. It has no slope; where descent on the square loss asks for one it gets the jump seen through N(0, .1²)."""
    return Link(
        value=lambda z: (z >= at) * 1.0,
        slope=lambda z: density((z - at) / 0.1) / 0.1,
        smooth=lambda m, tau: ndtr((m - at) / tau),
        smooth_slope=lambda m, tau: density((m - at) / tau) / tau,
    )


NODES, MASSES = np.polynomial.hermite_e.hermegauss(100)
MASSES = MASSES / MASSES.sum()


def sigmoid() -> Link:
    """1/(1 + e^{−z}); smoothing by Gauss–Hermite quadrature with 100 nodes, exact to rounding at slope 1."""
    value = expit
    slope = lambda z: expit(z) * expit(-z)
    through_noise = lambda f: lambda m, tau: f(m[:, None] + tau * NODES[None, :]) @ MASSES
    return Link(value, slope, through_noise(value), through_noise(slope))


def square_loss(x: Array, y: Array, link: Link, w: Array) -> float:
    return float(((link.value(x @ w) - y) ** 2).mean())
