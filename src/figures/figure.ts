/** What all figures share: their size, their colors, and how a plot becomes an element that can be read aloud. */
import { type PlotOptions, plot } from "@observablehq/plot";

/** Whatever makes SVG elements: a page's `document`, or linkedom's in Node. */
export interface SvgDocument {
  createElementNS(namespace: string, name: string): unknown;
}

/** An SVG element, as far as a figure's user needs it. */
export interface SvgElement {
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
}

export interface Figure {
  readonly title: string;
  /** What is drawn and how to read it, a sentence or two. */
  readonly caption: string;
  readonly svg: SvgElement;
}

/** Colors come from the page, so that a figure follows its dark and light; those here stand where it sets none. */
export const colors: Readonly<Record<"fit" | "data" | "negative" | "muted" | "ink", string>> = {
  fit: "var(--figure-fit, #d9480f)",
  data: "var(--figure-data, #4a7ebb)",
  negative: "var(--figure-negative, #c2255c)",
  muted: "var(--figure-muted, #868e96)",
  ink: "currentColor",
};

/** Small enough to be legible on a telephone without shrinking much. */
const size = { width: 400, height: 280, marginLeft: 58, marginBottom: 44, marginTop: 28, marginRight: 16 };

export function figure(document: SvgDocument, title: string, caption: string, options: PlotOptions): Figure {
  const svg = plot({
    ...size,
    ...options,
    style: { fontSize: "13px", overflow: "visible" },
    ariaLabel: title,
    ariaDescription: caption,
    document: document as NonNullable<PlotOptions["document"]>,
  }) as unknown as SvgElement;
  svg.setAttribute("role", "img");
  return { title, caption, svg };
}

/** At most `most` of the items, evenly spread, so that a figure of a large table stays small. */
export function thinned<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]);
}
