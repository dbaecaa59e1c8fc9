"""Known link: the monotone GLM learner, its starts and its selection."""
import numpy as np
from scipy.special import ndtri

from .links import square_loss, step


def unit(v):
    return v / max(np.linalg.norm(v), 1e-300)


def tangent(g, w):
    """The part of g orthogonal to the unit vector w."""
    return g - w * (w @ g)


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
