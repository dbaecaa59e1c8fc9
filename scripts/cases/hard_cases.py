"""Frozen generator of hard single-neuron cases: links × covariates × corruptions of the labels, real-valued and binary.

A case is a function of (link, covariates, corruption, d, n, seed) alone, through NumPy's PCG64: same arguments, same bits.
Fits are judged on these bits, so what is drawn, and in which order, must not change; new cases get new names.
"""

import zlib

import numpy as np

SLOPE = 3.0  # of the sigmoid
BIAS = 1.0364  # P(N(0, 1) > BIAS) = 0.15
STAIRS = [(-1.2, -0.8, 0.5), (0.0, 0.1, 0.2), (0.5, 0.7, 1.3), (1.5, 1.8, 0.5)]  # ramps: from, to, height
BINARY = {"step", "sigmoid"}  # labels 0 and 1
NOISE = 0.1  # standard deviation, on real-valued labels


def sigmoid(t):
    return 1 / (1 + np.exp(-np.clip(SLOPE * t, -60, 60)))


# σ and σ′; the index w*·x always has variance 1.
LINKS = {
    "relu": (lambda t: np.maximum(t, 0), lambda t: (t > 0) * 1.0),
    "brelu": (lambda t: np.maximum(t - BIAS, 0), lambda t: (t > BIAS) * 1.0),
    "step": (lambda t: (t > 1.0) * 1.0, None),
    "sigmoid": (sigmoid, lambda t: SLOPE * sigmoid(t) * (1 - sigmoid(t))),
    "cbrt": (np.cbrt, lambda t: 1 / (3 * np.maximum(np.abs(t), 1e-3) ** (2 / 3))),
    "stair": (
        lambda t: sum(h * np.clip((t - a) / (b - a), 0, 1) for a, b, h in STAIRS),
        lambda t: sum(h / (b - a) * ((t > a) & (t < b)) for a, b, h in STAIRS),
    ),
}


def autoregressive(rng, n, d, r=0.7):
    e = rng.standard_normal((n, d))
    x = np.empty((n, d))
    x[:, 0] = e[:, 0]
    for j in range(1, d):
        x[:, j] = r * x[:, j - 1] + np.sqrt(1 - r * r) * e[:, j]
    return x


# Mean 0 and variance 1 in every coordinate.
COVARIATES = {
    "gaussian": lambda rng, n, d: rng.standard_normal((n, d)),
    "ar07": autoregressive,
    "cube": lambda rng, n, d: rng.uniform(-np.sqrt(3), np.sqrt(3), (n, d)),
    "laplace": lambda rng, n, d: rng.laplace(0, 1 / np.sqrt(2), (n, d)),
    "t5": lambda rng, n, d: rng.standard_t(5, (n, d)) / np.sqrt(5 / 3),
    "sparsebg": lambda rng, n, d: rng.standard_normal((n, d)) * (rng.random((n, d)) < 0.2) / np.sqrt(0.2),
}


def covariance(covariates, d):
    if covariates == "ar07":
        return 0.7 ** np.abs(np.subtract.outer(np.arange(d), np.arange(d)))
    return np.eye(d)


def direction(rng, d, sigma, across=None):
    """Coordinates ±1, ±1/2, ±1/3, … in random places keep w·x non-normal where x is; Var(w·x) = 1, uncorrelated with `across`."""
    w = (1.0 / np.arange(1, d + 1)) * rng.choice([-1, 1], d)
    w = w[rng.permutation(d)]
    if across is not None:
        w = w - across * (across @ sigma @ w) / (across @ sigma @ across)
    return w / np.sqrt(w @ sigma @ w)


def make(link, covariates, corruption, d, n, seed, n_test=10000):
    """x, y (corrupted), clean, w (the target), u (along which noise varies); x_test and its noiseless means."""
    key = zlib.crc32(f"{link}/{covariates}/{d}/{n}/{seed}".encode())  # same x and w for every corruption
    rng = np.random.default_rng([seed, key])
    sigma, covariance_ = LINKS[link][0], covariance(covariates, d)
    w = direction(rng, d, covariance_)
    v = direction(rng, d, covariance_, across=w)
    u = direction(rng, d, covariance_)
    x = COVARIATES[covariates](rng, n, d)
    x_test = COVARIATES[covariates](rng, n_test, d)
    z = x @ w
    mean = sigma(z)
    y = (rng.random(n) < mean) * 1.0 if link == "sigmoid" else mean.copy()
    if link not in BINARY:
        y = y + NOISE * rng.standard_normal(n)
    clean = y.copy()
    rng = np.random.default_rng([seed, key, zlib.crc32(corruption.encode())])
    corrupt = CORRUPTIONS[corruption]
    y = corrupt(y, dict(link=link, sigma=sigma, z=z, mean=mean, decoy=x @ v, across=x @ u), rng)
    return dict(x=x, y=y, clean=clean, w=w, u=u, x_test=x_test, mean_test=sigma(x_test @ w), covariance=covariance_)


def random10(y, case, rng):
    """A tenth of the labels far off, of either sign; 0/1 labels flipped."""
    bad = rng.permutation(len(y))[: len(y) // 10]
    bad.sort()
    if case["link"] in BINARY:
        y[bad] = 1 - y[bad]
    else:
        y[bad] = rng.choice([-1, 1], len(bad)) * 10 * case["mean"].std() * (1 + rng.random(len(bad)))
    return y


def decoy20(y, case, rng):
    """The fifth of the rows with the largest |v·x| answer to v."""
    bad = np.sort(np.argsort(-np.abs(case["decoy"]))[: len(y) // 5])
    answers = case["sigma"](case["decoy"][bad])
    y[bad] = (rng.random(len(bad)) < answers) * 1.0 if case["link"] == "sigmoid" else answers
    if case["link"] not in BINARY:
        y[bad] += NOISE * rng.standard_normal(len(bad))
    return y


def zerotop20(y, case, _):
    """The fifth of the rows with the largest index are labeled 0; 6 % where a link is active on 15 %."""
    share = 0.06 if case["link"] in ("brelu", "step") else 0.20
    y[np.argsort(-case["z"])[: int(len(y) * share)]] = 0.0
    return y


def hetero(y, case, rng):
    """Student t noise of 1.5 degrees, wider along u; 0/1 labels flip with probability 0.4 where |u·x| > 1."""
    distance = np.abs(case["across"])
    if case["link"] in BINARY:
        bad = (distance > 1) & (rng.random(len(y)) < 0.4)
        y[bad] = 1 - y[bad]
        return y
    return y + hetero_scale(distance) * rng.standard_t(1.5, len(y))


def hetero_scale(distance):
    return 0.5 * (0.3 + distance)


CORRUPTIONS = dict(
    none=lambda y, _, __: y, random10=random10, decoy20=decoy20, zerotop20=zerotop20, hetero=hetero
)
SETTINGS = [
    ("relu", "gaussian", 10, 2000),
    ("sigmoid", "sparsebg", 10, 2000),
    ("stair", "cube", 10, 2000),
    ("brelu", "laplace", 10, 2000),
    ("brelu", "ar07", 50, 20000),
    ("step", "laplace", 50, 20000),
    ("cbrt", "t5", 50, 20000),
    ("relu", "t5", 200, 20000),
]
MORE = [
    ("relu", "gaussian", "decoy20", 50, 100000),
    ("step", "gaussian", "zerotop20", 50, 100000),
    ("sigmoid", "ar07", "decoy20", 200, 2000),
]


def grid():
    """The arguments of `make` but for the seed, by the name of the case."""
    cases = [(link, x, corruption, d, n) for (link, x, d, n) in SETTINGS for corruption in CORRUPTIONS] + MORE
    return {f"{link}-{x}-d{d}-n{n}-{corruption}": (link, x, corruption, d, n) for (link, x, corruption, d, n) in cases}
