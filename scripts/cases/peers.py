"""The Python side of cases.mjs: a request a line comes in as JSON, an answer a line goes out. Numbers travel in files of float64.

Needs NumPy and SciPy; where scikit-learn is missing, the answers of its methods are missing.
"""

import json
import sys
import time
import warnings

import numpy as np

import corrupt_tables
import hard_cases
from floors import angle, floor

try:
    from sklearn.isotonic import IsotonicRegression
    from sklearn.linear_model import HuberRegressor, LogisticRegression
except ImportError:
    HuberRegressor = None

last = {}


def grid(_):
    named = hard_cases.grid().items()
    return [
        dict(name=name, link=link, corruption=corruption, d=d, n=n, binary=link in hard_cases.BINARY)
        for name, (link, _, corruption, d, n) in named
    ]


def draw(request):
    """Writes y, x, the test rows' means, x_test and Σ."""
    arguments = hard_cases.grid()[request["name"]]
    case = hard_cases.make(*arguments, request["seed"])
    last["case"] = case
    write(request["path"], [case[key] for key in ("y", "x", "mean_test", "x_test", "covariance")])
    return {"target": case["w"].tolist(), "floor": floor(case, arguments[0], arguments[2])}


def angles(_):
    """Degrees from w* and seconds of every peer on the case drawn last."""
    case = last["case"]
    x, y = case["x"], case["y"]
    methods = {"ols": ols}
    if HuberRegressor:
        methods["huber"] = huber_isotonic
        if np.isin(y, (0, 1)).all():
            methods["logistic"] = logistic
    return {name: measured(lambda: method(x, y)[0], case) for name, method in methods.items()}


def measured(fit, case):
    start = time.perf_counter()
    weights = fit()
    return {"seconds": time.perf_counter() - start, "angle": angle(weights, case["w"], case["covariance"])}


def table(request):
    """Writes y, x, y_test and x_test; answers with their sizes and the peers' test R²."""
    x, y, x_test, y_test = corrupt_tables.split(request["table"], request["kind"], request["seed"])
    write(request["path"], [y, x, y_test, x_test])
    methods = {"ols": ols, **({"huber": huber, "huberIsotonic": huber_isotonic} if HuberRegressor else {})}
    r2 = {name: r_squared(y_test, method(x, y)[1](x_test)) for name, method in methods.items()}
    return {"n": len(y), "d": x.shape[1], "tests": len(y_test), "r2": r2}


def r_squared(y, prediction):
    return float(1 - ((prediction - y) ** 2).sum() / ((y - y.mean()) ** 2).sum())


def write(path, arrays):
    with open(path, "wb") as file:
        for numbers in arrays:
            file.write(np.ascontiguousarray(numbers, dtype="<f8").tobytes())


# Every method hands back weights in the data's units and a way to predict. Columns are standardized for those that iterate.


def linear(weights, intercept):
    return weights, lambda x: x @ weights + intercept


def ols(x, y):
    center = x.mean(0)
    weights = np.linalg.lstsq(x - center, y - y.mean(), rcond=None)[0]
    return linear(weights, y.mean() - center @ weights)


def standardized(x):
    deviation = x.std(0)
    deviation[deviation == 0] = 1
    return (x - x.mean(0)) / deviation, x.mean(0), deviation


def huber(x, y):
    z, center, deviation = standardized(x)
    model = HuberRegressor(max_iter=2000).fit(z, y)
    weights = model.coef_ / deviation
    return linear(weights, model.intercept_ - center @ weights)


def huber_isotonic(x, y):
    weights, predict = huber(x, y)
    curve = IsotonicRegression(out_of_bounds="clip").fit(predict(x), y)
    return weights, lambda x: curve.predict(predict(x))


def logistic(x, y):
    z, _, deviation = standardized(x)
    model = LogisticRegression(penalty=None, solver="newton-cg", tol=1e-8, max_iter=1000).fit(z, y)
    return model.coef_[0] / deviation, None


warnings.filterwarnings("ignore")
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps({"grid": grid, "draw": draw, "angles": angles, "table": table}[request["do"]](request)), flush=True)
