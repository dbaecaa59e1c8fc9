"""Freezes the learners of oracle/ on small problems; python3 scripts/freeze/learners.py writes test/golden/learners.json.

Needs NumPy and SciPy; run by hand, the output is committed. All vectors have d entries, all angles are in degrees.

    unit            x = integer × unit, y = integer × unit, exactly as a double product
    covariates.NAME rows of N(0, I_d), rounded, columns summing to 0: n, d, x (n·d integers, row-major);
                    target w*; decoy v ⊥ w*; start, 45° off w*
    problems[]      one problem each:
      name, covariates, link {name, parameters}, adversary, budget (share η of the link's variance)
      amplitude     a; "spread": y = σ(w*·x) + a sign(v·x) − a sign(w*·x), a² = η Var σ/2;
                    "linear": y = σ(w*·x) + a v·x, a² = η Var σ
      y             n integers
      chow          E[(y − ȳ) x], all rows
      thresholds[]  in order: quantile, sign, threshold (of sign·y; linear interpolation between order statistics),
                    share p of rows above, chow (unit, of the cut labels), refined (×sign; 6 steps of the smoothed field
                    of the step at Φ⁻¹(1 − p): θ̄ = 1, β = .2, c = .5, until φ ≤ .15)
      starts        the Chow vector and the refined ones, those with cosine ≥ .985 to an earlier one left out
      paths         all rows used, nothing whitened, no intercept; iterates in order, the start first
        smoothed    φ₀ = sin ½, φ_t = φ₀ (1 − .1)^t while above .02, ρ = 1 − 2φ², step length .25 φ, from `start`
        plugIn      the same while φ above .03, m and h constant on a bin as in plugIn below
        spectral    the same schedule as plugIn, along `direction` of spectral below
        glmtron     {iteration: w}, from 0, step 1
        descent     {iteration: w}, from the unit Chow vector, step .5 along E[(y − σ)σ′x]; none for a step, which has no slope
        isotron     {iteration: w}, from 0, step 1, exact isotonic regression with equal z pooled
        isotronBinned  the same with the isotonic fit of the bins of plugIn below, which cut z/|w|
      plugIn        one evaluation at `start` with φ = sin ½: edges t (bin #{t ≤ z}: quantiles k/K of N(0, 1), K = √n/1.5
                    rounded, every .1 on ±4.5, and tails to ±30), count, isotonic (value of every bin; an empty one has its left
                    neighbor's), delta = max(2φ, .1), weight h = Σ_j ΔA_j φ((c − t_j)/δ)/δ at the mean c of z in the bin (0 where
                    empty), field g = E[(m − y) h x] made orthogonal to the start (descent: the step goes along −g)
      spectral      one evaluation at `start` with φ = sin ½: edges (equal bins on ±3.7 of width at most max(φ, .12), and two open
                    ones), count, mean ȳ_j, direction: top right singular vector of the rows p_j^{−½} E[1_j (y − ȳ_j) x^⊥w] of
                    bins with 10 rows or more, singularValue; weight: its profile as h, so that
                    E[(ȳ − y) h x^⊥w] = −singularValue² · direction
      learners      complete, fitted on the first ¾ and chosen on the last ¼ of the rows: NAME → weights, angle to w*, loss on the
                    last ¼ (with σ for a known link, with the binned isotonic fit along w for an unknown one). monotoneSim has h
                    constant on a bin, monotoneSimByRow takes h at the row's own z, monotoneSimSpectral has three rounds of h ≥ 0 a
                    step; isotron is fitted and chosen row by row; leastSquares is missing for a step, whose descent on a stand-in
                    for σ′ is chaotic
      truth         the same two losses of w*: known, unknown
"""
import json
from pathlib import Path

import numpy as np

import oracle as o

UNIT = 1e-3
BUDGET = 0.1
FIRST = np.sin(0.5)
ITERATIONS = (1, 2, 3, 5, 10, 20, 50)
LINKS = {
    "relu": (dict(name="relu", parameters=dict(bias=0)), o.relu()),
    "biased": (dict(name="relu", parameters=dict(bias=-1.2816)), o.relu(-1.2816)),
    "step": (dict(name="step", parameters=dict(threshold=1)), o.step(1.0)),
    "sigmoid": (dict(name="sigmoid", parameters={}), o.sigmoid()),
}
PROBLEMS = [("small", link, adversary) for link in LINKS for adversary in ("spread", "linear")] + [
    ("large", "relu", "spread"),
    ("large", "biased", "linear"),
    ("large", "step", "linear"),
]


def whole(values):
    return np.rint(values / UNIT).astype(int)


def covariates(seed, n, d):
    random = np.random.default_rng(seed)
    target, decoy, aside = np.linalg.qr(random.standard_normal((d, 3)))[0].T
    x = whole(random.standard_normal((n, d)))
    return dict(n=n, d=d, target=target, decoy=decoy, start=o.unit(target + aside), x=centered(x))


def centered(x):
    """Every column of integers summing to 0: packing then moves nothing."""
    x = x - np.rint(x.mean(0)).astype(int)
    for j, rest in enumerate(x.sum(0)):
        x[: abs(rest), j] -= np.sign(rest)
    return x


def variance(link):
    z = np.linspace(-9, 9, 200001)
    mass = o.density(z) / o.density(z).sum()
    mean = mass @ link.value(z)
    return float(mass @ (link.value(z) - mean) ** 2)


def corrupted(x, target, decoy, link, adversary):
    energy = BUDGET * variance(link)
    clean = link.value(x @ target)
    if adversary == "spread":
        amplitude = np.sqrt(energy / 2)
        return amplitude, clean + amplitude * (np.sign(x @ decoy) - np.sign(x @ target))
    amplitude = np.sqrt(energy)
    return amplitude, clean + amplitude * (x @ decoy)


def plug_in_at(x, y, w):
    delta = max(2 * FIRST, 0.1)
    bins = o.plug_in_bins(x @ w, y, delta)
    bin_of = bins.pop("bin_of")
    residual = bins["isotonic"][bin_of] - y
    return dict(phi=FIRST, delta=delta, **bins, field=o.tangent(x.T @ (residual * bins["weight"][bin_of]) / len(y), w))


def spectral_at(x, y, w):
    bins = o.spectral_bins(x, y, w, FIRST)
    direction, profile = o.spectral_direction(bins["rows"], rounds=0)
    value = np.linalg.norm(profile)
    weight = np.zeros(len(bins["count"]))
    weight[bins["used"]] = profile / np.sqrt(bins["share"])
    bin_of = np.searchsorted(bins["edges"], x @ w)
    by_rows = o.tangent(x.T @ ((bins["mean"][bin_of] - y) * weight[bin_of]) / len(y), w)
    assert np.abs(by_rows + value**2 * direction).max() < 1e-12 * value**2, "bins and rows disagree on the field"
    kept = {key: bins[key] for key in ("edges", "count", "mean")}
    return dict(phi=FIRST, **kept, direction=direction, singularValue=value, weight=weight)


def some(path):
    return {str(t): path[t] for t in ITERATIONS}


def complete(x, y, link, target, has_slope):
    xt, yt, xv, yv = o.split(x, y)
    known = lambda w: o.square_loss(xv, yv, link, w)
    unknown = lambda w: o.isotonic_loss(xt, yt, xv, yv, o.unit(w))
    learners = {
        "monotoneGlm": (o.monotone_glm(x, y, link), known),
        "monotoneSim": (o.monotone_sim(x, y, lambda *run: o.plug_in_path(*run, fit=o.by_bin)), unknown),
        "monotoneSimByRow": (o.monotone_sim(x, y, o.plug_in_path), unknown),
        "monotoneSimSpectral": (o.monotone_sim(x, y, o.spectral_path), unknown),
        "glmtron": (o.glmtron(x, y, link), known),
        "isotron": (o.isotron(x, y), unknown),
    }
    if has_slope:
        learners["leastSquares"] = (o.least_squares(x, y, link), known)
    angle = lambda w: np.degrees(np.arccos(np.clip(o.unit(w) @ target, -1, 1)))
    return (
        {name: dict(weights=w, angle=angle(w), loss=loss(w)) for name, (w, loss) in learners.items()},
        dict(known=known(target), unknown=unknown(target)),
    )


def problem(rows, name, link_name, adversary):
    described, link = LINKS[link_name]
    has_slope = described["name"] != "step"
    x, target, start = rows["x"] * UNIT, rows["target"], rows["start"]
    amplitude, labels = corrupted(x, target, rows["decoy"], link, adversary)
    y = whole(labels) * UNIT
    learners, truth = complete(x, y, link, target, has_slope)
    paths = dict(
        smoothed=o.smoothed_path(x, y, link, start),
        plugIn=o.plug_in_path(x, y, start, fit=o.by_bin),
        spectral=o.spectral_path(x, y, start, rounds=0),
        glmtron=some(o.glmtron_path(x, y, link, max(ITERATIONS))),
        isotron=some(o.isotron_path(x, y, max(ITERATIONS))),
        isotronBinned=some(o.isotron_path(x, y, max(ITERATIONS), lambda z, y: o.by_bin(z, y, 1.0)[0])),
    )
    if has_slope:
        paths["descent"] = some(o.descent_path(x, y, link, max(ITERATIONS), 0.5))
    return dict(
        name=f"{name} {link_name} {adversary}",
        covariates=name,
        link=described,
        adversary=adversary,
        budget=BUDGET,
        amplitude=amplitude,
        y=whole(labels),
        chow=o.chow(x, y),
        thresholds=list(o.thresholded_starts(x, y)),
        starts=o.starts(x, y),
        paths=paths,
        plugIn=plug_in_at(x, y, start),
        spectral=spectral_at(x, y, start),
        learners=learners,
        truth=truth,
    )


def plain(value):
    """As JSON holds it, numbers to 13 digits behind the point."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(each) for each in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    return round(float(value), 13) if isinstance(value, (float, np.floating)) else value


def main():
    sets = {"small": covariates(1, 2000, 5), "large": covariates(2, 4000, 8)}
    for rows in sets.values():
        # Given, not computed: round first so that what is stored is what was used.
        for key in ("target", "decoy", "start"):
            rows[key] = np.array(plain(rows[key]))
    problems = [problem(sets[name], name, link, adversary) for name, link, adversary in PROBLEMS]
    stored = {name: dict(rows, x=rows["x"].ravel()) for name, rows in sets.items()}
    out = Path(__file__).parents[2] / "test" / "golden" / "learners.json"
    text = ",\n".join(json.dumps(plain(each), separators=(",", ":")) for each in problems)
    head = json.dumps(dict(unit=UNIT, covariates=plain(stored)), separators=(",", ":"))
    out.write_text(f'{head[:-1]},\n"problems":[\n{text}\n]}}\n')
    for each in problems:
        ends = "  ".join(f"{name} {end['angle']:.2f}° {end['loss']:.4f}" for name, end in each["learners"].items())
        print(f"{each['name']}: {ends}  w* {each['truth']['known']:.4f} {each['truth']['unknown']:.4f}")
    print(f"{out.name}: {out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
