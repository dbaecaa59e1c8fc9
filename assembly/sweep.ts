/**
 * A sweep: for every tile of rows, all candidates are projected, every request's m and h are mapped, and what they
 * give is summed while the tile is still in the caches; for every chunk, sums become a node of the tree.
 */

import { DEGREE, LINK, OWN } from "../src/pass/kernel/opcodes";
import { accumulate, accumulateSingle } from "./accumulate";
import { guideBytes, makeGuide, placesOf } from "./bins";
import { residuals } from "./field";
import { own } from "./host";
import {
  aligned,
  blockOf,
  blockShift,
  F64,
  features,
  free,
  labels,
  MOST_ROWS,
  omegas,
  reserve,
  single,
  VECTOR,
  weighted,
} from "./layout";
import { runMap } from "./map";
import { addMoments, foldMoments, momentsBytes, sumOf, weigh, weighedColumns } from "./moments";
import { widenBlocks } from "./narrow";
import {
  after,
  FIELD,
  FIELD_CURVE,
  HEADER,
  KIND,
  kindOf,
  labelsOf,
  MOMENTS,
  MOMENTS_CURVE,
  numberAt,
  Plan,
  PROFILE,
  placeOf,
  projectionOf,
  weightsOf,
} from "./plan";
import { addColumns, addScalars, binBytes } from "./profile";
import { narrowWeights, project, projectSingle, singleBytes } from "./project";
import { beginTree, closeNode, nextNode } from "./tree";

/** Rows of a chunk: src/pass/tree.ts. */
const CHUNK = 4096;
/** Bytes of a tile of x and of what its rows need besides: they stay in the second-level cache. */
const TILE = 1 << 18;
const LEAST_ROWS = 64;
/**
 * Of a tile that stays in the first-level cache, beside whatever else runs on this core: memory is then read on without
 * long pauses.
 */
const SMALL_TILE = 1 << 13;
const LEAST_SMALL_ROWS = 16;
/** z, m, h, r, y, ω, and a number more. */
const NUMBERS = 7;

let projections = 0;
let requests = 0;
let fields = 0;
/** Rows that are seen. */
let count = 0;
let tile = 0;
/** Bytes of m, h, r of a tile. */
let stride: usize = 0;
let weights: usize = 0;
let plans: usize = 0;
/** Working vectors of a chunk. */
let workings: usize = 0;
/** z of the projections, `zBytes` each: of a tile or, where some z are kept, of a chunk, the tile's from `zTile` on. */
let z: usize = 0;
let zBytes: usize = 0;
let zTile: usize = 0;
let m: usize = 0;
let h: usize = 0;
let r: usize = 0;
let y: usize = 0;
let omega: usize = 0;
let room: usize = 0;
let places: usize = 0;
let weighed: usize = 0;
/** x in f32: weights of the candidates, room for z of two blocks, r and its sums, and x of the tile in f64. */
let narrowed: usize = 0;
let part: usize = 0;
let narrowedR: usize = 0;
let singleSums: usize = 0;
let widened: usize = 0;
/** Lanes of all requests; those of the fields come first. */
let lanes: usize = 0;
let lanesEnd: usize = 0;
let next: usize = 0;

/** Where the host writes a program of so many numbers. */
export function program(length: i32): usize {
  const at = aligned(free);
  reserve(at + ((<usize>length) << F64));
  return at;
}

/** Where the host writes what a working vector has for the rows of the next chunk. */
export function working(vector: i32): usize {
  return workings + <usize>vector * (CHUNK << F64);
}

/** Where z of the last chunk is, of a projection whose z are kept. */
export function index(projection: i32): usize {
  return z + <usize>projection * zBytes;
}

/** Begins a sweep over the first `rows` rows by the program of `length` numbers; `before` chunks come before them. */
export function begin(length: i32, rows: i32, before: i32): void {
  const at = program(length);
  projections = <i32>numberAt(at, 0);
  requests = <i32>numberAt(at, 1);
  weights = at + (HEADER << F64);
  const records = weights + ((<usize>projections * (features + 1)) << F64);
  count = rows;
  tile = tileRows(records);
  stride = (<usize>tile) << F64;
  next = aligned(at + ((<usize>length) << F64));
  workings = take(<usize>numberAt(at, 3) * (CHUNK << F64));
  zBytes = numberAt(at, 4) > 0 ? CHUNK << F64 : stride;
  zTile = 0;
  z = take(<usize>projections * zBytes);
  m = take(stride);
  h = take(stride);
  y = take(stride);
  omega = take(stride);
  room = take(stride);
  places = take(stride);
  planRequests(records);
  beginTree(aligned(next), (<usize>numberAt(at, 2)) << F64, before);
}

/** The largest power of two that fits. With x in f32 sums depend on it: there it depends on d alone. */
function tileRows(records: usize): i32 {
  const isSmall = single || (requests == 1 && isSimple(records));
  const most = isSmall ? SMALL_TILE : TILE;
  const least = single ? 1 << blockShift : isSmall ? LEAST_SMALL_ROWS : LEAST_ROWS;
  const bytes = (features << (single ? 2 : 3)) + (NUMBERS << 3);
  let rows = <i32>MOST_ROWS;
  while (rows > least && rows * bytes > most) rows >>= 1;
  return rows;
}

/** Whether a request is a field whose map looks nothing up: tables would be driven out of the cache by every tile. */
function isSimple(record: usize): bool {
  if (kindOf(record) != FIELD) return false;
  const curve = numberAt(record, FIELD_CURVE);
  return curve == LINK || curve == DEGREE;
}

function take(bytes: usize): usize {
  const at = next;
  next = aligned(at + bytes);
  reserve(next);
  return at;
}

function planRequests(records: usize): void {
  plans = take(<usize>requests * offsetof<Plan>());
  fields = 0;
  let record = records;
  for (let i = 0; i < requests; i++) {
    const plan = planOf(i);
    plan.record = record;
    plan.kind = kindOf(record);
    plan.place = placeOf(record);
    plan.z = projectionOf(record) < 0 ? 0 : index(projectionOf(record));
    plan.labels = labelsOf(record) < 0 ? 0 : working(labelsOf(record));
    plan.weights = weightsOf(record) < 0 ? 0 : working(weightsOf(record));
    if (plan.kind == FIELD) fields++;
    record = after(record);
  }
  r = take(<usize>max(fields, 1) * stride);
  lanes = next;
  let field: usize = 0;
  for (let i = 0; i < requests; i++) {
    const plan = planOf(i);
    if (plan.kind != FIELD) continue;
    plan.r = r + field * stride;
    plan.lanes = lanes + field * fieldBytes();
    field++;
  }
  next = aligned(lanes + field * fieldBytes());
  let needsWeighed = false;
  for (let i = 0; i < requests; i++) {
    const plan = planOf(i);
    if (plan.kind != MOMENTS) continue;
    const diagonal = isDiagonal(plan);
    plan.lanes = take(momentsBytes(diagonal));
    needsWeighed = needsWeighed || !diagonal;
  }
  lanesEnd = next;
  reserve(lanesEnd);
  weighed = needsWeighed ? take(<usize>weighedColumns() * stride) : 0;
  widened = 0;
  for (let i = 0; i < requests; i++) {
    const plan = planOf(i);
    if (plan.kind != PROFILE) continue;
    plan.guide = take(guideBytes(edgesOf(plan)));
    makeGuide(plan.record + ((KIND + 2) << F64), edgesOf(plan), plan.guide);
  }
  if (single) planSingle();
}

/** What x in f32 needs besides. */
function planSingle(): void {
  narrowed = take(<usize>projections * singleBytes());
  narrowWeights(weights, projections, narrowed);
  part = take(256);
  narrowedR = take(<usize>fields * stride);
  singleSums = take((<usize>fields * features) << VECTOR);
  for (let i = 0; i < requests; i++) {
    const plan = planOf(i);
    const needsRows = plan.kind == MOMENTS || (plan.kind == PROFILE && hasColumns(plan));
    if (needsRows && widened == 0) widened = take(<usize>features * stride);
  }
}

function planOf(request: i32): Plan {
  return changetype<Plan>(plans + <usize>request * offsetof<Plan>());
}

function fieldBytes(): usize {
  return (<usize>features + 3) << VECTOR;
}
function hasColumns(profile: Plan): bool {
  return numberAt(profile.record, KIND) != 0;
}
function edgesOf(profile: Plan): i32 {
  return <i32>numberAt(profile.record, KIND + 1);
}
function isDiagonal(moments: Plan): bool {
  return numberAt(moments.record, KIND) != 0;
}

/** Sums the rows of a chunk into a node. */
export function sweep(chunk: i32): void {
  const node = nextNode();
  memory.fill(lanes, 0, lanesEnd - lanes);
  const end = min(count, (chunk + 1) * CHUNK);
  for (let row = chunk * CHUNK; row < end; row += tile) sweepTile(row, min(tile, end - row), node);
  for (let i = 0; i < requests; i++) fold(planOf(i), node);
  closeNode();
}

function sweepTile(row: i32, length: i32, node: usize): void {
  const x = blockOf(row);
  const blocks = (length + (1 << blockShift) - 1) >> blockShift;
  const padded = blocks << blockShift;
  let label = labels + ((<usize>row) << F64);
  let weight = weighted ? omegas + ((<usize>row) << F64) : omegas;
  if (length < padded) {
    // Rows that fill up the last block weigh nothing.
    label = partOf(label, length, y);
    weight = partOf(weight, length, omega);
  }
  if (zBytes != stride) zTile = (<usize>(row % CHUNK)) << F64;
  if (single) projectSingle(x, blocks, weights, narrowed, projections, z + zTile, zBytes, part);
  else project(x, blocks, weights, projections, z + zTile, zBytes);
  for (let i = 0; i < requests; i++) {
    const plan = planOf(i);
    if (plan.kind != FIELD) continue;
    map(plan, i, FIELD_CURVE, length, padded);
    const sums = plan.lanes + ((<usize>features) << VECTOR);
    residuals(
      plan.record,
      labelsFor(plan, row, label),
      weightsFor(plan, row, weight),
      m,
      h,
      plan.r,
      padded,
      sums,
      room,
    );
  }
  if (single) accumulateSingle(x, blocks, r, stride, fields, lanes, fieldBytes(), narrowedR, singleSums);
  else accumulate<f64>(x, blocks, r, stride, fields, lanes, fieldBytes());
  // What is not a field is summed in f64 throughout.
  if (widened != 0) widenBlocks(x, blocks, features, widened);
  const rows = widened != 0 ? widened : x;
  for (let i = 0; i < requests; i++) {
    const plan = planOf(i);
    const omega = weightsFor(plan, row, weight);
    if (plan.kind == PROFILE) profile(plan, rows, length, labelsFor(plan, row, label), omega, node + plan.place);
    else if (plan.kind == MOMENTS) moments(plan, i, rows, length, padded, omega);
  }
}

/** Labels and weights of a tile that begins at a row: those that a request brings, or else the rows' own. */
function labelsFor(plan: Plan, row: i32, label: usize): usize {
  return plan.labels == 0 ? label : plan.labels + ((<usize>(row % CHUNK)) << F64);
}
function weightsFor(plan: Plan, row: i32, weight: usize): usize {
  return plan.weights == 0 ? weight : plan.weights + ((<usize>(row % CHUNK)) << F64);
}

function partOf(values: usize, length: i32, to: usize): usize {
  memory.fill(to, 0, stride);
  memory.copy(to, values, (<usize>length) << F64);
  return to;
}

/** m and h of the tile, by the curve that is in the record from `place` on; 0 for rows that fill up the last block. */
function map(plan: Plan, request: i32, place: usize, length: i32, padded: i32): void {
  const curve = plan.record + (place << F64);
  if (load<f64>(curve) == OWN) own(request, plan.z + zTile, m, h, length);
  else runMap(curve, plan.z + zTile, m, h, (length + 1) & ~1);
  for (; length < padded; length++) {
    store<f64>(m + ((<usize>length) << F64), 0);
    store<f64>(h + ((<usize>length) << F64), 0);
  }
}

function profile(plan: Plan, x: usize, length: i32, label: usize, weight: usize, sums: usize): void {
  const columns = hasColumns(plan);
  placesOf(plan.z + zTile, length, plan.guide, edgesOf(plan), <i32>binBytes(columns), places);
  addScalars(length, plan.z + zTile, label, weight, places, sums);
  if (columns) addColumns(x, length, label, weight, places, sums);
}

function moments(plan: Plan, request: i32, x: usize, length: i32, padded: i32, weight: usize): void {
  const weighs = plan.z != 0;
  if (weighs) map(plan, request, MOMENTS_CURVE, length, padded);
  weigh(weight, weighs ? h : 0, m, padded, plan.lanes);
  addMoments(x, padded >> 4, m, isDiagonal(plan), weighed, plan.lanes);
}

/** Adds up the lanes of a request into its place in a node; a profile is summed there from the first. */
function fold(plan: Plan, node: usize): void {
  const to = node + plan.place;
  if (plan.kind == MOMENTS) foldMoments(plan.lanes, isDiagonal(plan), to);
  if (plan.kind != FIELD) return;
  const sums = plan.lanes;
  for (let i: usize = 0; i < <usize>features + 3; i++) store<f64>(to + (i << F64), sumOf(sums + (i << VECTOR)));
}
