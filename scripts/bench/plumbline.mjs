/** The one place of the benchmark that knows how Plumbline's parts are reached, the inner ones of the built package included. */
const { openStore } = await import("../../dist/pass/openStore.js");
const { argsort } = await import("../../dist/math/sort.js");
const { adversaries, fit, isotonicFit, isotonicRegression, links, marginals, memoryPass, RandomStream, synthetic } =
  await import("../../dist/index.js");

export { adversaries, argsort, fit, isotonicFit, isotonicRegression, links, marginals, RandomStream, synthetic };

const designOf = ({ n, d, x, y }) => ({
  n,
  d,
  x,
  y,
  names: Array.from({ length: d }, (_, j) => `x${j + 1}`),
  weightsKind: "frequency",
  binary: false,
});

/** Rows in the data's own units: the benchmark's are standard already, and peers do not scale theirs. */
const unscaled = (d) => ({ center: new Float64Array(d), scale: new Float64Array(d).fill(1) });

/** The rows packed for the WebAssembly kernel. @returns {Promise<{ pass: import("../../src/pass/pass.ts").Pass, close(): void }>} */
export async function kernelPass(rows, { threads = 1, storage = "f64" } = {}) {
  const store = await openStore(designOf(rows), unscaled(rows.d), { threads, storage });
  return { pass: store.pass(), close: () => store.close() };
}

/** The rows under the plain TypeScript backend. */
export function plainPass(rows) {
  return memoryPass(designOf(rows), unscaled(rows.d));
}

/** Sweeps that answer these requests. @returns {import("./interleave.mjs").Side} */
export function sweepSide(name, pass, requests) {
  return {
    name,
    run: async (times) => {
      const start = performance.now();
      for (let i = 0; i < times; i++) await pass.sweep(requests);
      return (performance.now() - start) / 1000;
    },
  };
}

/** The surrogate field of a rectified linear unit. */
export function surrogate(w) {
  const link = { name: "relu", parameters: { bias: 0 } };
  return { kind: "field", w, offset: 0.1, curve: { link, scale: 1, shift: 0, smoothing: 1, form: "matching" } };
}
