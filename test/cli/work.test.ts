import { expect, it } from "vitest";
import { runOn } from "./fakeHost.ts";

it("works until Ctrl-C, and says which cells are done", async () => {
  const interruption = new AbortController();
  const working = runOn({ signal: interruption.signal }, "work", "redis://there", "--jobs", "3");
  interruption.abort();
  expect(await working).toMatchObject({ code: 130, stdout: "a cell: 1.3 s\n", addresses: ["redis://there 1.2.3 3"] });
});

it.each([
  [["work"], "missing required argument 'address'"],
  [["work", "redis://there", "--jobs", "0"], "--jobs: not a number it can take"],
])("refuses %j", async (command, words) => {
  const { code, stderr } = await runOn({}, ...command);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
});
