import { ln } from "./elementary.ts";

/** Factors within these are multiplied, up to products within those. */
const [SMALL, LARGE] = [1e-50, 1e50];
const [SMALLEST, LARGEST] = [1e-200, 1e200];

/** Σ ln x over positive x, a logarithm taken of products of many rather than of each. */
export class LogSum {
  #sum = 0;
  #product = 1;

  add(x: number): void {
    if (x > SMALL && x < LARGE) {
      this.#product *= x;
      if (this.#product > SMALLEST && this.#product < LARGEST) return;
      this.#sum += ln(this.#product);
      this.#product = 1;
    } else this.#sum += ln(x);
  }

  get total(): number {
    return this.#sum + ln(this.#product);
  }
}
