/**
 * A *part* is anything a learner is put together from: a link, a marginal, an adversary, a field, …
 * It is a documented factory, `leakyRelu({ slope: 0.1 })`, that carries its own name, sentence, reference and
 * parameters, so that the command line, the contract tests and the docs follow from the catalogue of its kind.
 */
import { suggestion, UsageError } from "./errors.ts";

/** One parameter of a part. */
export interface Parameter<T extends number | readonly number[] = number | readonly number[]> {
  /** The letter used in the papers, as in `α`. */
  readonly symbol: string;
  /** The value used when none is given. */
  readonly initial: T;
  /** Inclusive bounds of every number in it. */
  readonly range: readonly [number, number];
  /** One line on what it does. */
  readonly about: string;
}

/** A parameter that is one number. */
export type Real = Parameter<number>;
/** A parameter that is a list of numbers. */
export type Reals = Parameter<readonly number[]>;
/** The parameters of a part by their words in code. */
export type Parameters = Readonly<Record<string, Parameter>>;
/** The values those parameters take. */
export type Values<P extends Parameters> = { readonly [K in keyof P]: P[K] extends Real ? number : readonly number[] };

/** What a part says of itself. */
export interface Label<P extends Parameters> {
  readonly name: string;
  /** One sentence: what it is and when one wants it. */
  readonly about: string;
  /** A key of references.bib, or "folklore". */
  readonly reference: string;
  readonly parameters: P;
}

/** A documented factory of `T`: call it with the parameters that should differ from their initial values. */
export interface Part<T, P extends Parameters = Parameters> extends Label<P> {
  (values?: Partial<Values<P>>): T;
}

/** The parts of one kind by name; its `index.ts` is the only place that lists them. */
export type Catalogue<T> = Readonly<Record<string, Part<T, any>>>;

/** Makes a part of a label and a function of checked parameter values. */
export function part<T, P extends Parameters>(label: Label<P>, build: (values: Values<P>) => T): Part<T, P> {
  const factory = (given: Partial<Values<P>> = {}): T => build(checked(label, given));
  const { name, ...rest } = label;
  Object.defineProperty(factory, "name", { value: name });
  return Object.assign(factory, rest) as unknown as Part<T, P>;
}

function checked<P extends Parameters>({ name, parameters }: Label<P>, given: Partial<Values<P>>): Values<P> {
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(parameters, key)) {
      const known = Object.keys(parameters);
      const would = known.length === 0 ? `${name} takes no parameters` : suggestion(key, known);
      throw new UsageError({ where: name, what: "no such parameter", got: key, would });
    }
  }
  const values: Record<string, number | readonly number[]> = {};
  for (const [key, { initial, range, symbol }] of Object.entries(parameters)) {
    const value: number | readonly number[] = given[key] ?? initial;
    const numbers: readonly number[] = typeof value === "number" ? [value] : value;
    const [low, high] = range;
    if ((typeof initial === "number") !== (typeof value === "number") || numbers.length === 0) {
      throw new UsageError({ where: `${name} ${key}`, what: "wrong shape", got: value, would: shape(initial) });
    }
    for (const number of numbers) {
      if (!(number >= low && number <= high)) {
        throw new UsageError({
          where: `${name} ${key} (${symbol})`,
          what: "out of range",
          got: number,
          would: `give a number from ${low} to ${high}`,
        });
      }
    }
    values[key] = value;
  }
  return values as Values<P>;
}

function shape(initial: number | readonly number[]): string {
  return typeof initial === "number" ? "give one number" : "give a list such as 0,1,2";
}

/**
 * Finds a part by name and reads its parameters from text such as `relu`, `leakyRelu:slope=0.1` or
 * `staircase:at=-1,0,1:height=1,2,1`.
 *
 * @throws UsageError for an unknown name, an unknown parameter or text where numbers belong.
 */
export function parsePart<T>(kind: string, catalogue: Catalogue<T>, text: string): T {
  const [name, ...settings] = text.split(":");
  const factory = find(kind, catalogue, name);
  const values: Record<string, number | readonly number[]> = {};
  for (const setting of settings) {
    const [key, ...rest] = setting.split("=");
    const written = rest.join("=");
    const numbers = written.split(",").map((word) => (word.trim() === "" ? Number.NaN : Number(word)));
    if (numbers.some(Number.isNaN)) {
      throw new UsageError({
        where: `${name} ${key}`,
        what: "not a number",
        got: written,
        would: `write ${name}:${key}=1.5`,
      });
    }
    const isList = Array.isArray(factory.parameters[key]?.initial);
    values[key] = isList ? numbers : numbers.length === 1 ? numbers[0] : numbers;
  }
  return factory(values);
}

/** The factory of that name in a catalogue. @throws UsageError with the nearest names. */
export function find<T>(kind: string, catalogue: Catalogue<T>, name: string): Part<T, any> {
  const factory = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  if (factory !== undefined) return factory;
  throw new UsageError({
    where: kind,
    what: `no such ${kind}`,
    got: name,
    would: suggestion(name, Object.keys(catalogue)),
  });
}
