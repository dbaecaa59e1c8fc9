/** Work on one network as plain data, so that a worker can be told it. */
import { UsageError } from "../errors.ts";
import type { ClassifiedRows } from "../network/classifiedRows.ts";
import { type Architecture, type Measured, type Network, type NetworkRun, network } from "../network/network.ts";
import { type Training, train } from "../network/train.ts";
import type { Curve } from "./curve.ts";
import { fastEnsemble } from "./fastEnsemble.ts";
import { trainCurve } from "./trainCurve.ts";

/** What all tasks are about; it is told a worker once. */
export interface Subject {
  readonly architecture: Architecture;
  /** Rows to learn from, and to take batch statistics from. */
  readonly learned: ClassifiedRows;
  /** Rows to measure on, beside those. */
  readonly heldOut: ClassifiedRows;
}

export type Rows = "learned" | "heldOut";

export type Task =
  /** A network from a random start. `kept`: with the parameters after every sweep, the start included. */
  | { readonly kind: "train"; readonly training: Training; readonly kept?: boolean }
  | { readonly kind: "curve"; readonly curve: Curve; readonly training: Training }
  | {
      readonly kind: "ensemble";
      readonly w: Float64Array;
      readonly training: Training;
      readonly cycles: number;
      readonly low: number;
    }
  /** Loss and error at a point, on the rows that are named. */
  | { readonly kind: "measure"; readonly w: Float64Array; readonly on: readonly Rows[] }
  /** p of all labels for the held-out rows. */
  | { readonly kind: "probabilities"; readonly w: Float64Array };

export type Outcome<T extends Task> = T extends { readonly kind: "train" }
  ? Float64Array[]
  : T extends { readonly kind: "curve" }
    ? Curve
    : T extends { readonly kind: "ensemble" }
      ? Float64Array[]
      : T extends { readonly kind: "measure" }
        ? Measured[]
        : Float64Array;

export interface TaskOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told the share of the task that is done. */
  readonly between?: ((share: number) => void) | undefined;
}

/** Rows of a batch when it is measured only. */
const MEASURED_AT_ONCE = 250;

/** Does one task after another on a subject, keeping the scratch space. */
export class Worker {
  readonly #subject: Subject;
  readonly #net: Network;
  readonly #run: NetworkRun;

  constructor(subject: Subject) {
    this.#subject = subject;
    this.#net = network(subject.architecture);
    const { learned, heldOut } = subject;
    if (learned.classes !== this.#net.outputs || heldOut.classes !== this.#net.outputs) {
      throw new UsageError({
        where: "network",
        what: `does not end in a score for each of ${learned.classes} labels`,
        got: this.#net.outputs,
        would: `end with dense:size=${learned.classes}`,
      });
    }
    this.#run = this.#net.open(MEASURED_AT_ONCE);
  }

  async perform<T extends Task>(task: T, options: TaskOptions = {}): Promise<Outcome<T>> {
    return (await this.#perform(task, options)) as Outcome<T>;
  }

  async #perform(task: Task, { signal, between = () => {} }: TaskOptions): Promise<Outcome<Task>> {
    const { learned, heldOut } = this.#subject;
    const options = { between, ...(signal && { signal }) };
    switch (task.kind) {
      case "train": {
        let kept: Float64Array[] = [];
        for await (const { w } of train(this.#net, learned, task.training, options)) {
          kept = task.kept ? [...kept, w.slice()] : [w];
        }
        return kept;
      }
      case "curve": {
        let { curve } = task;
        for await (const standing of trainCurve(this.#net, learned, curve, task.training, options)) {
          curve = standing.curve;
        }
        return curve;
      }
      case "ensemble":
        return fastEnsemble(this.#net, learned, task, options);
      case "measure": {
        const statistics = this.#run.statisticsOf(task.w, learned);
        return task.on.map((rows) => this.#run.measure(task.w, this.#subject[rows], statistics));
      }
      case "probabilities":
        return this.#run.probabilities(task.w, heldOut, this.#run.statisticsOf(task.w, learned));
    }
  }
}
