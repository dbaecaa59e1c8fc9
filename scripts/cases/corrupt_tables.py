"""A shipped table (numbers only, the response last) split 70/30, with a fifth of its training labels corrupted; frozen.

none:    as it is.
random:  a fifth of the training rows get three times the label of another random training row.
decoy:   v is a random unit vector of the whitened features; the fifth of the training rows with the largest |v·x| get the
         training labels' quantile at the rank of v·x among them.
"""

import numpy as np


def split(path, kind, seed):
    """x, y of the training rows, x, y of the test rows."""
    table = np.loadtxt(path, delimiter=",", skiprows=1)
    x, clean = table[:, :-1], table[:, -1]
    y = clean.copy()
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(y))
    k = int(0.7 * len(y))
    train, test = order[:k], order[k:]
    m = int(0.2 * k)
    if kind == "random":
        bad = rng.choice(train, m, replace=False)
        y[bad] = 3 * rng.permutation(clean[train])[:m]
    elif kind == "decoy":
        z = whitened(x, train)
        v = rng.standard_normal(z.shape[1])
        v /= np.linalg.norm(v)
        bad = train[np.argsort(-np.abs(z[train] @ v))[:m]]
        r = z[bad] @ v
        y[bad] = np.quantile(np.sort(clean[train]), (r - r.min()) / (r.max() - r.min() + 1e-9))
    return x[train], y[train], x[test], clean[test]


def whitened(x, train):
    deviation = x[train].std(0)
    kept = deviation > 1e-9
    a = (x[:, kept] - x[train].mean(0)[kept]) / deviation[kept]
    lower = np.linalg.cholesky(np.cov(a[train].T) + 1e-3 * np.eye(a.shape[1]))
    return np.linalg.solve(lower, a.T).T
