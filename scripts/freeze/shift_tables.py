"""Prints src/study/shift/peer.ts: means and standard errors over seeds of robust neurons and mixtures, in NumPy alone.

Run with a Python that has numpy and scipy, for some minutes:  python3 scripts/freeze/shift_tables.py > src/study/shift/peer.ts
The samples follow the same laws as those of src/study/shift/samples.ts; the numbers drawn are others.
"""
import json

import numpy as np

from oracle.shift import chi_square, group_losses, group_neuron, in_ball, project, relu, shifted_rows, smooth, softmax, worst_case

SEEDS = range(1, 11)
D = 10


# --------------------------------------------------------------------------------------------- rows with a shifted minority
def risk(x, y, w, nu):
    n = len(y)
    return worst_case((relu(x @ w) - y) ** 2, np.full(n, 1 / n), nu, "chi2")[1]


def descend(x, y, nu, starts, steps=1500):
    """The best of subgradient descents from random starts: its risk and its weights."""
    n = len(y)
    p0, best = np.full(n, 1 / n), (np.inf, None)
    for w in starts:
        for t in range(steps):
            z = x @ w
            q = worst_case((relu(z) - y) ** 2, p0, nu, "chi2")[0]
            w = in_ball(w - 0.05 / np.sqrt(1 + t / 50) * 2 * (x.T @ (q * (relu(z) - y) * (z > 0))))
        best = min(best, (risk(x, y, w, nu), w), key=lambda one: one[0])
    return best


def starts(rng, count):
    for _ in range(count):
        w = rng.normal(size=D)
        yield w * 3 * rng.random() / np.linalg.norm(w)


def rows_of(seed):
    rng = np.random.default_rng(seed)
    x, y = shifted_rows(rng, 2000, D)
    erm = descend(x, y, 1e4, starts(rng, 2))[1]
    reach = np.linalg.norm(x, axis=1).max()
    largest = 2 * np.linalg.eigvalsh(x.T @ x / len(y))[-1]
    clip = 3 * np.log(300)
    theory = max(2 * reach**2 * D, 2 * reach * np.sqrt(D) * (np.sqrt(2) * 3 * reach + clip))
    p0, out = np.full(len(y), 1 / len(y)), {}
    for nu in (0.25, 1.0, 4.0):
        cells = dict(
            least=descend(x, y, nu, starts(rng, 4))[0],
            practical=risk(x, y, chi_square(x, y, p0, nu, largest, 1.0, 0.25, 500)[0], nu),
            cautious=risk(x, y, chi_square(x, y, p0, nu, largest, 0.2, 0.05, 3000)[0], nu),
            theoretical=risk(x, y, chi_square(x, y, p0, nu, theory, 0.2, 38.4, 3000)[0], nu),
            erm=risk(x, y, erm, nu),
            zero=risk(x, y, np.zeros(D), nu),
        )
        out |= {f"{nu} {name}": value for name, value in cells.items()}
    return out


# ------------------------------------------------------------------------------------------------------------------- groups
def groups(rng, n=500):
    target = rng.normal(size=D)
    target /= np.linalg.norm(target)
    data = []
    for k in range(4):
        x = rng.normal(size=(n, D)) * rng.uniform(0.3, 1.6, size=D) + 0.5 * rng.normal(size=D) * (k > 0)
        own = target + (0, 0.15, 0.35, 0.6)[k] * 2 / np.sqrt(D) * rng.normal(size=D)
        y = relu(x @ own) + (0.05, 0.1, 0.1, 0.3)[k] * rng.normal(size=n)
        y[rng.choice(n, int((0, 0.02, 0.05, 0.05)[k] * n), replace=False)] = -1.5
        data.append((x, y))
    return data


def least_group_risk(data, nu, kind, w, steps=3000):
    """Subgradient descent from where the surrogate has led; the best iterate."""
    u, best = np.full(len(data), 1 / len(data)), np.inf
    for t in range(steps):
        q, r = worst_case(group_losses(w, data), u, nu, kind)
        best = min(best, r)
        fields = np.array([2 * x.T @ ((relu(x @ w) - y) * (x @ w > 0)) / len(y) for x, y in data])
        w = in_ball(w - 0.05 / np.sqrt(1 + t / 50) * (q @ fields))
    return best


def groups_of(seed):
    data = groups(np.random.default_rng(100 + seed))
    u, out = np.full(4, 0.25), {}
    for kind, nu in (("kl", 0.2), ("chi2", 0.2), ("kl", 0)):
        last, mean, _ = group_neuron(data, nu, kind)
        value = lambda w: worst_case(group_losses(w, data), u, nu, kind)[1]
        out |= {f"{kind} {nu} least": least_group_risk(data, nu, kind, last), f"{kind} {nu} last": value(last), f"{kind} {nu} mean": value(mean)}
    return out


# ----------------------------------------------------------------------------------------------------------------- mixtures
def pd(old, new, f):
    p = np.maximum(new + f * (new - old), 0)
    return new, smooth(p / p.sum(), 1e-4)


CONTROLLERS = {
    "constant": lambda s, l, r: (s, s),
    "doremi": lambda s, l, r: (lambda a: (a, a))(smooth(softmax(np.log(s) + np.maximum(l - r, 0)), 1e-3)),
    "groupDro 0.1": lambda s, l, r: (lambda a: (a, a))(softmax(np.log(np.maximum(s, 1e-300)) + 0.1 * l)),
    "pdKl": lambda s, l, r: pd(s, softmax(np.log(s + 1e-6) + l - r), 1),
    "pdKl f=0": lambda s, l, r: pd(s, softmax(np.log(s + 1e-6) + l - r), 0),
    "pdKl 3": lambda s, l, r: pd(s, softmax(np.log(s + 1e-6) + 3 * (l - r)), 1),
    "pdKl 3 f=0": lambda s, l, r: pd(s, softmax(np.log(s + 1e-6) + 3 * (l - r)), 0),
    "pdChi2": lambda s, l, r: pd(s, project(s + 0.15 * (l - r) / 4, np.ones(4)), 1),
    "pdChi2 1": lambda s, l, r: pd(s, project(s + (l - r) / 4, np.ones(4)), 1),
}


def train(update, data, references, every, seed, steps=3000, batch=64, rate=0.05):
    rng = np.random.default_rng(1000 + seed)
    w, state = 0.01 * rng.normal(size=D), np.full(4, 0.25)
    shares, worst = state, []
    for t in range(steps):
        if t % every == 0:
            losses = group_losses(w, data)
            state, shares = update(state, losses, references)
            worst.append((losses - references).max())
        g = np.zeros(D)
        for k, count in enumerate(rng.multinomial(batch, shares / shares.sum())):
            x, y = data[k]
            j = rng.integers(len(y), size=count)
            r = relu(x[j] @ w) - y[j]
            g += 2 * x[j].T @ (r * (x[j] @ w > 0) if t > 20 else r)
        w = in_ball(w - rate * g / batch)
    return np.mean(worst[len(worst) // 2 :])


def mixtures_of(seed):
    """Worst excess of each controller less that of the constant mixture, which has its own row."""
    data = groups(np.random.default_rng(200 + seed))
    references = np.array([least_group_risk([one], 0, "kl", group_neuron([one], 0, "kl")[0], 1500) for one in data])
    out = {}
    for every in (5, 50):
        base = train(CONTROLLERS["constant"], data, references, every, seed)
        for name, update in CONTROLLERS.items():
            out[f"{every} {name}"] = base if name == "constant" else train(update, data, references, every, seed) - base
    return out


def summary(of):
    runs = [of(seed) for seed in SEEDS]
    cells = {name: np.array([run[name] for run in runs]) for name in runs[0]}
    return {name: [float(f"{v.mean():.6g}"), float(f"{v.std(ddof=1) / np.sqrt(len(v)):.6g}")] for name, v in cells.items()}


print("/** What scripts/freeze/shift_tables.py printed: means and standard errors over ten seeds, by NumPy. */")
print("export type Peer = Readonly<Record<string, readonly [mean: number, error: number]>>;")
for name, of in (("rows", rows_of), ("groups", groups_of), ("mixtures", mixtures_of)):
    print(f"\nexport const {name}: Peer = {json.dumps(summary(of), indent=2)};")
