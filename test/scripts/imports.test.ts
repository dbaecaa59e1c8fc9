import { describe, expect, test } from "vitest";
import { importProblems } from "../../scripts/check/imports.mjs";

const said = (files: Record<string, string>): string[] =>
  importProblems(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    ["zod", "@duckdb/node-api", "@observablehq/plot"],
  ).map(({ what }) => what);

describe("chapters", () => {
  test("a file imports from its own chapter and from those above", () => {
    expect(said({ "src/fit/a.ts": 'import { b } from "../math/b.ts"; import { c } from "./c.ts"; b(c);' })).toEqual([]);
    expect(said({ "src/math/a.ts": 'import type { B } from "../fit/b.ts"; export type A = B;' })).toEqual([
      "math stands above fit and may not import it",
    ]);
    expect(said({ "src/math/a.ts": 'export * from "../fit/b.ts";' })).toHaveLength(1);
    expect(said({ "src/math/a.ts": 'export const b = () => import("../fit/b.ts");' })).toHaveLength(1);
    expect(said({ "src/math/a.ts": 'export type B = import("../fit/b.ts").B;' })).toHaveLength(1);
  });

  test("cli and lab do not know each other", () => {
    expect(said({ "src/lab/a.ts": 'import "../cli/b.ts";' })).toEqual(["lab and cli do not know each other"]);
    expect(said({ "src/cli/a.ts": 'import "../lab/b.ts";' })).toHaveLength(1);
  });

  test("part.ts and errors.ts stand above all, index.ts below all", () => {
    expect(said({ "src/part.ts": 'import "./errors.ts";', "src/math/a.ts": 'import "../part.ts";' })).toEqual([]);
    expect(said({ "src/errors.ts": 'import "./math/a.ts";' })).toHaveLength(1);
    expect(said({ "src/math/a.ts": 'import "../index.ts";' })).toHaveLength(1);
    expect(said({ "src/index.ts": 'export * from "./fit/a.ts"; export * from "./math/a.ts";' })).toEqual([]);
  });

  test("places", () => {
    expect(said({ "src/misc/a.ts": "" })).toEqual(["no such chapter: misc"]);
    expect(said({ "src/math/a/b/c.ts": "" })).toEqual(["deeper than chapter/kind/part.ts"]);
  });
});

describe("Node and the DOM", () => {
  test("Node's modules, packages and globals only in *.node.ts", () => {
    const reading = 'import { readFile } from "node:fs/promises"; readFile(process.argv[2]);';
    expect(said({ "src/data/a.node.ts": reading })).toEqual([]);
    expect(said({ "src/data/a.ts": reading })).toEqual([
      "only a *.node.ts file may import node:fs/promises",
      "process is Node's; only *.node.ts may use it",
    ]);
    expect(said({ "src/data/a.ts": 'import "fs";' })).toHaveLength(1);
    expect(said({ "src/data/a.ts": 'import "@duckdb/node-api";' })).toHaveLength(1);
    expect(said({ "src/data/a.ts": 'import "./b.node.ts";' })).toEqual([
      "only a *.node.ts file may import src/data/b.node.ts",
    ]);
    expect(said({ "src/data/a.ts": "export let bytes: Buffer;" })).toHaveLength(1);
  });

  test("a property or a parameter of that name is none of Node's", () => {
    expect(
      said({ "src/data/a.ts": "export const f = (process: () => void, x: { Buffer: 1 }) => [process(), x.Buffer];" }),
    ).toEqual([]);
  });

  test("the DOM only in the lab, unless it is handed in", () => {
    expect(said({ "src/figures/a.ts": "export const a = document.body;" })).toHaveLength(1);
    expect(said({ "src/figures/a.ts": "export type A = SVGSVGElement;" })).toHaveLength(1);
    expect(said({ "src/lab/a.ts": "export const a = document.body;" })).toEqual([]);
    expect(said({ "src/figures/a.ts": "export const a = (document: { body: number }) => document.body;" })).toEqual([]);
  });

  test("packages that are no dependency", () => {
    expect(said({ "src/math/a.ts": 'import "vite";' })).toEqual(["vite is not among the dependencies"]);
    expect(said({ "src/math/a.ts": 'import "zod/v4";' })).toEqual([]);
  });
});

describe("what index.ts reaches", () => {
  const index = { "src/index.ts": 'export * from "./fit/a.ts";' };

  test("no Node file, not even by a dynamic import", () => {
    const files = {
      ...index,
      "src/fit/a.ts": 'export const read = () => import("../data/b.node.ts");',
      "src/data/b.node.ts": "",
    };
    expect(said(files)).toContain("index.ts reaches this file, and through it src/data/b.node.ts, which needs Node");
  });

  test("heavy packages only by a dynamic import, at whatever distance", () => {
    const always = { "src/report/b.ts": 'import * as Plot from "@observablehq/plot"; Plot.plot();' };
    expect(said({ ...index, "src/fit/a.ts": 'import "../math/c.ts";', "src/math/c.ts": "", ...always })).toEqual([]);
    const reached = { "src/index.ts": 'export * from "./report/b.ts";', ...always };
    expect(said(reached)).toEqual(["index.ts reaches this file, and so always loads @observablehq/plot"]);
    const lazy = { "src/index.ts": 'export const b = () => import("./report/b.ts");', ...always };
    expect(said(lazy)).toEqual([]);
  });
});
