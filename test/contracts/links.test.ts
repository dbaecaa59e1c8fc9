/**
 * The contract of a link: what it says of itself is what quadrature, noise and finite differences find.
 * The same suite runs over every part of the catalogue at several parameter settings.
 */
import { describe, expect, it } from "vitest";
import { hermite } from "../../src/math/hermite.ts";
import { gaussHermite, normalExpectation } from "../../src/math/quadrature.ts";
import { RandomStream } from "../../src/math/random.ts";
import { parsePart } from "../../src/part.ts";
import { drawnSmoothing } from "../../src/problem/drawnSmoothing.ts";
import { type FormulaLink, linkAt, linkMaps } from "../../src/problem/link.ts";
import { links } from "../../src/problem/links/index.ts";

/** Settings as one writes them on the command line, with the places where σ jumps or bends. */
const SETTINGS: readonly (readonly [text: string, ...kinks: number[]])[] = [
  ["identity"],
  ["relu", 0],
  ["relu:bias=-1.28", 1.28],
  ["relu:bias=2.5", -2.5],
  ["leakyRelu", 0],
  ["leakyRelu:slope=0", 0],
  ["leakyRelu:slope=0.7", 0],
  ["step", 0],
  ["step:threshold=1.5", 1.5],
  ["sign", 0],
  ["sign:threshold=-0.8", -0.8],
  ["staircase", -1, 0, 1],
  ["staircase:at=-1,0:height=1,2", -1, 0],
  ["staircase:at=-0.3,0.4,2:height=0.5,-1,3:base=-2", -0.3, 0.4, 2],
  ["ramps", -1.2, -0.8, 0, 0.1, 0.5, 0.7, 1.5, 1.8],
  ["ramps:from=-1,0:to=1,2:height=1,-3", -1, 0, 1, 2],
  ["probit"],
  ["probit:slope=3:bias=-1"],
  ["probit:slope=0.2:bias=0.4"],
  ["erf"],
  ["erf:slope=4"],
  ["sigmoid"],
  ["tanh"],
  ["softplus"],
  ["clip", -1, 1],
  ["clip:low=0:high=0.5", 0, 0.5],
  ["exponential"],
  ["exponential:rate=0.3"],
  ["exponential:rate=1.5"],
  ["square"],
  ["cube"],
  ["elu", 0],
  ["elu:alpha=0.3", 0],
  ["elu:alpha=2", 0],
  ["gelu"],
  ["absolute", 0],
  ["hermite"],
  ["hermite:degree=1"],
  ["hermite:degree=3"],
  ["hermite:degree=4"],
  ["hermite:degree=7"],
];

// Spreads above 1 come from scaled links, σ(s·z + b) with s > 1.
const MEANS = [-3, -1.1, 0, 1, 2.6];
const SPREADS = [0.05, 0.31, 1, 2.5];

const ROUGH = gaussHermite(20);

it("every link of the catalogue is tried", () => {
  expect(new Set(SETTINGS.map(([text]) => text.split(":")[0]))).toEqual(new Set(Object.keys(links)));
});

describe.each(SETTINGS.map(([text, ...kinks]) => ({ text, kinks })))("$text", ({ text, kinks }) => {
  const link: FormulaLink = parsePart("link", links, text);
  const at = linkAt(link);
  const factory = links[link.name];

  /** E f(m + τu, u) with panels that end where σ jumps or bends and are narrow enough for slopes up to 4. */
  const noisy = (m: number, tau: number, f: (z: number, u: number) => number): number =>
    normalExpectation((u) => f(m + tau * u, u), {
      kinks: kinks.map((kink) => (kink - m) / tau),
      panel: 0.4 / Math.max(1, tau),
    });

  /** 1 + E |f|, roughly: what rounding is measured by. */
  const size = (m: number, tau: number, f: (z: number, u: number) => number): number =>
    ROUGH.weights.reduce((sum, weight, i) => sum + weight * Math.abs(f(m + tau * ROUGH.nodes[i], ROUGH.nodes[i])), 1);

  const everywhere = (check: (m: number, tau: number) => void): void => {
    for (const tau of SPREADS) for (const m of MEANS) check(m, tau);
  };

  it("names itself, its parameters and its source", () => {
    expect(link.name).toBe(factory.name);
    expect(links[factory.name]).toBe(factory);
    expect(factory.about).toMatch(/^[A-Z].*\.$/);
    expect(factory.reference).toMatch(/^(folklore|[A-Z][A-Za-z]+\d{4})$/);
    expect(Object.keys(link.parameters)).toEqual(Object.keys(factory.parameters));
  });

  it("S is the mean of σ over noise, by quadrature", () => {
    everywhere((m, tau) => {
      // Quadrature and formulas both round at about 1e-13 of the mean size of σ.
      expect(Math.abs(at.smooth(m, tau) - noisy(m, tau, at.value))).toBeLessThan(
        link.error + 2e-12 * size(m, tau, at.value),
      );
    });
  });

  it("∂S/∂m is Stein's integral E u σ(m + τu)/τ, by quadrature", () => {
    everywhere((m, tau) => {
      const stein = (z: number, u: number) => (u * (at.value(z) - at.value(m))) / tau;
      expect(Math.abs(at.smoothSlope(m, tau) - noisy(m, tau, stein))).toBeLessThan(
        link.error + 2e-12 * size(m, tau, stein),
      );
    });
  });

  it("∂S/∂m is the mean of σ′ over noise where σ has no jumps", () => {
    if (link.jumps) return;
    everywhere((m, tau) => {
      expect(Math.abs(at.smoothSlope(m, tau) - noisy(m, tau, at.slope))).toBeLessThan(
        link.error + 2e-12 * size(m, tau, at.slope),
      );
    });
  });

  it("S and ∂S/∂m are what drawn noise gives", () => {
    const copies = 4000;
    for (const [m, tau, seed] of [
      [0.3, 0.6, 1],
      [-1.2, 1, 2],
    ] as const) {
      const drawn = drawnSmoothing(at.value, m, tau, new RandomStream(seed), copies);
      // Five standard errors of independent draws; stratified ones have less. About 160 comparisons in all.
      const within = (f: (z: number, u: number) => number): number => {
        const mean = noisy(m, tau, f);
        return 1e-12 + 5 * Math.sqrt(noisy(m, tau, (z, u) => (f(z, u) - mean) * (f(z, u) - mean)) / copies);
      };
      expect(Math.abs(drawn.smooth - at.smooth(m, tau))).toBeLessThan(within(at.value));
      const stein = (z: number, u: number) => (u * (at.value(z) - at.value(m))) / tau;
      expect(Math.abs(drawn.smoothSlope - at.smoothSlope(m, tau))).toBeLessThan(within(stein));
    }
  });

  it("noise upon noise is noise: E S(m + αu, β) = S(m, √(α² + β²))", () => {
    for (const [m, alpha, beta] of [
      [0.3, 0.6, 0.8],
      [-1.5, 0.3, 2],
    ] as const) {
      const twice = normalExpectation((u) => at.smooth(m + alpha * u, beta));
      const once = at.smooth(m, Math.sqrt(alpha * alpha + beta * beta));
      expect(Math.abs(twice - once)).toBeLessThan(2 * link.error + 2e-12 * size(m, alpha, (z) => at.smooth(z, beta)));
    }
  });

  it("slopes are finite differences", () => {
    // Central differences at h err by h²|f‴|/6 + 1e-16|f|/h, below 1e-7 of the size of f for spreads from .31.
    const h = 1e-5;
    const differ = (f: (m: number) => number, m: number): number => (f(m + h) - f(m - h)) / (2 * h);
    for (const m of MEANS) {
      if (kinks.every((kink) => Math.abs(m - kink) > 2 * h)) {
        expect(Math.abs(at.slope(m) - differ(at.value, m))).toBeLessThan(1e-7 * (1 + Math.abs(at.value(m))));
      }
      for (const tau of SPREADS.slice(1)) {
        const found = differ((mean) => at.smooth(mean, tau), m);
        expect(Math.abs(at.smoothSlope(m, tau) - found)).toBeLessThan(1e-7 * (1 + Math.abs(at.smooth(m, tau))));
      }
    }
  });

  it("(T_ρσ)′ = ρ T_ρ(σ′)", () => {
    const h = 1e-5;
    for (const rho of [0.3, 0.7, 0.95]) {
      const tau = Math.sqrt(1 - rho * rho);
      for (const z of MEANS) {
        const found = (at.smooth(rho * (z + h), tau) - at.smooth(rho * (z - h), tau)) / (2 * h);
        const said = rho * at.smoothSlope(rho * z, tau);
        expect(Math.abs(found - said)).toBeLessThan(1e-7 * (1 + Math.abs(at.smooth(rho * z, tau))));
      }
    }
  });

  it("without noise S is σ", () => {
    for (const m of MEANS) {
      expect(at.smooth(m, 0)).toBe(at.value(m));
      expect(at.smoothSlope(m, 0)).toBe(at.slope(m));
      if (link.jumps && kinks.includes(m)) continue;
      // |S − σ| ≤ E|τu| × slope nearby, and no slope here is above 1000; the stated error on top.
      expect(Math.abs(at.smooth(m, 1e-9) - at.value(m))).toBeLessThan(1e-6 + link.error);
    }
  });

  it("is monotone exactly where it says so", () => {
    let falls = 0;
    let before = at.value(-8);
    for (let i = -799; i <= 800; i++) {
      const now = at.value(i / 100);
      if (now < before) falls++;
      before = now;
      // Rounding alone, where S is flat: terms of size |m| that cancel.
      if (link.monotone) expect(at.smoothSlope(i / 100, 0.5)).toBeGreaterThan(-1e-14);
    }
    if (link.monotone) expect(falls).toBe(0);
    else expect(falls).toBeGreaterThan(10 * Number(!link.jumps));
  });

  it("has the Lipschitz constant it states and no smaller one", () => {
    const steepness = (a: number, b: number): number => Math.abs(at.value(b) - at.value(a)) / (b - a);
    if (link.lipschitz === Number.POSITIVE_INFINITY) {
      const jump = Math.max(...kinks.map((kink) => steepness(kink - 1e-6, kink)));
      expect(link.jumps ? jump : steepness(100, 100.5)).toBeGreaterThan(100);
      return;
    }
    let steepest = 0;
    for (let i = -4000; i < 4000; i++) steepest = Math.max(steepest, steepness(i / 500, (i + 1) / 500));
    // 1e-12: rounding of a difference quotient over 1/500; .001: curvature over that stretch.
    expect(steepest).toBeLessThan(link.lipschitz * (1 + 1e-12) + 1e-12);
    expect(steepest).toBeGreaterThan(link.lipschitz * 0.999);
  });

  it("has the Hermite coefficients and the information exponent it states", () => {
    const norm = Math.sqrt(noisy(0, 1, (z) => at.value(z) * at.value(z)));
    const found = Array.from({ length: 10 }, (_, k) => noisy(0, 1, (z) => at.value(z) * hermite(k, z)));
    found.forEach((c, k) => {
      expect(Math.abs(link.hermite(k) - c)).toBeLessThan(link.error + 1e-12 * (1 + norm));
    });
    const first = found.findIndex((c, k) => k > 0 && Math.abs(c) > 1e-9 * norm);
    expect(link.informationExponent).toBe(first);
  });

  it("keeps to finite numbers far out", () => {
    for (const m of [1e2, 1e4, 1e6].flatMap((size) => [-size, size])) {
      if (!Number.isFinite(at.value(m))) continue;
      for (const tau of [0, 1e-8, 0.3, 1, 3]) {
        expect(Number.isFinite(at.smooth(m, tau))).toBe(true);
        expect(Number.isFinite(at.smoothSlope(m, tau))).toBe(true);
        // Noise of spread 3 moves no link of at most linear growth by more than a few of its slopes.
        if (link.lipschitz <= 10) {
          expect(Math.abs(at.smooth(m, tau) - at.value(m))).toBeLessThan(
            3 * tau * link.lipschitz + 1e-15 * Math.abs(m),
          );
        }
      }
    }
  });

  it("maps a block to the bits it gives one by one", () => {
    const maps = linkMaps(link, MEANS.length);
    const out = new Float64Array(MEANS.length);
    for (const tau of [0, ...SPREADS]) {
      for (const name of ["value", "slope", "smooth", "smoothSlope"] as const) {
        maps[name](Float64Array.from(MEANS), tau, out, MEANS.length);
        expect(Array.from(out)).toEqual(MEANS.map((m) => at[name](m, tau)));
      }
    }
  });
});

describe("links at the edge of the numbers", () => {
  it.each(["sigmoid", "tanh", "softplus", "elu", "gelu", "relu"])("%s is finite up to 1e308", (name) => {
    const at = linkAt(links[name]());
    for (const m of [-1e308, 1e308]) {
      for (const f of [at.value(m), at.slope(m), at.smooth(m, 1), at.smoothSlope(m, 1)])
        expect(f).toSatisfy(Number.isFinite);
    }
  });

  it("a threshold far out leaves a monotone link its information exponent", () => {
    expect(links.step({ threshold: 9 }).informationExponent).toBe(1);
    expect(links.relu({ bias: -10 }).informationExponent).toBe(1);
  });

  it("settings that mean nothing are refused", () => {
    expect(() => parsePart("link", links, "staircase:at=0,1:height=1")).toThrow("not as many heights as steps (2)");
    expect(() => parsePart("link", links, "ramps:from=0,1")).toThrow("ramps to: not 2 of them");
    expect(() => parsePart("link", links, "ramps:from=0:to=0:height=1")).toThrow("ramps to: not beyond where");
    expect(() => parsePart("link", links, "clip:low=1:high=0")).toThrow("give a number below 0");
    expect(() => parsePart("link", links, "hermite:degree=2.5")).toThrow("not a whole number, got 2.5");
    expect(() => parsePart("link", links, "rellu")).toThrow('did you mean "relu"');
  });
});
