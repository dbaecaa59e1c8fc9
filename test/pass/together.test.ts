import { describe, expect, test } from "vitest";
import { ask, type FieldRequest, type Pass } from "../../src/pass/pass.ts";
import { together } from "../../src/pass/together.ts";
import { bitsOf, designOf, normals, passOver } from "../fixtures/rows.ts";

const design = designOf(normals(1, 900), normals(2, 300), 3);

const request = (k: number): FieldRequest => ({
  kind: "field",
  w: Float64Array.of(k, 1, -1),
  offset: k,
  curve: { link: { name: "tanh", parameters: {} }, scale: 1, shift: 0, smoothing: 0.9, form: "slope" },
});

/** A task that asks `count` times, each time for something that depends on the answer before. */
const asking = (count: number, first: number) => async (pass: Pass) => {
  let k = first;
  for (let t = 0; t < count; t++) k += (await ask(pass, request(k))).residual / 300;
  return k;
};

describe("together", () => {
  test("results are in order, to the bit those of each task alone", async () => {
    const tasks = [asking(3, 0), asking(1, 5), asking(6, -1)];
    const shared = await together(passOver(design), tasks);
    const alone: number[] = [];
    for (const task of tasks) alone.push(await task(passOver(design)));
    expect(shared.map(bitsOf)).toEqual(alone.map(bitsOf));
  });

  test("the data are read as often as the longest task asks", async () => {
    const pass = passOver(design);
    await together(pass, [asking(3, 0), asking(1, 5), asking(6, -1), async () => 0]);
    expect(pass.meter.sweeps).toBe(6);
  });

  test("tasks see the meter, the rows and the mass of the whole", async () => {
    const pass = passOver(design);
    const [seen] = await together(pass, [
      async (seat) => {
        await ask(seat, request(1));
        return [seat.rows, seat.features, seat.mass, seat.meter.sweeps];
      },
    ]);
    expect(seen).toEqual([300, 3, 300, 1]);
  });

  test("no tasks, and a task that never asks, hang nothing", async () => {
    const pass = passOver(design);
    expect(await together(pass, [])).toEqual([]);
    expect(await together(pass, [async () => 7])).toEqual([7]);
    expect(pass.meter.sweeps).toBe(0);
  });

  test("a task that waits for something else in between holds the others up, not off", async () => {
    const pass = passOver(design);
    const slow = async (seat: Pass) => {
      await ask(seat, request(1));
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      return (await ask(seat, request(2))).residual;
    };
    const [, second] = await together(pass, [asking(2, 0), slow]);
    expect(bitsOf(second)).toBe(bitsOf((await ask(passOver(design), request(2))).residual));
    expect(pass.meter.sweeps).toBe(2);
  });

  test("together within together shares the outer sweep", async () => {
    const pass = passOver(design);
    await together(pass, [asking(2, 0), (seat) => together(seat, [asking(2, 1), asking(1, 2)]).then(([k]) => k)]);
    expect(pass.meter.sweeps).toBe(2);
  });

  test("several requests of one task are answered in its order", async () => {
    const [answers] = await together(passOver(design), [
      (seat) => seat.sweep([request(1), request(2), { kind: "moments" }]),
      async (seat) => seat.sweep([request(9), request(8), { kind: "moments" }]),
    ]);
    const alone = await passOver(design).sweep([request(1), request(2), { kind: "moments" }]);
    expect(answers.map(bitsOf)).toEqual(alone.map(bitsOf));
  });
});

describe("a failure", () => {
  test("of one task is reported once the others have ended", async () => {
    const pass = passOver(design);
    let ended = false;
    const failing = async (seat: Pass) => {
      await ask(seat, request(0));
      throw new Error("no more");
    };
    const whole = together<number>(pass, [
      failing,
      async (seat) => {
        const result = await asking(5, 1)(seat);
        ended = true;
        return result;
      },
    ]);
    await expect(whole).rejects.toThrow("no more");
    expect(ended).toBe(true);
    expect(pass.meter.sweeps).toBe(5);
  });

  test("of a task before it asks does not hang the others", async () => {
    const failing = () => {
      throw new Error("at once");
    };
    await expect(together<number>(passOver(design), [failing, asking(2, 1)])).rejects.toThrow("at once");
  });

  test("of a sweep reaches every task that asked", async () => {
    const controller = new AbortController();
    const pass = passOver(design, controller.signal);
    const caught: unknown[] = [];
    const careful = async (seat: Pass) => {
      await ask(seat, request(1));
      controller.abort("stop");
      await ask(seat, request(2)).catch((reason) => caught.push(reason));
      return 1;
    };
    expect(await together(pass, [careful, careful])).toEqual([1, 1]);
    expect(caught).toEqual(["stop", "stop"]);
  });
});
