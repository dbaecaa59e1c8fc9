/** What a command asks of Node. */
import { chmod, link, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasColor, hasUnicode } from "../../src/cli/host.node.ts";
import { checkOutput } from "../../src/cli/output.node.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-host-"));
  await writeFile(join(folder, "in.csv"), "x,y\n1,2\n");
  await link(join(folder, "in.csv"), join(folder, "same.csv"));
  await mkdir(join(folder, "locked"));
  await chmod(join(folder, "locked"), 0o500);
});
afterAll(() => rm(folder, { recursive: true }));

describe("checkOutput", () => {
  const check = (name: string): Promise<void> =>
    checkOutput("--out", name && join(folder, name), [join(folder, "in.csv"), "-"]);

  it("lets a new file and an old one pass", async () => {
    await writeFile(join(folder, "old.json"), "{}");
    await expect(check("new.json")).resolves.toBeUndefined();
    await expect(check("old.json")).resolves.toBeUndefined();
  });

  it.each([
    ["nowhere/new.json", "its folder does not exist"],
    ["in.csv/new.json", "its folder does not exist"],
    ["locked", "a folder"],
    ["in.csv", "it would overwrite"],
    ["same.csv", "it would overwrite"],
    ["", "not a file"],
  ])("refuses %s", async (name, words) => {
    await expect(check(name)).rejects.toThrow(`--out: ${words}`);
  });

  it.skipIf(process.getuid?.() === 0)("refuses a folder it may not write to", async () => {
    await expect(check("locked/new.json")).rejects.toThrow("no leave to write");
  });
});

describe("what a terminal can show", () => {
  it("is color where it is one and nobody objects", () => {
    const [terminal, pipe] = [{ isTTY: true }, { isTTY: false }];
    expect(hasColor(terminal, {})).toBe(true);
    expect(hasColor(terminal, { NO_COLOR: "1" })).toBe(false);
    expect(hasColor(terminal, { TERM: "dumb" })).toBe(false);
    expect(hasColor(pipe, {})).toBe(false);
    expect(hasColor(pipe, { FORCE_COLOR: "1" })).toBe(true);
  });

  it("is more than ASCII unless the locale says otherwise", () => {
    expect(
      [{}, { LANG: "C" }, { LANG: "en_US.UTF-8" }, { LANG: "en_US.utf8", LC_ALL: "POSIX" }].map(hasUnicode),
    ).toEqual([true, false, true, false]);
  });
});
