import { expect, it } from "vitest";
import { binarySection, knownSection, tablesSection, unknownSection } from "../../scripts/cases/sections.mjs";

const made = (corruption: string, nearest: number, floor: number, more: object = {}) => ({
  name: `relu-${corruption}`,
  link: "relu",
  corruption,
  n: 20_000,
  d: 50,
  binary: false,
  seed: 2,
  floor,
  peers: { ols: { angle: 7, seconds: 1 }, huber: { angle: 8, seconds: 0.5 } },
  found: { angle: nearest + 1, nearest, r2: 0.9, seconds: 2 },
  told: { angle: floor, nearest: floor, r2: 0.9, seconds: 1 },
  ...more,
});

const foundOf = ({ targets }: ReturnType<typeof unknownSection>, words: string): number | undefined =>
  targets.find(({ what }) => what.includes(words))?.found;

it("a corruption is judged by the median and 90th percentile of nearest angle over floor", () => {
  const section = unknownSection([2, 3, 7].map((nearest) => made("decoy20", nearest, 2)));
  expect(foundOf(section, "decoy20, link unknown: median")).toBe(1.5);
  expect(foundOf(section, "decoy20, link unknown: 90th")).toBeCloseTo(1.5 + 0.8 * 2, 12); // between 1.5 and 3.5
  expect(foundOf(section, "random10, link unknown: median")).toBeUndefined();
  expect(foundOf(section, "seconds over those of Huber")).toBe(4);
  expect(foundOf(knownSection([made("decoy20", 9, 2)]), "decoy20, link known")).toBe(1);
});

it("no case may be too far off, and those that are stand by name", () => {
  const far = [made("none", 10, 1), made("hetero", 12.5, 6), made("hetero", 12, 6, { n: 2000 })];
  const section = unknownSection(far);
  expect(foundOf(section, "no case beyond")).toBeCloseTo(12.5 / 12, 12);
  expect(section.blocks.join("\n").match(/^\* .*/gm)).toEqual([
    "* relu-hetero, seed 2: 12.50°, its direction 13.50°, floor 6.00°",
  ]);
});

it("binary labels are held to logistic regression where they are clean, and a step to 3° under a decoy", () => {
  const peers = { logistic: { angle: 4, seconds: 1 } };
  const section = binarySection([
    made("none", 5, 4, { binary: true, peers }),
    made("decoy20", 2, 1, { binary: true, link: "step", floor: undefined, peers }),
  ]);
  expect(section.targets.map(({ found }) => found)).toEqual([1.25, 2]);
});

it("a table keeps a share of its clean R², and a peer that is not there was not run", () => {
  const row = (name: string, kind: string, ours: number) => ({
    name,
    kind,
    ours,
    nearest: ours + 0.05,
    seconds: 1,
    peers: { ols: 0.5 },
  });
  const section = tablesSection([
    row("meats", "none", 0.9),
    row("meats", "none", 0.7),
    row("meats", "decoy", 0.6),
    row("meats", "random", 0.8),
  ]);
  expect(foundOf(section, "meats, random")).toBeCloseTo(1, 12);
  expect(foundOf(section, "meats, decoy")).toBeCloseTo(0.75, 12);
  expect(section.blocks.join("\n")).toMatch(/\| meats \| none +\| 0\.800 \| +0\.850 \| 0\.500 \| not run \|/);
});
