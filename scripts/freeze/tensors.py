"""Freezes starts from Hermite tensors; python3 scripts/freeze/tensors.py writes test/golden/tensors.json.

Needs NumPy; takes a few minutes; run by hand, the output is committed.

    y = He_k(w*·x) + .3 N(0, 1), 5 % of the labels replaced by He_k(v·x); x ~ N(0, I_d); w*, v uniform on the sphere
    cases[]     k, d, n; start: mean of |w₀·w*| over the seeds and its standard error; end: the same of the angle in degrees
                after 40 steps w ← unit(w + g/(2e√k c √k)), g = √k E[y He_{k−1}(w·x) x^⊥w], c = max(|E[y He_k(w₀·x)]|, .05)
    w₀          the top left singular vector of the d^l × d^{k−l} unfolding of E[y He_k(x)], l = max(1, ⌊k/2⌋), and for l = 2 the
                top one of that
"""
import json
from math import e, factorial, sqrt
from pathlib import Path

import numpy as np

SEEDS = 20
CASES = [(2, 50, 500), (2, 50, 2000), (3, 30, 2000), (4, 16, 4000)]


def hermite(k, z):
    before, now = np.zeros_like(z), np.ones_like(z)
    for j in range(k):
        before, now = now, z * now - j * before
    return now / sqrt(factorial(k))


def unit(v):
    return v / np.linalg.norm(v)


def tensor(X, y, k):
    n, d = X.shape
    I = np.eye(d)
    pairs = (X[:, :, None] * X[:, None, :]).reshape(n, -1)
    second = (X * y[:, None]).T @ X / n
    if k == 2:
        return (second - y.mean() * I) / sqrt(2)
    if k == 3:
        m = X.T @ y / n
        T = ((X * y[:, None]).T @ pairs / n).reshape(d, d, d)
        for form in ("a,bc->abc", "b,ac->abc", "c,ab->abc"):
            T -= np.einsum(form, m, I)
        return T / sqrt(6)
    T = ((pairs * y[:, None]).T @ pairs / n).reshape(d, d, d, d)
    for form in ("ab,cd", "ac,bd", "ad,bc", "bc,ad", "bd,ac", "cd,ab"):
        T = T - np.einsum(f"{form}->abcd", second, I)
    for form in ("ab,cd", "ac,bd", "ad,bc"):
        T = T + y.mean() * np.einsum(f"{form}->abcd", I, I)
    return T / sqrt(24)


def start(X, y, k):
    d = X.shape[1]
    l = max(1, k // 2)
    top = np.linalg.svd(tensor(X, y, k).reshape(d**l, -1), full_matrices=False)[0][:, 0]
    return top if l == 1 else np.linalg.svd(top.reshape(d, d))[0][:, 0]


def end(X, y, w, k):
    c = max(abs(np.mean(y * hermite(k, X @ w))), 0.05)
    for _ in range(40):
        g = sqrt(k) * (X.T @ (y * hermite(k - 1, X @ w))) / len(y)
        w = unit(w + (g - w * (w @ g)) / (2 * e * sqrt(k) * c * sqrt(k)))
    return w


cases = []
for k, d, n in CASES:
    starts, ends = [], []
    for seed in range(SEEDS):
        rng = np.random.default_rng([seed, k])
        w, v = unit(rng.standard_normal(d)), unit(rng.standard_normal(d))
        X = rng.standard_normal((n, d))
        y = hermite(k, X @ w) + 0.3 * rng.standard_normal(n)
        bad = rng.random(n) < 0.05
        y[bad] = hermite(k, X[bad] @ v)
        w0 = start(X, y, k)
        if k % 2 and np.mean(y * hermite(k, X @ w0)) < 0:
            w0 = -w0
        starts.append(abs(w0 @ w))
        ends.append(np.degrees(np.arccos(min(1, abs(end(X, y, w0, k) @ w)))))
    spread = lambda values: {
        "mean": round(float(np.mean(values)), 5),
        "error": round(float(np.std(values, ddof=1) / sqrt(SEEDS)), 5),
    }
    cases.append({"k": k, "d": d, "n": n, "start": spread(starts), "end": spread(ends)})
    print(cases[-1], flush=True)

path = Path(__file__).resolve().parents[2] / "test" / "golden" / "tensors.json"
path.write_text(json.dumps({"seeds": SEEDS, "cases": cases}, indent=1) + "\n")
