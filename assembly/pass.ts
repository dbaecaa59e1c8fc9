/** The pass over packed rows: what the host calls. A tile is a run of rows that begins with a block. */
import { accumulateOne } from "./accumulate";
import { residuals } from "./field";
import {
  blockOf,
  blockShift,
  center as centers,
  free as end,
  features,
  y as labels,
  scale as scales,
  omega as weights,
} from "./layout";
import { runMap } from "./map";
import { moments } from "./moments";
import { project } from "./project";
import { weigh } from "./weigh";

export { layOut, reserve } from "./layout";
export { packRows } from "./pack";
export { profile } from "./profile";

/** The first byte after the rows: above it the host lays out what a sweep needs. */
export function free(): usize {
  return end;
}
export function center(): usize {
  return centers;
}
export function scale(): usize {
  return scales;
}
export function y(): usize {
  return labels;
}
export function omega(): usize {
  return weights;
}

const blocksOf = (length: i32): i32 => (length + (1 << blockShift) - 1) >> blockShift;

/** z of a tile; `w` is the offset and the weights after it. */
export function projectTile(row: i32, length: i32, w: usize, z: usize): void {
  project(blockOf(row), blocksOf(length), w, 1, z, 0);
}

/**
 * From m and h of a tile to Σ r x: adds to lanes of g, then of Σr, the loss and the mass. h is overwritten by r.
 *
 * @param labels 0 for y, 1 for 1{sign·y > above}, 2 for 1{sign·y ≥ above}
 */
export function fieldTile(
  row: i32,
  length: i32,
  m: usize,
  h: usize,
  labels: i32,
  sign: f64,
  above: f64,
  lanes: usize,
): void {
  const blocks = blocksOf(length);
  const sums = lanes + ((<usize>features) << 4);
  residuals(row, length, blocks << blockShift, m, h, labels, sign, above, sums);
  accumulateOne(blockOf(row), blocks, 0, h, lanes);
}

/** m and h of a tile by an encoded curve, from its z. */
export function mapTile(length: i32, program: usize, z: usize, m: usize, h: usize): void {
  runMap(program, z, m, h, (length + 1) & ~1);
}

/**
 * Moments of a tile: adds to lanes of Σv, then to those of `moments`.
 *
 * @param v h where a field weighs; is overwritten
 * @param column room for the rows of a tile
 */
export function momentsTile(
  row: i32,
  length: i32,
  v: usize,
  plain: bool,
  diagonal: bool,
  column: usize,
  lanes: usize,
): void {
  const blocks = blocksOf(length);
  weigh(row, length, blocks << blockShift, v, plain, lanes);
  moments(blockOf(row), blocks, v, diagonal, column, lanes + 16);
}
