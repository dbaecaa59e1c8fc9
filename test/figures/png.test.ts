import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { profile } from "../../src/figures/index.ts";
import { png } from "../../src/figures/png.node.ts";

test("a figure becomes a PNG of twice its size", async () => {
  const { document } = parseHTML("<html><body></body></html>");
  const points = [0, 1].map((t) => ({ t, value: t }));
  const figure = profile(document, {
    title: "a line",
    caption: "A line.",
    quantity: "loss",
    lines: [{ name: "line", ours: true, points }],
  });
  const bytes = await png(figure);
  expect([...bytes.subarray(1, 4)]).toEqual([..."PNG"].map((letter) => letter.charCodeAt(0)));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([1040, 640]);
});
