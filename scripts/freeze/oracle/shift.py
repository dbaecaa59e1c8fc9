"""Best responses to losses, and the neurons robust to shift: Algorithm 1 of LiKDD2024 and its form for groups.

First steps a, growing by `growth` a step; w stays in a ball; ν is `nu`, the divergence `kind` is chi2 or kl.
"""
import numpy as np

relu = lambda z: np.maximum(z, 0)


def project(z, u):
    """The nearest point of the simplex in the metric sum (.)²/u: sorts z/u and tries every number of positive entries."""
    order = np.argsort(-z / u)
    tau = (np.cumsum(z[order]) - 1) / np.cumsum(u[order])
    last = np.nonzero(z[order] / u[order] > tau)[0][-1]
    return np.maximum(z - tau[last] * u, 0)


def softmax(s):
    e = np.exp(s - s.max())
    return e / e.sum()


def divergence(p, u, kind):
    if kind == "chi2":
        return np.sum((p - u) ** 2 / u)
    return np.sum(p[p > 0] * np.log(p[p > 0] / u[p > 0]))


def worst_case(losses, u, nu, kind):
    """The shift that maximizes p·losses − ν D(p, u), and the maximum."""
    if nu == 0:
        p = (np.arange(len(u)) == np.argmax(losses)).astype(float)
        return p, p @ losses
    p = project(u + u * losses / (2 * nu), u) if kind == "chi2" else softmax(np.log(u) + losses / nu)
    return p, p @ losses - nu * divergence(p, u, kind)


def in_ball(w, radius=3.0):
    length = np.linalg.norm(w)
    return w if length <= radius else w * (radius / length)


def shifted_rows(rng, n, d):
    """A ReLU; a tenth of the rows lie elsewhere and answer to another neuron, 3 % of the labels are -2."""
    target = rng.normal(size=d)
    target /= np.linalg.norm(target)
    x = rng.normal(size=(n, d))
    few = n // 10
    x[:few] = 1.5 * x[:few] + 0.8 * rng.normal(size=d)
    y = relu(x @ target) + 0.05 * rng.normal(size=n)
    y[:few] = relu(x[:few] @ (target + 0.3 * rng.normal(size=d))) + 0.3 * rng.normal(size=few)
    y[rng.choice(n, n * 3 // 100, replace=False)] = -2
    return x, y


def chi_square(x, y, p0, nu, smoothness, c1, nu0, steps, radius=3.0):
    first, growth = min(nu0, 0.25) / (2 * smoothness), min(nu, c1 / 8) / (2 * smoothness)
    p, w, total, a_before, v_before = p0.copy(), np.zeros(x.shape[1]), 0.0, 0.0, None
    for i in range(steps):
        a = first * (1 + growth) ** i
        v = 2 * (x.T @ (p * (relu(x @ w) - y)))
        g = v if v_before is None else v + a_before / a * (v - v_before)
        w = in_ball(w - a / (1 + 0.5 * c1 * total) * g, radius)
        losses = (relu(x @ w) - y) ** 2
        b = nu0 + nu * total
        rho = a * nu / (b + a * nu)
        p = project((1 - rho) * p + rho * (p0 + p0 * losses / (2 * nu)), p0)
        total, a_before, v_before = total + a, a, v
    return w, p


group_losses = lambda w, data: np.array([np.mean((relu(x @ w) - y) ** 2) for x, y in data])


def group_neuron(data, nu, kind, first=0.05, growth=0.0, nu0=0.5, c1=0.0, steps=1500, references=0.0):
    """The last weights, the mean of all, and the last shares of groups [(x, y), …]."""
    k, d = len(data), data[0][0].shape[1]
    u = np.full(k, 1 / k)
    shares, w, mean, total, a_before = u, np.zeros(d), np.zeros(d), 0.0, 0.0
    for i in range(steps):
        a = first * (1 + growth) ** i
        losses = group_losses(w, data) - references
        b, before = nu0 + nu * total, shares
        if kind == "chi2":
            shares = project((a * nu * u + b * shares + a * u * losses / 2) / (b + a * nu), u)
        else:
            shares = softmax((a * losses + b * np.log(np.maximum(shares, 1e-12)) + a * nu * np.log(u)) / (b + a * nu))
        ahead = shares + a_before / a * (shares - before)
        fields = np.array([2 * (x.T @ (relu(x @ w) - y)) / len(y) for x, y in data])
        w = in_ball(w - a / (1 + 0.5 * c1 * total) * (ahead @ fields))
        total, a_before = total + a, a
        mean += w / steps
    return w, mean, shares


def smooth(p, c):
    return (1 - c) * p + c / len(p)
