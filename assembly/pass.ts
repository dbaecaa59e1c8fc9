/** The pass over packed rows: what the host calls. A tile is a run of rows that begins with a block. */
import { accumulateOne } from "./accumulate";
import {
  blockOf,
  blockShift,
  center as centers,
  free as end,
  y as labels,
  scale as scales,
  omega as weights,
} from "./layout";
import { moments } from "./moments";
import { project } from "./project";

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

/** Adds r of a tile to the lanes g; r of rows beyond the last is 0. */
export function accumulateTile(row: i32, length: i32, r: usize, g: usize): void {
  accumulateOne(blockOf(row), blocksOf(length), 0, r, g);
}

export function momentsTile(row: i32, length: i32, v: usize, diagonal: bool, column: usize, lanes: usize): void {
  moments(blockOf(row), blocksOf(length), v, diagonal, column, lanes);
}
