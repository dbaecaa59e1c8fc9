"""Freezes test/golden/isotonic.json: isotonic fits by other people's solvers, on random points with ties and weights.

Run with a Python that has numpy, scipy and scikit-learn:  python3 scripts/freeze/isotonic.py
  isotonic   scikit-learn's IsotonicRegression
  bounded    the quadratic program over slopes, scipy's lsq_linear (BVLS): free, pinned and anchored at the origin
  median     the linear program, scipy's linprog (HiGHS): its least and greatest solutions, snapped to the labels
"""
import json
from pathlib import Path

import numpy as np
from scipy.optimize import linprog, lsq_linear
from sklearn.isotonic import IsotonicRegression

rng = np.random.default_rng(20260501)


def points(n, digits):
    """z with ties (one decimal), noisy labels on it, weights; plain decimals so that they are the same numbers in JSON."""
    z = np.round(rng.normal(size=n), 1) + 0.0
    y = np.round(z + rng.choice([0.3, 1, 3]) * rng.normal(size=n), digits) + 0.0
    w = np.round(rng.uniform(0.2, 3, size=n), 2)
    return z, y, w


def slope_fit(z, y, w, bounds, pin=None):
    """Least squares over the increments between knots; `bounds(left, right)` gives the slopes of a gap."""
    knots = np.unique(z if pin is None else np.append(z, pin[0]))
    gaps = np.diff(knots)
    origin = 0 if pin is None else int(np.searchsorted(knots, pin[0]))
    matrix = np.zeros((len(knots), len(gaps)))
    for i in range(len(knots)):
        matrix[i, origin:i] = 1
        matrix[i, i:origin] = -1
    lo, hi = np.array([bounds(a, b) for a, b in zip(knots[:-1], knots[1:])]).reshape(-1, 2).T * gaps
    start = 0.0
    if pin is None:
        matrix = np.column_stack([matrix, np.ones(len(knots))])
        lo, hi = np.append(lo, -np.inf), np.append(hi, np.inf)
    else:
        start = pin[1]
    rows = matrix[np.searchsorted(knots, z)] * np.sqrt(w)[:, None]
    solution = lsq_linear(rows, (y - start) * np.sqrt(w), bounds=(lo, hi), method="bvls", tol=1e-15, max_iter=5000)
    assert solution.success
    return knots.tolist(), (start + matrix @ solution.x).tolist()


def median_fit(z, y, w):
    """Halfway between the least and the greatest of all minimizers, at every distinct z."""
    knots, group = np.unique(z, return_inverse=True)
    k, n = len(knots), len(y)
    pick = np.eye(k)[group]
    # variables v (k), t (n): t >= |v_group - y|, v nondecreasing
    a = np.block([[pick, -np.eye(n)], [-pick, -np.eye(n)], [np.eye(k)[:-1] - np.eye(k)[1:], np.zeros((k - 1, n))]])
    b = np.concatenate([y, -y, np.zeros(k - 1)])
    cost = np.concatenate([np.zeros(k), w])
    free = [(None, None)] * (k + n)
    best = linprog(cost, A_ub=a, b_ub=b, bounds=free).fun
    a, b = np.vstack([a, cost]), np.append(b, best + 1e-8)
    ends = []
    for sign in (1, -1):
        v = linprog(np.concatenate([sign * np.ones(k), np.zeros(n)]), A_ub=a, b_ub=b, bounds=free).x[:k]
        snapped = y[np.abs(v[:, None] - y[None, :]).argmin(axis=1)]
        assert np.abs(snapped - v).max() < 1e-6
        ends.append(snapped)
    return knots.tolist(), ((ends[0] + ends[1]) / 2).tolist(), best


def instance(z, y, w, **fit):
    return {"z": z.tolist(), "y": y.tolist(), "weights": w.tolist(), **fit}


def main():
    frozen = {"isotonic": [], "bounded": [], "anchored": [], "median": []}
    for trial in range(30):
        z, y, w = points(int(rng.integers(1, 25)), 3)
        w[rng.random(len(w)) < 0.2] = 0
        w[0] = 1
        keep = w > 0
        knots = np.unique(z[keep])
        model = IsotonicRegression().fit(z[keep], y[keep], sample_weight=w[keep])
        frozen["isotonic"].append(instance(z, y, w, knots=knots.tolist(), values=model.predict(knots).tolist()))
    for trial in range(30):
        z, y, w = points(int(rng.integers(1, 25)), 3)
        lo = round(float(rng.uniform(0, 1)), 2) * int(rng.integers(0, 2))
        hi = round(lo + float(rng.uniform(0.05, 2)), 2)
        pin = None if trial % 2 == 0 else (round(float(rng.normal()), 2), round(float(rng.normal()), 2))
        knots, values = slope_fit(z, y, w, lambda a, b: (lo, hi), pin)
        frozen["bounded"].append(instance(z, y, w, slopes=[lo, hi], pin=pin, knots=knots, values=values))
    for trial in range(20):
        z, y, w = points(int(rng.integers(1, 25)), 3)
        a = round(float(rng.uniform(0, 1)), 2)
        b = round(a + float(rng.uniform(0.05, 2)), 2)
        knots, values = slope_fit(z, y, w, lambda left, right: (0 if right <= 0 else a, b), (0.0, 0.0))
        frozen["anchored"].append(instance(z, y, w, slopes=[a, b], knots=knots, values=values))
    for trial in range(30):
        z, y, _ = points(int(rng.integers(1, 25)), 1 if trial % 2 else 3)
        w = rng.integers(1, 4, size=len(z)).astype(float)
        knots, values, cost = median_fit(z, y, w)
        frozen["median"].append(instance(z, y, w, knots=knots, values=values, cost=cost))
    path = Path(__file__).parents[2] / "test" / "golden" / "isotonic.json"
    path.write_text(json.dumps(frozen) + "\n")


if __name__ == "__main__":
    main()
