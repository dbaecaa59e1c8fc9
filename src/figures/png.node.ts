/** A figure as a picture of dots, for slides and for pages that take no SVG. */
import type { Figure } from "./figure.ts";
import { standalone } from "./standalone.ts";

/** Slides are white, and so is the ground of a picture. */
const GROUND = "#ffffff";

/**
 * The PNG of a standalone figure.
 *
 * @param svg as `standalone` writes it
 * @param scale dots for each unit of the figure; 2 is enough for a projector
 */
export async function pngOf(svg: string, scale = 2): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const drawn = new Resvg(withoutVariables(svg), {
    background: GROUND,
    fitTo: { mode: "zoom", value: scale },
    font: { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans" },
  });
  return drawn.render().asPng();
}

/** The PNG of a figure. */
export const png = (figure: Figure, scale?: number): Promise<Uint8Array> => pngOf(standalone(figure), scale);

/** The renderer knows no variables of style sheets: each is replaced by what the figure sets, or falls back on. */
function withoutVariables(svg: string): string {
  return svg.replace(/var\((--[\w-]+),\s*([^()]+)\)/g, (_, name: string, fallback: string) => {
    const set = new RegExp(`${name}:([^;"]+)`).exec(svg);
    return set?.[1] ?? fallback;
  });
}
