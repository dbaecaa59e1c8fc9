"""The learners in NumPy, written for reading: an oracle that the frozen outputs of learners.py come from.

Rows x ~ N(0, I_d), |w*| = 1. Words and symbols are NOTATION.md's: link σ, smoothing ρ, T_ρσ, schedule φ_t, Chow vector.
Every path below ascends, w ← unit(w + step · direction); the field of the project descends and has the opposite sign.
"""
from dataclasses import dataclass
from typing import Callable

import numpy as np
from scipy.special import expit, ndtr, ndtri

Array = np.ndarray
density = lambda u: np.exp(-0.5 * u * u) / np.sqrt(2 * np.pi)
ramp = lambda m, tau: m * ndtr(m / tau) + tau * density(m / tau)  # E (m + τu)₊


def unit(v: Array) -> Array:
    return v / max(np.linalg.norm(v), 1e-300)


def tangent(g: Array, w: Array) -> Array:
    """The part of g orthogonal to the unit vector w."""
    return g - w * (w @ g)


# ---- links ----------------------------------------------------------------------------------------------------------


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


# ---- known link: the monotone GLM learner ---------------------------------------------------------------------------


def geometric(angle: float, decay: float, stop: float):
    """φ_t: sin(θ̄/2), shrunk by 1 − β at every step while above `stop`."""
    phi = np.sin(angle / 2)
    while phi > stop:
        yield phi
        phi *= 1 - decay


def smoothed_path(x, y, link, w, angle=1.0, decay=0.1, length=0.25, stop=0.02):
    """Steps of fixed length c·φ_t along E[(y − T_ρσ(z)) T_ρ(σ′)(z) x^⊥w] with ρ = 1 − 2φ_t² (COLT 2025)."""
    path = [w]
    for phi in geometric(angle, decay, stop):
        rho = 1 - 2 * phi * phi
        tau = np.sqrt(1 - rho * rho)
        m = rho * (x @ w)
        g = tangent(x.T @ ((y - link.smooth(m, tau)) * link.smooth_slope(m, tau)) / len(y), w)
        if np.linalg.norm(g) < 1e-12:
            break
        w = unit(w + length * phi * unit(g))
        path.append(w)
    return path


def chow(x, y):
    """E[(y − ȳ) x]."""
    return x.T @ (y - y.mean()) / len(y)


QUANTILES = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998)


def thresholded_starts(x, y):
    """Labels ±y cut at their quantiles, the Chow vector of the cut labels, refined as a halfspace {z ≥ Φ⁻¹(1 − p)}."""
    seen = set()
    for quantile in QUANTILES:
        for sign in (1, -1):
            threshold = np.quantile(sign * y, quantile)
            above = (sign * y > threshold) * 1.0
            if above.mean() < 0.001:
                above = (sign * y >= threshold) * 1.0
            share = above.mean()
            key = (sign, round(float(share), 3))
            if share < 0.001 or share > 0.999 or key in seen:
                continue
            seen.add(key)
            start = unit(chow(x, above))
            refined = smoothed_path(x, above, step(ndtri(1 - share)), start, 1.0, 0.2, 0.5, 0.15)[-1]
            yield dict(quantile=quantile, sign=sign, threshold=threshold, share=share, chow=start, refined=sign * refined)


def starts(x, y):
    """The Chow vector and the thresholded ones, without those within 9.9° of an earlier one."""
    kept = []
    for w in [unit(chow(x, y))] + [s["refined"] for s in thresholded_starts(x, y)]:
        if all(w @ k < 0.985 for k in kept):
            kept.append(w)
    return kept


def best_of(path, loss):
    losses = [loss(w) for w in path]
    i = int(np.argmin(losses))
    return losses[i], path[i]


def split(x, y):
    """The first three quarters to fit, the rest held out."""
    k = int(0.75 * len(y))
    return x[:k], y[:k], x[k:], y[k:]


def monotone_glm(x, y, link):
    """Short runs from every start, whole runs from the three best, the best iterate on the hold-out."""
    xt, yt, xv, yv = split(x, y)
    held_out = lambda w: square_loss(xv, yv, link, w)
    runs = []
    for start in starts(xt, yt):
        for angle in (1.0, 0.5):
            loss, w = best_of(smoothed_path(xt, yt, link, start, angle, 0.2, 0.5, 0.1), held_out)
            runs.append((loss, w, start, angle))
    runs.sort(key=lambda run: run[0])
    ends = [
        best_of(smoothed_path(xt, yt, link, w0, angle), held_out)
        for _, w, start, first in runs[:3]
        for w0, angle in ((start, first), (w, 0.4))
    ]
    return min(ends, key=lambda end: end[0])[1]


# ---- unknown link: the monotone SIM learner -------------------------------------------------------------------------


def pava(values, weights):
    """Isotonic regression by pooling adjacent violators; neighbors with equal means are pooled too."""
    mean, weight, length = [], [], []
    for v, c in zip(values, weights):
        mean.append(v), weight.append(c), length.append(1)
        while len(mean) > 1 and mean[-2] >= mean[-1]:
            total = weight[-1] + weight[-2]
            mean[-2] = (mean[-2] * weight[-2] + mean[-1] * weight[-1]) / total
            weight[-2] = total
            length[-2] += length[-1]
            mean.pop(), weight.pop(), length.pop()
    return np.repeat(mean, length)


def knots(bins):
    """Edges that resolve the tails: quantiles of N(0, 1) and a grid of step .1 on ±4.5; rounded, so that 0 counts once."""
    return np.unique(np.round(np.r_[ndtri(np.arange(1, bins) / bins), np.arange(-45, 46) / 10], 12))


def bins_for(n):
    return int(np.clip(np.sqrt(n) / 1.5, 20, 300))


def binned_isotonic(z, y):
    """Isotonic fit to the bin means: edges, fitted values, the bin of every row (edge < z goes right), counts."""
    edges = knots(bins_for(len(y)))
    bin_of = np.searchsorted(edges, z)
    count = np.bincount(bin_of, minlength=len(edges) + 1)
    total = np.bincount(bin_of, y, minlength=len(edges) + 1)
    mean = np.where(count > 0, total / np.maximum(count, 1), y.mean())
    return edges, pava(mean, np.maximum(count, 1e-9)), bin_of, count


def exact_isotonic(z, y):
    """Isotonic regression on the rows themselves, rows of equal z first pooled: fitted value of every row."""
    _, place, count = np.unique(z, return_inverse=True, return_counts=True)
    return pava(np.bincount(place, y) / count, count.astype(float))[place]


def isotonic_loss(xt, yt, xv, yv, w):
    """Held-out square loss of the binned isotonic fit along w."""
    edges, fitted, _, _ = binned_isotonic(xt @ w, yt)
    return float(((fitted[np.searchsorted(edges, xv @ w)] - yv) ** 2).mean())


def smoothed_jumps(edges, fitted, z, width):
    """h(z) = Σ_j ΔA_j φ((z − t_j)/δ)/δ: the derivative of the staircase `fitted` seen through N(0, δ²)."""
    jumps = np.diff(fitted)
    real = jumps > 1e-12
    return (jumps[real] * density((z[:, None] - edges[real]) / width)).sum(1) / width


def centers(edges):
    """Midpoints of the bins; the two open bins count as .1 wide."""
    return np.r_[edges[0] - 0.05, (edges[1:] + edges[:-1]) / 2, edges[-1] + 0.05]


def plug_in_weight(edges, fitted, bin_of, z, width, per_bin):
    """h of every row: constant on a bin (its value at the center), or along a table of step .02 on ±4."""
    if per_bin:
        return smoothed_jumps(edges, fitted, centers(edges), width)[bin_of]
    table = np.linspace(-4, 4, 401)
    return np.interp(z, table, smoothed_jumps(edges, fitted, table, width))


def plug_in_path(x, y, w, angle=1.0, decay=0.1, length=0.25, stop=0.03, per_bin=False):
    """Steps along E[(y − m̂(z)) h(z) x^⊥w], m̂ the binned isotonic fit, h its derivative smoothed at δ = max(2φ, .1)."""
    path = [w]
    for phi in geometric(angle, decay, stop):
        z = x @ w
        edges, fitted, bin_of, _ = binned_isotonic(z, y)
        if not (np.diff(fitted) > 1e-12).any():
            break
        h = plug_in_weight(edges, fitted, bin_of, z, max(2 * phi, 0.1), per_bin)
        g = tangent(x.T @ ((y - fitted[bin_of]) * h) / len(y), w)
        if np.linalg.norm(g) < 1e-14:
            break
        w = unit(w + length * phi * unit(g))
        path.append(w)
    return path


def spectral_bins(x, y, w, phi):
    """Rows p_j^{−½} E[1{z ∈ bin j} (y − ȳ_j) x^⊥w] over equal bins of width ≈ max(φ, .12) on ±3.7 and two open ones;
    bins of fewer than 10 rows are left out."""
    z = x @ w
    edges = np.linspace(-3.7, 3.7, int(np.ceil(7.4 / max(phi, 0.12))) + 1)
    bin_of = np.searchsorted(edges, z)
    inside = np.eye(len(edges) + 1)[bin_of]
    count = inside.sum(0)
    mean = inside.T @ y / np.maximum(count, 1)
    rows = inside.T @ ((y - mean[bin_of])[:, None] * x) / len(y)
    rows = rows - np.outer(rows @ w, w)
    used = count >= 10
    share = count[used] / len(y)
    return dict(edges=edges, count=count, mean=mean, used=used, share=share, rows=rows[used] / np.sqrt(share)[:, None])


def spectral_direction(rows):
    """Top right singular vector, signed so that its profile is mostly positive (a monotone link has h ≥ 0),
    then three rounds of max over |u| = 1 and h ≥ 0 in turn. Returns both vectors and the last profile."""
    top = np.linalg.svd(rows, full_matrices=False)[2][0]
    profile = rows @ top
    if (profile[profile > 0] ** 2).sum() < (profile[profile < 0] ** 2).sum():
        top, profile = -top, -profile
    direction, profile = top, np.maximum(profile, 0)
    for _ in range(3):
        direction = unit(rows.T @ profile)
        profile = np.maximum(rows @ direction, 0)
        if profile.sum() <= 0:
            break
    return top, direction, profile


def spectral_path(x, y, w, angle=1.0, decay=0.1, length=0.25, stop=0.03):
    path = [w]
    for phi in geometric(angle, decay, stop):
        _, direction, _ = spectral_direction(spectral_bins(x, y, w, phi)["rows"])
        w = unit(w + length * phi * direction)
        path.append(w)
    return path


def monotone_sim(x, y, follow):
    """As monotone_glm with an isotonic fit in place of σ; every second iterate from the end is a candidate."""
    xt, yt, xv, yv = split(x, y)
    runs = []
    for start in starts(xt, yt):
        for angle in (1.0, 0.5, 0.2):
            path = follow(xt, yt, start, angle, 0.2, 0.5, 0.1)[::-2]
            loss, w = best_of(path, lambda w: isotonic_loss(xt, yt, xv[:6000], yv[:6000], w))
            runs.append((loss, w, start, angle))
    runs.sort(key=lambda run: run[0])
    ends = [
        best_of(follow(xt, yt, w0, angle)[::-2] + [start], lambda w: isotonic_loss(xt, yt, xv, yv, w))
        for _, w, start, first in runs[:2]
        for w0, angle in ((start, first), (w, 0.4), (w, 0.15))
    ]
    return min(ends, key=lambda end: end[0])[1]


# ---- the plain comparisons ------------------------------------------------------------------------------------------


def glmtron_path(x, y, link, steps, rate=1.0):
    """w ← w + η E[(y − σ(z)) x] from 0."""
    path = [np.zeros(x.shape[1])]
    for _ in range(steps):
        w = path[-1]
        path.append(w + rate * x.T @ (y - link.value(x @ w)) / len(y))
    return path


def descent_path(x, y, link, steps, rate):
    """w ← w + η E[(y − σ(z)) σ′(z) x] from the unit Chow vector: descent on ½ the square loss."""
    path = [unit(chow(x, y))]
    for _ in range(steps):
        w = path[-1]
        z = x @ w
        path.append(w + rate * x.T @ ((y - link.value(z)) * link.slope(z)) / len(y))
    return path


def binned_fit(z, y):
    """The isotonic fit that the complete Isotron uses: binned on the standardized index."""
    if z.std() < 1e-12:
        return np.full(len(y), y.mean())
    _, fitted, bin_of, _ = binned_isotonic(z / z.std(), y)
    return fitted[bin_of]


def isotron_path(x, y, steps, fit=exact_isotonic):
    """w ← w + E[(y − m̂(z)) x] from 0, m̂ the isotonic regression of y on z."""
    path = [np.zeros(x.shape[1])]
    for _ in range(steps):
        w = path[-1]
        path.append(w + x.T @ (y - fit(x @ w, y)) / len(y))
    return path


def glmtron(x, y, link):
    xt, yt, xv, yv = split(x, y)
    return best_of(glmtron_path(xt, yt, link, 150)[1:], lambda w: square_loss(xv, yv, link, w))[1]


def least_squares(x, y, link):
    xt, yt, xv, yv = split(x, y)
    paths = [descent_path(xt, yt, link, 100, rate)[1:] for rate in (0.5, 2.0)]
    return best_of(paths[0] + paths[1], lambda w: square_loss(xv, yv, link, w))[1]


def isotron(x, y):
    xt, yt, xv, yv = split(x, y)
    path = isotron_path(xt, yt, 100, binned_fit)
    tested = [unit(path[t + 1]) for t in range(100) if t < 5 or t % 5 == 4]
    return best_of(tested, lambda w: isotonic_loss(xt, yt, xv, yv, w))[1]
