import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { html } from "../../src/report/html.ts";
import { binaryModel, corruptedModel, realModel } from "../fixtures/model.ts";

const { document } = parseHTML("<html><body></body></html>");
const page = html(realModel, document);

describe("html", () => {
  it("asks for nothing and runs nothing", () => {
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<(?:script|link|img|iframe|object|embed)\b|\b(?:src|href)=|url\(|@import/i);
  });

  it("puts recipe and verdict before everything else", () => {
    const parsed = parseHTML(page).document;
    const [first, second, third, fourth] = parsed.querySelector("header")!.children;
    expect([first.tagName, second.tagName, third.tagName, fourth.className]).toEqual([
      "H1",
      "P",
      "PRE",
      "verdict good",
    ]);
    expect(third.textContent).toBe(realModel.recipe);
    expect(fourth.textContent).toContain("78 %");
  });

  it("has the figures, calibration for 0/1 labels only", () => {
    const titles = (text: string): (string | null)[] =>
      [...parseHTML(text).document.querySelectorAll("figure h3")].map((title) => title.textContent);
    expect(titles(page)).toEqual(["The curve", "The weights", "What is left over", "The way there"]);
    expect(titles(html(binaryModel, document)).at(-1)).toBe("Calibration");
  });

  it("has a row for each feature and each comparison", () => {
    const rows = [...parseHTML(page).document.querySelectorAll("tbody th")].map((cell) => cell.textContent);
    expect(rows).toEqual(expect.arrayContaining([...realModel.features, "this fit", "OLS", "constant"]));
  });

  it("shows rows one by one where they are given", () => {
    const evidence = Array.from({ length: 5000 }, (_, i) => ({ z: i / 1000, prediction: i, y: i + 1 }));
    const circles = html(realModel, document, evidence).match(/<circle/g)!.length;
    // Two figures of at most 1500 rows and 12 bins each, and the iterate that was kept.
    expect(circles).toBe(2 * (1500 + 12) + 1);
  });

  it("marks suspects and draws rivals, each over its own index", () => {
    const evidence = Array.from({ length: 60 }, (_, i) => ({
      z: i / 30,
      prediction: i,
      y: i + 1,
      isSuspect: i % 20 === 0,
      rivalZ: [-i / 30],
    }));
    const { document: shown } = parseHTML(html(corruptedModel, document, evidence));
    const figures = [...shown.querySelectorAll("figure")];
    expect(figures.map((figure) => figure.querySelector("h3")?.textContent).slice(0, 2)).toEqual([
      "The curve",
      "Rival 1, 46° away",
    ]);
    expect(figures[0].querySelectorAll("path[stroke-width], g[stroke-width] path").length).toBeGreaterThan(0);
    expect(figures[0].textContent).toContain("Crosses are rows");
    expect(figures[1].textContent).not.toContain("Crosses");
    expect(figures[1].querySelectorAll("circle")).toHaveLength(60);
    expect(shown.querySelector("dl")?.textContent).toContain("about 11 % taken as corrupted (9 % to 13 %, 90 % sure)");
  });

  it("takes names, levels, notices and recipe as text", () => {
    const attack = `<script>alert("x")</script><img src=x onerror='y'>\u202e`;
    const features = [attack, ...realModel.features.slice(1)];
    const target = { column: attack, kind: "binary", positive: attack, negative: "no" } as const;
    const encoding = { ...binaryModel.encoding, target };
    const text = html({ ...binaryModel, features, encoding, notices: [attack], recipe: attack }, document);
    expect(text).not.toMatch(/<script|<img|\u202e/);
    expect(parseHTML(text).document.querySelector("h1")!.textContent).toContain('<script>alert("x")</script>');
    expect(parseHTML(text).document.querySelector("[onerror]")).toBeNull();
    // No tag that the harmless report does not have.
    const tags = (page: string): Set<string> => new Set(page.match(/<\/?[a-z][a-z0-9]*/gi));
    expect(tags(text)).toEqual(tags(html(binaryModel, document)));
  });
});
