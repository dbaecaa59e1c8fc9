import type { Figure } from "./figure.ts";

/**
 * A figure as a file of its own. A page that shows it as a picture cannot tell it whether it is dark or light, so all
 * colors are of middle lightness, with a contrast of 4 : 1 or nearly so on white and on black alike.
 */
export function standalone({ svg }: Figure): string {
  const style = "color:#768390;--figure-fit:#d9601a;--figure-data:#4a88d0;";
  return `${svg.outerHTML.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ').replace('style="', `style="${style}`)}\n`;
}
