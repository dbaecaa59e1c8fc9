"""Unknown link: the monotone SIM learner with the plug-in and the spectral field."""
import numpy as np
from scipy.special import ndtri

from .known_link import best_of, geometric, split, starts, tangent, unit
from .links import density


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


def by_row(z, y, width):
    """m̂ and h of every row: h along a table of step .02 on ±4."""
    edges, fitted, bin_of, _ = binned_isotonic(z, y)
    table = np.linspace(-4, 4, 401)
    return fitted[bin_of], np.interp(z, table, smoothed_jumps(edges, fitted, table, width))


TAILS = np.array([5, 5.5, 6, 7, 8, 10, 12, 15, 20, 30])


def plug_in_bins(z, y, width):
    """The form that one profile over bins gives: bins out to ±30, m and h constant on each, h taken at the bin's mean z.
    An empty bin has its left neighbor's value (on the far left its right one's)."""
    bins = int(np.rint(np.clip(np.sqrt(len(y)) / 1.5, 20, 300)))
    edges = np.r_[ndtri(np.arange(1, bins) / bins), np.arange(-45, 46) / 10, TAILS, -TAILS]
    edges = np.unique(np.round(edges, 12))
    bin_of = np.searchsorted(edges, z, side="right")
    count = np.bincount(bin_of, minlength=len(edges) + 1)
    full = np.flatnonzero(count)
    fitted = pava(np.bincount(bin_of, y)[full] / count[full], count[full].astype(float))
    isotonic = fitted[np.maximum(np.searchsorted(full, np.arange(len(count)), side="right") - 1, 0)]
    weight = np.zeros(len(count))
    weight[full] = smoothed_jumps(edges, isotonic, np.bincount(bin_of, z)[full] / count[full], width)
    return dict(edges=edges, count=count, isotonic=isotonic, weight=weight, bin_of=bin_of)


def by_bin(z, y, width):
    bins = plug_in_bins(z, y, width)
    return bins["isotonic"][bins["bin_of"]], bins["weight"][bins["bin_of"]]


def plug_in_path(x, y, w, angle=1.0, decay=0.1, length=0.25, stop=0.03, fit=by_row):
    """Steps along E[(y − m̂(z)) h(z) x^⊥w], m̂ the binned isotonic fit, h its derivative smoothed at δ = max(2φ, .1)."""
    path = [w]
    for phi in geometric(angle, decay, stop):
        m, h = fit(x @ w, y, max(2 * phi, 0.1))
        g = tangent(x.T @ ((y - m) * h) / len(y), w)
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


def spectral_direction(rows, rounds=3):
    """Top right singular vector, signed so that its profile is mostly positive (a monotone link has h ≥ 0),
    then rounds of max over |u| = 1 and h ≥ 0 in turn. Returns the direction and its profile."""
    direction = np.linalg.svd(rows, full_matrices=False)[2][0]
    profile = rows @ direction
    if (profile[profile > 0] ** 2).sum() < (profile[profile < 0] ** 2).sum():
        direction, profile = -direction, -profile
    for _ in range(rounds):
        if np.maximum(profile, 0).sum() <= 0:
            break
        direction = unit(rows.T @ np.maximum(profile, 0))
        profile = rows @ direction
    return direction, profile


def spectral_path(x, y, w, angle=1.0, decay=0.1, length=0.25, stop=0.03, rounds=3):
    path = [w]
    for phi in geometric(angle, decay, stop):
        direction, _ = spectral_direction(spectral_bins(x, y, w, phi)["rows"], rounds)
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
