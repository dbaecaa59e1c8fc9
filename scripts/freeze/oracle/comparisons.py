"""The plain comparisons: GLMtron, descent on the square loss, Isotron."""
import numpy as np

from .known_link import best_of, chow, split, unit
from .links import square_loss
from .unknown_link import exact_isotonic


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
    """The iterate whose exact isotonic fit, a staircase, is best on the held-out rows."""
    xt, yt, xv, yv = split(x, y)

    def loss(w):
        z = xt @ w
        order = np.argsort(z)
        left = np.searchsorted(z[order], xv @ w, side="right") - 1
        return np.mean((exact_isotonic(z, yt)[order][np.maximum(left, 0)] - yv) ** 2)

    tested = [unit(w) for w in isotron_path(xt, yt, 100)[1:]]
    return best_of(tested, loss)[1]
