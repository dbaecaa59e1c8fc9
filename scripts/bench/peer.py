"""The peers of the benchmark in one process: a request a line comes in as JSON, an answer a line goes out.

`open` makes work ready under names, `time` does one of them so many times and answers with the seconds that took.
"""

import json
import os
import sys
import time
import warnings
from threading import Thread

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.isotonic import IsotonicRegression, isotonic_regression
from sklearn.linear_model import HuberRegressor, LogisticRegression
from threadpoolctl import threadpool_info, threadpool_limits

works = {}


def describe(_):
    blas = [one for one in threadpool_info() if one["user_api"] == "blas"]
    kernel = ", ".join(f"{one['internal_api']} {one['version']} ({one.get('architecture', '?')} kernels)" for one in blas)
    return {"kernel": kernel or "no BLAS found"}


def repeat(work, times):
    start = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - start


def timed(request):
    seconds = repeat(works[request["time"]], request["times"])
    if request.get("rest"):  # the threads of a BLAS spin for a while before they sleep, and would take the next one's time
        time.sleep(request["rest"])
    return {"seconds": seconds}


def read_rows(request):
    works.clear()
    n, d = request["n"], request["d"]
    numbers = np.fromfile(request["path"], count=n + n * d)
    kind = np.float32 if request.get("single") else np.float64
    y, x = numbers[:n].astype(kind, copy=False), numbers[n:].reshape(n, d).astype(kind, copy=False)
    return np.ascontiguousarray(x), np.ascontiguousarray(y)


def stream(request):
    """Readings of memory: what NumPy has that works out the least, each on its own part for every thread."""
    threads = request["threads"]
    parts = [np.ones(request["bytes"] // 8 // threads) for _ in range(threads)]
    threadpool_limits(1, user_api="blas")

    def everywhere(read):
        def work(times):
            others = [Thread(target=repeat, args=(lambda part=part: read(part), times)) for part in parts[1:]]
            start = time.perf_counter()
            for thread in others:
                thread.start()
            repeat(lambda: read(parts[0]), times)
            for thread in others:
                thread.join()
            return time.perf_counter() - start

        return work

    kinds = {"numpy.dot": lambda part: np.dot(part, part), "numpy.sum": np.sum, "numpy.max": np.max}
    streams.update({f"{request['key']} {name}": everywhere(read) for name, read in kinds.items()})
    return {"names": list(kinds)}


streams = {}


def timed_stream(request):
    return {"seconds": streams[request["stream"]](request["times"])}


def field(request):
    """The two passes of a field: z = X w, r = relu(z) − y, rᵀ X; for one candidate, for each alone, and as matrix products."""
    threadpool_limits(request["threads"], user_api="blas")
    x, y = read_rows(request)
    offset = x.dtype.type(request["offset"])
    w = np.array(request["w"], dtype=x.dtype)  # candidates × d
    columns = np.ascontiguousarray(w.T)
    z, many = np.empty(len(y), x.dtype), np.empty((len(y), len(w)), x.dtype)

    def residual(z, y):
        np.add(z, offset, out=z)
        np.maximum(z, 0, out=z)
        np.subtract(z, y, out=z)

    def pair(k=0):
        np.dot(x, w[k], out=z)
        residual(z, y)
        return z @ x

    def matmul():
        np.dot(x, columns, out=many)
        residual(many, y[:, None])
        return x.T @ many

    works["pair"] = pair
    works["pairs"] = lambda: [pair(k) for k in range(len(w))]
    works["matmul"] = matmul
    return {}


def sums(request):
    """What a profile sweep and a moments sweep answer. Of several ways to sum x within bins the fastest here counts."""
    threadpool_limits(1, user_api="blas")
    x, y = read_rows(request)
    n, d = x.shape
    w, edges = np.array(request["w"]), np.array(request["edges"])
    bins = len(edges) + 1

    def profile():
        z = x @ w + request["offset"]
        place = np.digitize(z, edges)
        of = lambda values: np.bincount(place, values, bins)
        return place, [np.bincount(place, minlength=bins), of(z), of(y), of(y * y)]

    def added():
        place, scalars = profile()
        plain, labeled = np.zeros((bins, d)), np.zeros((bins, d))
        np.add.at(plain, place, x)
        np.add.at(labeled, place, y[:, None] * x)
        return scalars, plain, labeled

    def counted():
        place, scalars = profile()
        both = [[np.bincount(place, v, bins) for v in (column, column * y)] for column in x.T]
        return scalars, both

    def multiplied():
        place, scalars = profile()
        rows = np.arange(n)
        indicator = csr_matrix((np.ones(n), (place, rows)), (bins, n))
        labeled = csr_matrix((y, (place, rows)), (bins, n))
        return scalars, indicator @ x, labeled @ x

    ways = {"np.add.at": added, "np.bincount a column": counted, "sparse matrix product": multiplied}
    for way in ways.values():
        way()
    fastest = min(ways, key=lambda name: repeat(ways[name], 1))
    works["profile"] = profile
    works["columns"] = ways[fastest]
    works["moments"] = lambda: x.T @ x

    def weighted():
        h = (x @ w + request["offset"] > 0).astype(float)
        return (x * (h * h)[:, None]).T @ x

    works["weighted"] = weighted
    return {"fastest": fastest}


def around(request):
    works.clear()
    numbers = np.fromfile(request["path"])
    n = request["n"]
    z, y, drawn = numbers[:n], numbers[n:], np.empty(n)
    along = np.sort(z)
    random = np.random.default_rng(1)
    works["normals"] = lambda: random.standard_normal(out=drawn)
    works["argsort"] = lambda: np.argsort(z)
    works["argsort, stable"] = lambda: np.argsort(z, kind="stable")
    works["isotonic"] = lambda: isotonic_regression(y)
    works["isotonic along z"] = lambda: IsotonicRegression(out_of_bounds="clip").fit(along, y)
    works["isotonic of z"] = lambda: IsotonicRegression(out_of_bounds="clip").fit(z, y)
    return {}


def robust(x, y):
    coefficients = HuberRegressor().fit(x, y).coef_
    index = x @ coefficients
    IsotonicRegression(out_of_bounds="clip").fit(index, y)
    return coefficients


def logistic(x, y):
    return LogisticRegression().fit(x, y).coef_[0]


def fit(request):
    """One whole fit, the reading of the rows not counted; a small one first, so that nothing is loaded under the clock."""
    threadpool_limits(os.cpu_count(), user_api="blas")
    x, y = read_rows(request)
    method = {"robust": robust, "logistic": logistic}[request["method"]]
    method(x[:1000], y[:1000])
    start, cpu = time.perf_counter(), time.process_time()
    try:
        weights = method(x, y)
    except ValueError as error:  # HuberRegressor, where its minimizer gives up
        return {"failed": str(error)}
    return {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, "weights": weights.tolist()}


actions = {
    "describe": describe,
    "time": timed,
    "stream": stream,
    "timeStream": timed_stream,
    "field": field,
    "sums": sums,
    "around": around,
    "fit": fit,
}

warnings.simplefilter("ignore", ConvergenceWarning)
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(actions[request["do"]](request)), flush=True)
