"""Freezes linear and logistic regression: python3 scripts/freeze/logistic.py writes test/golden/logistic.json.

Needs NumPy and scikit-learn; run by hand, the output is committed. The labels are clean: what the models assume is true.

    n, d      rows and columns, correlated, with means and scales far apart
    units     x_ij = integer_ij × units_j, exactly as a double product
    x         n·d integers, row-major
    truth     {coefficients, intercept} in the data's units, of the log-odds
    logistic  y (n of 0 and 1); scikit-learn's LogisticRegression without penalty: coefficients, intercept;
              standardErrors and interceptError: roots of the diagonal of (X̄ᵀ diag(p(1 − p)) X̄)⁻¹, X̄ with a column of ones;
              logLoss and brier of the fit on the same rows
    linear    y = integer × unit; ordinary least squares by scikit-learn's LinearRegression: coefficients, intercept;
              standardErrors and interceptError: roots of the diagonal of s²(X̄ᵀX̄)⁻¹, s² = RSS/(n − d − 1); r2 on the same rows
"""
import json
from pathlib import Path

import numpy as np
from scipy.special import expit
from sklearn.linear_model import LinearRegression, LogisticRegression

UNITS = np.array([1e-3, 1e-2, 1e-4, 1.0, 1e-3, 1e-2])
SCALES = np.array([1.0, 12.0, 0.08, 900.0, 1.5, 25.0])
MEANS = np.array([0.0, 100.0, 0.5, 20000.0, -3.0, 0.0])
STANDARDIZED = np.array([0.9, -0.6, 0.4, 0.7, 0.0, -0.3])
INTERCEPT = -0.5
N = 3000
LINEAR_UNIT = 1e-3


def covariates(random):
    """Gaussian, correlation .6^|i − j| between columns."""
    places = np.arange(len(SCALES))
    correlation = 0.6 ** np.abs(places[:, None] - places[None, :])
    z = random.standard_normal((N, len(SCALES))) @ np.linalg.cholesky(correlation).T
    return np.rint((MEANS + SCALES * z) / UNITS).astype(int)


def with_ones(x):
    return np.c_[np.ones(len(x)), x]


def errors(information):
    return np.sqrt(np.diag(np.linalg.inv(information)))


def logistic(x, standardized, y):
    """Newton on standardized columns, to rounding (lbfgs stops at 1e-6); coefficients carried back to the data's units."""
    model = LogisticRegression(penalty=None, solver="newton-cholesky", tol=1e-10).fit(standardized, y)
    p = model.predict_proba(standardized)[:, 1]
    gradient = with_ones(standardized).T @ (p - y) / len(y)
    assert np.abs(gradient).max() < 1e-10, gradient
    coefficients = model.coef_[0] / x.std(0)
    # The information is inverted on the standardized columns (condition 10, not 10⁹) and carried back: a = J b.
    back = np.zeros((x.shape[1] + 1, x.shape[1] + 1))
    back[0, 0], back[0, 1:] = 1, -x.mean(0) / x.std(0)
    back[1:, 1:] = np.diag(1 / x.std(0))
    design = with_ones(standardized)
    covariance = back @ np.linalg.inv(design.T @ (design * (p * (1 - p))[:, None])) @ back.T
    error = np.sqrt(np.diag(covariance))
    return dict(
        y=y.tolist(),
        coefficients=coefficients.tolist(),
        intercept=float(model.intercept_[0] - coefficients @ x.mean(0)),
        standardErrors=error[1:].tolist(),
        interceptError=float(error[0]),
        logLoss=float(-np.mean(np.log(np.where(y == 1, p, 1 - p)))),
        brier=float(np.mean((p - y) ** 2)),
    )


def linear(x, y):
    model = LinearRegression().fit(x, y * LINEAR_UNIT)
    residual = y * LINEAR_UNIT - model.predict(x)
    error = errors(with_ones(x).T @ with_ones(x)) * np.sqrt(residual @ residual / (len(y) - x.shape[1] - 1))
    return dict(
        unit=LINEAR_UNIT,
        y=y.tolist(),
        coefficients=model.coef_.tolist(),
        intercept=float(model.intercept_),
        standardErrors=error[1:].tolist(),
        interceptError=float(error[0]),
        r2=float(model.score(x, y * LINEAR_UNIT)),
    )


def main():
    random = np.random.default_rng(7)
    whole = covariates(random)
    x = whole * UNITS
    index = INTERCEPT + ((x - MEANS) / SCALES) @ STANDARDIZED
    binary = (random.random(N) < expit(index)).astype(int)
    real = np.rint((index + random.standard_normal(N)) / LINEAR_UNIT).astype(int)
    out = dict(
        n=N,
        d=len(SCALES),
        units=UNITS.tolist(),
        x=whole.ravel().tolist(),
        truth=dict(
            coefficients=(STANDARDIZED / SCALES).tolist(), intercept=float(INTERCEPT - (MEANS / SCALES) @ STANDARDIZED)
        ),
        logistic=logistic(x, (x - x.mean(0)) / x.std(0), binary),
        linear=linear(x, real),
    )
    path = Path(__file__).parents[2] / "test" / "golden" / "logistic.json"
    path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
    for name in ("logistic", "linear"):
        z = (np.array(out[name]["coefficients"]) - out["truth"]["coefficients"]) / out[name]["standardErrors"]
        print(name, "errors over standard errors:", np.round(z, 2))
    print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
