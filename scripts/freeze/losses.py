"""Freezes scikit-learn's losses on small seeded problems: /usr/bin/python3 scripts/freeze/losses.py > test/golden/losses.json"""
import json
import sys

import numpy as np
import sklearn
from sklearn.metrics import log_loss, mean_squared_error, r2_score, roc_auc_score


def case(name, prediction, y, weights):
    measures = {"squareLoss": mean_squared_error, "r2": r2_score, "logLoss": log_loss, "auc": roc_auc_score}
    if not set(y) <= {0.0, 1.0}:
        del measures["logLoss"], measures["auc"]
    return {
        "name": name,
        "prediction": list(prediction),
        "y": list(y),
        "weights": list(weights),
        "plain": {key: float(measure(y, prediction)) for key, measure in measures.items()},
        "weighted": {key: float(measure(y, prediction, sample_weight=weights)) for key, measure in measures.items()},
    }


rng = np.random.default_rng(7)
n = 40
p = np.round(rng.random(n), 3)
labels = (rng.random(n) < p) * 1.0
weights = np.round(rng.exponential(size=n), 3)
tied = np.round(p, 1)
sure = tied.copy()
sure[:4] = [0, 1, 0, 1]
wrong = labels.copy()
wrong[:4] = [1, 0, 0, 1]
real = np.round(rng.normal(size=n), 3)
cases = [
    case("probabilities", p, labels, weights),
    case("tied probabilities", tied, labels, weights),
    case("sure and wrong", sure, wrong, weights),
    case("real labels", np.round(real + rng.normal(size=n), 3), real, weights),
]
json.dump({"scikit-learn": sklearn.__version__, "cases": cases}, sys.stdout)
