"""The plain comparisons: GLMtron, descent on the square loss, Isotron."""
import numpy as np

from .known_link import best_of, chow, split, unit
from .links import square_loss
from .unknown_link import binned_isotonic, exact_isotonic, isotonic_loss


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
    """w ← w + E[(y − m̂(z)) x] from 0, m̂ the isotonic regression of y on z, which sees z/|w|."""
    path = [np.zeros(x.shape[1])]
    for _ in range(steps):
        w = path[-1]
        path.append(w + x.T @ (y - fit(x @ w / (np.linalg.norm(w) or 1), y)) / len(y))
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
