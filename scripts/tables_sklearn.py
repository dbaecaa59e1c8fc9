"""scikit-learn on the splits of tables.mjs, which calls this: tables on standard input, test R² on standard output.

In:  [{name, x: rows, y, binary, tests: [rows held out of a split]}]
Out: {name: {method: [R² of every split]}}. Predictions of 0/1 labels are probabilities, their R² is 1 − Brier score / variance.

Iterative methods get columns standardized on the training rows. LinearRegression gets them as they are: exactly collinear
columns (wa_churn has seven) are left collinear only up to rounding by standardizing, and its coefficients then reach 10¹².
Newton for the logistic model because lbfgs stops early on nearly collinear columns (mlc_churn).
"""
import json
import sys
import warnings

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import HuberRegressor, LinearRegression, LogisticRegression
from sklearn.metrics import r2_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.filterwarnings("ignore")


def linear(x, y, test):
    return LinearRegression().fit(x, y).predict(test)


def logistic(x, y, test):
    model = make_pipeline(StandardScaler(), LogisticRegression(penalty=None, solver="newton-cg", tol=1e-8, max_iter=1000))
    return model.fit(x, y).predict_proba(test)[:, 1]


def huber_isotonic(x, y, test):
    model = make_pipeline(StandardScaler(), HuberRegressor(max_iter=2000)).fit(x, y)
    return IsotonicRegression(out_of_bounds="clip").fit(model.predict(x), y).predict(model.predict(test))


def scores(table):
    x, y = np.array(table["x"]), np.array(table["y"])
    methods = {"linear": linear, "huberIsotonic": huber_isotonic}
    if table["binary"]:
        methods["logistic"] = logistic
    out = {name: [] for name in methods}
    for test in table["tests"]:
        fit = np.setdiff1d(np.arange(len(y)), test)
        for name, method in methods.items():
            out[name].append(r2_score(y[test], method(x[fit], y[fit], x[test])))
    return out


json.dump({table["name"]: scores(table) for table in json.load(sys.stdin)}, sys.stdout)
