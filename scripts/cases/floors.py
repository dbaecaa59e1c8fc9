"""The floor of a hard case: the angle of maximum likelihood, started at w*, told the link, the clean rows and the noise law.

The step link has no smooth likelihood; its floor is not worked out.
"""

import numpy as np
from scipy.optimize import minimize

from hard_cases import BINARY, LINKS, NOISE, SLOPE, hetero_scale


def floor(case, link, corruption):
    """Degrees in the whitened metric, or None."""
    if link == "step":
        return None
    x, y, w, clean = case["x"], case["y"], case["w"], case["clean"]
    sigma, slope = LINKS[link]
    if corruption == "hetero" and link not in BINARY:
        scale = np.sqrt(hetero_scale(np.abs(x @ case["u"])) ** 2 + NOISE**2)

        def loss(b):  # Student t of 1.5 degrees: the normal noise makes its scale a little wider
            z = x @ b
            q = (y - sigma(z)) / scale
            return np.log1p(q * q / 1.5).sum() * 1.25, x.T @ (-(2.5 * q / (1.5 + q * q) / scale) * slope(z))

    elif link == "sigmoid":

        def loss(b):
            p = np.clip(sigma(x @ b), 1e-12, 1 - 1e-12)
            return -(clean * np.log(p) + (1 - clean) * np.log(1 - p)).sum(), x.T @ ((p - clean) * SLOPE)

    else:
        kept = y == clean
        x, y = x[kept], y[kept]

        def loss(b):
            z = x @ b
            r = sigma(z) - y
            return 0.5 * (r @ r), x.T @ (r * slope(z))

    fitted = minimize(loss, w.copy(), jac=True, method="L-BFGS-B", options=dict(maxiter=200)).x
    return angle(fitted, w, case["covariance"])


def angle(a, b, sigma):
    return float(np.degrees(np.arccos(np.clip(a @ sigma @ b / np.sqrt((a @ sigma @ a) * (b @ sigma @ b)), -1, 1))))
