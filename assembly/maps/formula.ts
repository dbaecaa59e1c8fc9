/**
 * Formulas as a list of instructions over arrays, one loop each (src/pass/kernel/formulas.ts writes them). They run
 * over stretches that are short enough for all scratch arrays together to stay in the first-level cache.
 */

import * as op from "../../src/pass/kernel/opcodes";
import {
  absolute,
  add,
  addScaled,
  affine,
  copy,
  divide,
  divideBy,
  divideInto,
  fill,
  maximum,
  maximumWith,
  multiply,
  squareRoot,
  step,
} from "../elementary/arithmetic";
import { exponential, LONGEST, squareDecay } from "../elementary/exponential";
import { hyperbolicTangent } from "../elementary/hyperbolicTangent";
import { logOnePlus } from "../elementary/logarithm";
import { decayBelow, distribution, ramp, tailRatio } from "../elementary/normal";
import { series } from "../elementary/series";

/** Bytes of all scratch arrays together. */
const SCRATCH: usize = 16384;
const scratch: usize = memory.data(16384, 16);
/** Loops take this many bytes at a time; where less is left, z, m and h are here. */
const UNIT: usize = 64;
const rest: usize = memory.data(192, 16);

/** Where the program, the present stretch of z, m and h and the scratch arrays are. */
let atZ: usize = 0;
let atM: usize = 0;
let atH: usize = 0;
let stride: usize = 0;
let start: usize = 0;

export function runFormula(program: usize, z: usize, m: usize, h: usize, bytes: usize): void {
  const slots = <usize>load<f64>(program, 16);
  stride = min(LONGEST, (SCRATCH / max(1, slots)) & ~(UNIT - 1));
  const whole = bytes & ~(UNIT - 1);
  for (let done: usize = 0; done < whole; done += stride) {
    runStretch(program, z + done, m + done, h + done, min(stride, whole - done));
  }
  if (whole == bytes) return;
  memory.copy(rest, z + whole, bytes - whole);
  runStretch(program, rest, rest + UNIT, rest + 2 * UNIT, UNIT);
  memory.copy(m + whole, rest + UNIT, bytes - whole);
  memory.copy(h + whole, rest + 2 * UNIT, bytes - whole);
}

/** The constant in a place of an instruction. */
function constant(instruction: usize, place: usize): i32 {
  return <i32>load<f64>(instruction + (place << 3));
}

function runStretch(program: usize, z: usize, m: usize, h: usize, length: usize): void {
  atZ = z;
  atM = m;
  atH = h;
  start = program;
  const first = program + 24;
  const last = first + <usize>load<f64>(program, 8) * (op.WIDTH * 8);
  for (let instruction = first; instruction < last; instruction += op.WIDTH * 8) run(instruction, length);
}

function slot(instruction: usize, place: usize): usize {
  const index = <i32>load<f64>(instruction + (place << 3));
  if (index >= op.FIRST_SCRATCH) return scratch + <usize>(index - op.FIRST_SCRATCH) * stride;
  return index == op.SLOT_Z ? atZ : index == op.SLOT_M ? atM : atH;
}

function run(instruction: usize, length: usize): void {
  const to = slot(instruction, 1);
  const a = slot(instruction, 2);
  const b = slot(instruction, 3);
  const c = slot(instruction, 4);
  const d = slot(instruction, 5);
  const p = load<f64>(instruction, 48);
  const end = a + length;
  switch (<i32>load<f64>(instruction)) {
    case op.FILL:
      return fill(to, to + length, p);
    case op.COPY:
      return copy(a, end, to);
    case op.AFFINE:
      return affine(a, end, p, load<f64>(instruction, 56), to);
    case op.ADD:
      return add(a, end, b, to);
    case op.ADD_SCALED:
      return addScaled(a, end, b, p, to);
    case op.MULTIPLY:
      return multiply(a, end, b, to);
    case op.DIVIDE:
      return divide(a, end, b, to);
    case op.DIVIDE_BY:
      return divideBy(a, end, p, to);
    case op.DIVIDE_INTO:
      return divideInto(a, end, p, to);
    case op.MAXIMUM:
      return maximum(a, end, b, to);
    case op.MAXIMUM_WITH:
      return maximumWith(a, end, p, to);
    case op.STEP:
      return step(a, end, to);
    case op.ABS:
      return absolute(a, end, to);
    case op.SQRT:
      return squareRoot(a, end, to);
    case op.EXP:
      return exponential(a, end, p, to);
    case op.LOG1P:
      return logOnePlus(a, end, to);
    case op.TANH:
      return hyperbolicTangent(a, end, b, to);
    case op.SQUARE_DECAY:
      return squareDecay(a, end, to);
    case op.TAIL_RATIO:
      return tailRatio(a, end, to);
    case op.CDF:
      return distribution(a, end, b, c, to);
    case op.RAMP:
      return ramp(a, end, b, c, p, to);
    case op.DECAY_BELOW:
      return decayBelow(a, end, b, c, d, to);
    case op.SERIES: {
      const coefficients = start + ((<usize>constant(instruction, 5)) << 3);
      const q = load<f64>(instruction, 56);
      return series(a, end, constant(instruction, 3), p, q, coefficients, constant(instruction, 4), to);
    }
  }
}
