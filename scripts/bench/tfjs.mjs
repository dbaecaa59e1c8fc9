/** tfjs-wasm as a peer: no dependency of ours, looked for in the folder PLUMBLINE_TFJS and in node_modules. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root } from "../run.mjs";

/** How to have it run. */
export const INSTALL = "npm i --no-save @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0";

/** @returns {Promise<{ version: string, fieldSide(name: string, rows: object, w: Float64Array): object } | undefined>} */
export async function openTfjs() {
  for (const folder of [process.env.PLUMBLINE_TFJS, root]) {
    if (!folder) continue;
    const require = createRequire(join(folder, "package.json"));
    let place;
    try {
      place = dirname(require.resolve("@tensorflow/tfjs-backend-wasm"));
    } catch {
      continue; // Not there; perhaps in the next folder.
    }
    const tf = require("@tensorflow/tfjs-core");
    const { setWasmPaths, version_wasm: version } = require("@tensorflow/tfjs-backend-wasm");
    setWasmPaths(`${place}/`);
    await tf.setBackend("wasm");
    return { version, fieldSide: (name, rows, w) => fieldSide(tf, name, rows, w) };
  }
  return undefined;
}

/** z = X w, r = relu(z + b) − y, rᵀ X in tensors of f32, the answer read back every time. */
function fieldSide(tf, name, { n, d, x, y }, w) {
  const tensor = (values, shape) => tf.tensor(Float32Array.from(values), shape);
  const [rows, labels, direction] = [tensor(x, [n, d]), tensor(y, [n, 1]), tensor(w, [d, 1])];
  const once = () =>
    tf.tidy(() => {
      const residual = tf.sub(tf.relu(tf.add(tf.matMul(rows, direction), 0.1)), labels);
      return tf.matMul(residual, rows, true, false).dataSync();
    });
  return {
    name,
    run: (times) => {
      const start = performance.now();
      for (let i = 0; i < times; i++) once();
      return (performance.now() - start) / 1000;
    },
    close: () => tf.dispose([rows, labels, direction]),
  };
}
