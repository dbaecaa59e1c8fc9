"""Freezes losses of seven learners on corrupted ReLUs; python3 scripts/freeze/regression.py writes test/golden/regression.json.

Needs NumPy and scikit-learn; takes half an hour of two cores; run by hand, the output is committed.

    rows        n = 4000 (the last fifth held out by learners that choose), d = 20, 50 000 to test on; y = ReLU(x₁), then
                flipneg: y = 1.5 where x₁ < −1.2; killtop: y = 0 where x₁ > 1.2; corr: y = −2 where x₂ > 1.5
    laws        gauss N(0, 1); laplace, t5: of variance 1, all columns alike
    table[]     x, noise, and for each learner the mean of its test loss over the seeds and the standard error of that mean
      surrogate   200 steps of size 1 along E[(σ − y)x] from 0
      fromZero    600 steps of size .2 along E[(σ − y)σ′x], σ′(0) = 1, from 0
      fromBehind  the same from −w*
      isotron     60 steps of size 1 from 0, the best on the held-out rows
      lipschitz   the same with curves of slope at most 1
      alignment   for norms ¼, ½, 1, 2: 40 steps of size .5 from the Chow vector, slopes in [.5, 2] right of 0, the best on the
                  held-out rows
"""
import json
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from sklearn.isotonic import isotonic_regression

from oracle.bounded_isotonic import bir, fit_anchored, interp

N, D, TEST, SEEDS = 4000, 20, 50_000, 20
CASES = [(law, noise) for law in ("gauss", "laplace", "t5") for noise in ("flipneg", "killtop", "corr")]


def relu(t):
    return np.maximum(t, 0)


def drawn(rng, n, law, noise):
    if law == "gauss":
        X = rng.normal(size=(n, D))
    elif law == "laplace":
        X = rng.laplace(size=(n, D)) / np.sqrt(2)
    else:
        X = rng.standard_t(5, size=(n, D)) / np.sqrt(5 / 3)
    y = relu(X[:, 0])
    if noise == "flipneg":
        y = np.where(X[:, 0] < -1.2, 1.5, y)
    elif noise == "killtop":
        y = np.where(X[:, 0] > 1.2, 0, y)
    else:
        y = np.where(X[:, 1] > 1.5, -2.0, y)
    return X, y


def pav(z, y):
    order = np.argsort(z)
    return z[order], isotonic_regression(y[order])


def lipschitz(z, y):
    zu, inverse = np.unique(z, return_inverse=True)
    weight = np.bincount(inverse).astype(float)
    values, _ = bir(zu, np.bincount(inverse, y) / weight, weight, np.zeros(len(zu) - 1), np.ones(len(zu) - 1))
    return zu, values


def losses(seed, law, noise):
    rng = np.random.default_rng(seed)
    X, y = drawn(rng, N, law, noise)
    Xt, yt = drawn(rng, TEST, law, noise)
    loss = lambda p: float(((p - yt) ** 2).mean())
    target = np.eye(D)[0]
    fit = int(0.8 * N)
    Xa, ya, Xv, yv = X[:fit], y[:fit], X[fit:], y[fit:]

    w = np.zeros(D)
    for _ in range(200):
        w = w - (relu(X @ w) - y) @ X / N
    out = {"surrogate": loss(relu(Xt @ w))}
    for name, w in (("fromZero", np.zeros(D)), ("fromBehind", -target)):
        for _ in range(600):
            z = X @ w
            w = w - 0.2 * ((relu(z) - y) * (z >= 0)) @ X / N
        out[name] = loss(relu(Xt @ w))
    for name, curve in (("isotron", pav), ("lipschitz", lipschitz)):
        w, best = np.zeros(D), (np.inf, None)
        for _ in range(60):
            z = Xa @ w
            knots, values = curve(z, ya)
            error = ((np.interp(Xv @ w, knots, values) - yv) ** 2).mean()
            if error < best[0]:
                best = (error, (w, knots, values))
            w = w + (ya - np.interp(z, knots, values)) @ Xa / fit
        w, knots, values = best[1]
        out[name] = loss(np.interp(Xt @ w, knots, values))
    best = (np.inf, None)
    for norm in (0.25, 0.5, 1.0, 2.0):
        w = ya @ Xa / fit
        for _ in range(40):
            w = norm * w / np.linalg.norm(w)
            z = Xa @ w
            knots, values = fit_anchored(z, ya, 0.5, 2.0)
            error = ((interp(Xv @ w, knots, values, 0.0, 0.5) - yv) ** 2).mean()
            if error < best[0]:
                best = (error, (w, knots, values))
            w = w - 0.5 * (interp(z, knots, values, 0.0, 0.5) - ya) @ Xa / fit
    w, knots, values = best[1]
    out["alignment"] = loss(interp(Xt @ w, knots, values, 0.0, 0.5))
    return out


def summary(law, noise, pool):
    runs = pool.starmap(losses, [(seed, law, noise) for seed in range(SEEDS)])
    means = {
        name: {
            "mean": round(float(np.mean([run[name] for run in runs])), 5),
            "error": round(float(np.std([run[name] for run in runs], ddof=1) / np.sqrt(SEEDS)), 5),
        }
        for name in runs[0]
    }
    print(law, noise, means, flush=True)
    return {"x": law, "noise": noise, "learners": means}


if __name__ == "__main__":
    with Pool() as pool:
        table = [summary(*case, pool) for case in CASES]
    path = Path(__file__).resolve().parents[2] / "test" / "golden" / "regression.json"
    path.write_text(json.dumps({"n": N, "d": D, "test": TEST, "seeds": SEEDS, "table": table}, indent=1) + "\n")
