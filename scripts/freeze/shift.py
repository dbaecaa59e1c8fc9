"""Freezes test/golden/shift.json: best responses, projections, and the robust neurons, in NumPy alone.

Run with a Python that has numpy and scipy:  python3 scripts/freeze/shift.py
  projections    nearest points of the simplex in the metric sum (.)^2/u, by sorting
  bestResponses  weights and risk of the worst shift, chi2 and KL, penalty 0 included
  chiSquare      Algorithm 1 of LiKDD2024 on 300 rows, a minority of them shifted, weights after some steps
  mixtures       30 updates of each mixture controller on random losses of five domains
  groups         the group neuron on four groups, weights of rows' groups and of features after some steps
"""
import json
from pathlib import Path

import numpy as np

from oracle.shift import chi_square, group_neuron, project, relu, shifted_rows, smooth, softmax, worst_case

rng = np.random.default_rng(20261124)


def projections():
    cases = []
    for k in (1, 2, 5, 40):
        for spread in (0.1, 3.0):
            z, u = spread * rng.normal(size=k), rng.dirichlet(np.ones(k))
            cases.append({"z": z.tolist(), "u": u.tolist(), "p": project(z, u).tolist()})
    return cases


def best_responses():
    cases = []
    for k in (2, 6, 50):
        for nu in (0, 0.05, 0.5, 3.0):
            for kind in ("chi2", "kl"):
                u, losses = rng.dirichlet(np.ones(k)), rng.normal(size=k) ** 2
                p, risk = worst_case(losses, u, nu, kind)
                cases.append(dict(divergence=kind, penalty=nu, u=u.tolist(), losses=losses.tolist(), p=p.tolist(), risk=risk))
    return cases


def chi_squares():
    x, y = (np.round(part, 3) for part in shifted_rows(rng, 300, 4))
    even, uneven = np.full(300, 1 / 300), rng.dirichlet(np.full(300, 5.0))
    runs = []
    for name, p0, nu, settings in (
        ("practical", even, 1.0, dict(smoothness=6.0, c1=1.0, nu0=0.25, steps=150)),
        ("cautious", even, 0.25, dict(smoothness=6.0, c1=0.2, nu0=0.05, steps=150)),
        ("uneven reference", uneven, 1.0, dict(smoothness=6.0, c1=1.0, nu0=0.25, steps=150)),
        ("tight ball", even, 1.0, dict(smoothness=6.0, c1=1.0, nu0=0.25, steps=150, radius=0.5)),
    ):
        radius = settings.pop("radius", 3.0)
        w, p = chi_square(x, y, p0, nu, radius=radius, **settings)
        losses = (relu(x @ w) - y) ** 2
        runs.append(dict(name=name, reference=p0.tolist(), penalty=nu, radius=radius, **settings, w=w.tolist(), p=p.tolist(), risk=worst_case(losses, p0, nu, "chi2")[1]))
    return dict(x=x.ravel().tolist(), y=y.tolist(), n=300, d=4, runs=runs)


def groups():
    data = []
    target = rng.normal(size=4) / 2
    for k in range(4):
        n = 60 + 20 * k
        x = np.round(rng.normal(size=(n, 4)) * rng.uniform(0.3, 1.6, size=4) + 0.5 * rng.normal(size=4) * (k > 0), 3)
        own = target + (0, 0.15, 0.35, 0.6)[k] * rng.normal(size=4)
        data.append((x, np.round(relu(x @ own) + (0.05, 0.1, 0.1, 0.3)[k] * rng.normal(size=n), 3)))
    runs = []
    for kind, nu, references, plan in (
        ("kl", 0.2, np.zeros(4), dict(first=0.05, growth=0.0, nu0=0.5, c1=0.0)),
        ("chi2", 0.2, np.zeros(4), dict(first=0.05, growth=0.0, nu0=0.5, c1=0.0)),
        ("kl", 0.0, np.zeros(4), dict(first=0.02, growth=0.0, nu0=0.05, c1=0.2)),
        ("chi2", 0.1, np.array([0.01, 0.02, 0.01, 0.1]), dict(first=0.02, growth=0.002, nu0=0.05, c1=0.2)),
    ):
        w, _, shares = group_neuron(data, nu, kind, steps=200, references=references, **plan)
        runs.append(dict(divergence=kind, penalty=nu, references=references.tolist(), **plan, steps=200, w=w.tolist(), shares=shares.tolist()))
    return dict(
        x=np.concatenate([x for x, _ in data]).ravel().tolist(),
        y=np.concatenate([y for _, y in data]).tolist(),
        group=np.concatenate([np.full(len(y), k) for k, (_, y) in enumerate(data)]).tolist(),
        d=4,
        runs=runs,
    )


def mixtures():
    """As the papers and their public code have them; losses of four tokens a domain."""
    k, updates = 5, 30
    start = np.array([0.4, 0.3, 0.15, 0.1, 0.05])
    tokens = np.round(np.abs(2 + rng.normal(size=(updates, k, 4))), 3)
    targets = np.round(np.abs(2 + 0.3 * rng.normal(size=k)), 3)
    losses = tokens.mean(axis=2)
    u = np.full(k, 1 / k)

    def run(first, update):
        state, rows = first, []
        for t in range(updates):
            state, sampling = update(state, t)
            rows.append(sampling.tolist())
        return rows

    def ahead(new, old, c=1e-4):
        p = np.maximum(2 * new - old, 0)
        return smooth(p / p.sum(), c)

    def doremi(alpha, t):
        alpha = smooth(softmax(np.log(alpha) + np.maximum(tokens[t] - targets[:, None], 0).mean(axis=1)), 1e-3)
        return alpha, alpha

    def sheared_paper(w, t):
        w = w * np.exp(np.maximum(losses[t] - targets, 0))
        return w / w.sum(), w / w.sum()

    def sheared_code(w, t):
        w = smooth(softmax(np.log(w) + losses[t] - targets), 1e-4)
        return w, w

    def group_dro(q, t):
        q = q * np.exp(0.01 * losses[t])
        return q / q.sum(), q / q.sum()

    def pd_kl(old, t):
        new = softmax(np.log(old + 1e-6) + losses[t] - targets)
        return new, ahead(new, old)

    def pd_chi2(old, t):
        new = project(old + 0.15 * (losses[t] - targets) * start, np.ones(k))
        return new, ahead(new, old)

    return dict(
        start=start.tolist(),
        tokens=tokens.tolist(),
        targets=targets.tolist(),
        weights=dict(
            doremi=run(u, doremi),
            shearedLlama=run(start, sheared_paper),
            shearedLlamaCode=run(start, sheared_code),
            groupDro=run(u, group_dro),
            pdKl=run(start, pd_kl),
            pdChi2=run(start, pd_chi2),
        ),
    )


golden = Path(__file__).parents[2] / "test" / "golden" / "shift.json"
golden.write_text(json.dumps(dict(projections=projections(), bestResponses=best_responses(), chiSquare=chi_squares(), groups=groups(), mixtures=mixtures())) + "\n")
