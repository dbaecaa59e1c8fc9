/**
 * Instructions over arrays, as a graph: an instruction is kept once, however often its result is wanted. `numbered`
 * puts them in order, gives every result a slot, and writes them down for assembly/maps/formula.ts.
 */
import { COPY, FILL, FIRST_SCRATCH, LINK, SLOT_H, SLOT_M, SLOT_Z, WIDTH } from "./opcodes.ts";

/** What the constants of a curve depend on: z ↦ factor·z + shift, seen through noise of spread τ, slopes times scale. */
export interface Line {
  readonly factor: number;
  readonly shift: number;
  readonly tau: number;
  readonly scale: number;
}

/** A number that is the same for all rows; `key` says which. */
export interface Constant {
  readonly key: string;
  readonly at: (line: Line) => number;
}

/** An instruction by its place in the list, or `Z`. */
export type Node = number;
export const Z: Node = -1;

/** A series of an instruction: its coefficients depend on the spread. */
export interface Series {
  readonly key: string;
  readonly parity: number;
  readonly coefficients: (line: Line) => Float64Array;
}

export interface Instruction {
  readonly operation: number;
  readonly operands: readonly Node[];
  readonly p?: Constant | undefined;
  readonly q?: Constant | undefined;
  readonly series?: Series | undefined;
}

/** A list of instructions without repetition. */
export class Instructions {
  readonly list: Instruction[] = [];
  readonly #known = new Map<string, Node>();

  add(operation: number, operands: readonly Node[], p?: Constant, q?: Constant, series?: Series): Node {
    const key = [operation, operands.join(), p?.key, q?.key, series?.key].join("|");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.list.length);
    return this.list.push({ operation, operands, p, q, series }) - 1;
  }
}

/** An encoded curve but for the constants that differ from request to request. */
export interface Template {
  readonly numbers: Float64Array;
  readonly constants: readonly { readonly place: number; readonly at: (line: Line) => number }[];
  /** Of the instructions that begin at `place`. */
  readonly series: readonly { readonly place: number; readonly of: Series }[];
}

/** A curve: the template with its constants filled in, and the coefficients of its series behind. */
export function filled({ numbers, constants, series }: Template, line: Line): Float64Array {
  const coefficients = series.map(({ of }) => of.coefficients(line));
  const encoded = new Float64Array(numbers.length + coefficients.reduce((sum, { length }) => sum + length, 0));
  encoded.set(numbers);
  for (const { place, at } of constants) encoded[place] = at(line);
  let end = numbers.length;
  series.forEach(({ place, of }, i) => {
    encoded.set([of.parity, coefficients[i].length, end], place + 3);
    encoded.set(coefficients[i], end);
    end += coefficients[i].length;
  });
  return encoded;
}

/** Writes down what m and h need; each is an instruction or a constant. */
export function numbered(instructions: Instructions, m: Node | Constant, h: Node | Constant): Template {
  const outputs = new Map<Node, number>();
  const last: { readonly slots: readonly number[]; readonly instruction: Instruction }[] = [];
  for (const [output, slot] of [
    [m, SLOT_M],
    [h, SLOT_H],
  ] as const) {
    if (typeof output !== "number")
      last.push({ slots: [slot], instruction: { operation: FILL, operands: [], p: output } });
    else if (output === Z || outputs.has(output)) {
      const from = outputs.get(output) ?? SLOT_Z;
      last.push({ slots: [slot, from], instruction: { operation: COPY, operands: [output] } });
    } else outputs.set(output, slot);
  }
  const { placed, slots } = allotted(instructions.list, outputs);
  return written([...placed, ...last], slots);
}

interface Placed {
  /** Of the result and the operands. */
  readonly slots: readonly number[];
  readonly instruction: Instruction;
}

/**
 * An order in which few results are waiting at any time: next is always the instruction that leaves the fewest
 * waiting, the earliest in the list among such. A slot is used again once its result is not wanted any more.
 */
function allotted(
  list: readonly Instruction[],
  outputs: ReadonlyMap<Node, number>,
): { placed: Placed[]; slots: number } {
  const waiting = wanted(list, [...outputs.keys()]);
  const uses = new Map<Node, number>();
  const operandsOf = (node: Node): Node[] => [...new Set(list[node].operands)].filter((operand) => operand !== Z);
  for (const node of waiting) for (const operand of operandsOf(node)) uses.set(operand, (uses.get(operand) ?? 0) + 1);

  const slotOf = new Map<Node, number>([[Z, SLOT_Z], ...outputs]);
  const isFree: boolean[] = [];
  const done = new Set<Node>();
  const placed: Placed[] = [];
  const freedBy = (node: Node): Node[] => operandsOf(node).filter((a) => uses.get(a) === 1 && !outputs.has(a));
  while (waiting.length > 0) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    waiting.forEach((node, i) => {
      if (!operandsOf(node).every((operand) => done.has(operand))) return;
      const freed = freedBy(node).length - (outputs.has(node) ? 0 : 1);
      if (freed > most) [best, most] = [i, freed];
    });
    const [node] = waiting.splice(best, 1);
    const operands = list[node].operands.map((operand) => slotOf.get(operand) as number);
    for (const operand of freedBy(node)) isFree[(slotOf.get(operand) as number) - FIRST_SCRATCH] = true;
    for (const operand of operandsOf(node)) uses.set(operand, (uses.get(operand) as number) - 1);
    if (!outputs.has(node)) {
      const free = isFree.indexOf(true);
      const index = free < 0 ? isFree.length : free;
      isFree[index] = false;
      slotOf.set(node, FIRST_SCRATCH + index);
    }
    done.add(node);
    placed.push({ slots: [slotOf.get(node) as number, ...operands], instruction: list[node] });
  }
  return { placed, slots: isFree.length };
}

/** What the outputs are made of, in the order of the list. */
function wanted(list: readonly Instruction[], outputs: readonly Node[]): Node[] {
  const found = new Set<Node>();
  const visit = (node: Node): void => {
    if (node === Z || found.has(node)) return;
    found.add(node);
    list[node].operands.forEach(visit);
  };
  outputs.forEach(visit);
  return [...found].sort((a, b) => a - b);
}

function written(placed: readonly Placed[], slots: number): Template {
  const header = [LINK, placed.length, slots];
  const numbers = new Float64Array(header.length + WIDTH * placed.length);
  numbers.set(header);
  const constants: { place: number; at: (line: Line) => number }[] = [];
  const series: { place: number; of: Series }[] = [];
  placed.forEach(({ slots: used, instruction }, i) => {
    const { operation, p, q } = instruction;
    const start = header.length + WIDTH * i;
    numbers.set([operation, ...used], start);
    if (p !== undefined) constants.push({ place: start + WIDTH - 2, at: p.at });
    if (q !== undefined) constants.push({ place: start + WIDTH - 1, at: q.at });
    if (instruction.series !== undefined) series.push({ place: start, of: instruction.series });
  });
  return { numbers, constants, series };
}
