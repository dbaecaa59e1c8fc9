"""What `plumbline fit` is timed against: python3 scripts/cold_sklearn.py TABLE TARGET

Reads the table, fits HuberRegressor and an isotonic curve of its index on 4/5 of the rows, scores the rest, prints JSON.
"""
import json
import sys

import numpy as np
import pandas as pd
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import HuberRegressor
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

path, target = sys.argv[1:]
table = pd.read_csv(path)
y = table.pop(target).to_numpy(float)
x, x_held, y, y_held = train_test_split(table.to_numpy(float), y, test_size=0.2, random_state=1)
scaler = StandardScaler().fit(x)
model = HuberRegressor(max_iter=1000).fit(scaler.transform(x), y)
curve = IsotonicRegression(out_of_bounds="clip").fit(model.predict(scaler.transform(x)), y)
prediction = curve.predict(model.predict(scaler.transform(x_held)))
json.dump(
    {
        "weights": dict(zip(table.columns, model.coef_ / scaler.scale_)),
        "link": {"knots": list(curve.X_thresholds_), "values": list(curve.y_thresholds_)},
        "heldOut": {"rows": len(y_held), "loss": float(np.mean((prediction - y_held) ** 2)), "r2": r2_score(y_held, prediction)},
    },
    sys.stdout,
)
