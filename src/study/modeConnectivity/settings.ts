/** What is run. A width is chosen on one seed and shown on others. */
export interface Settings {
  /** Rows to learn from, of 60 000, and to be judged by, of 10 000. */
  readonly rows: { readonly learned: number; readonly heldOut: number };
  /** Ascending. */
  readonly widths: readonly number[];
  readonly chosenOn: number;
  readonly shownOn: readonly number[];
  readonly sweeps: number;
  readonly curveSweeps: number;
  /** Of the planes through optima, and of those around one of the narrowest network. */
  readonly sizes: readonly number[];
  readonly fineSizes: readonly number[];
  /** Rows that planes are measured on. */
  readonly planeRows: number;
}

export const WHOLE: Settings = {
  rows: { learned: 10_000, heldOut: 10_000 },
  widths: [32, 64, 128],
  chosenOn: 1,
  shownOn: [5, 6, 7],
  sweeps: 20,
  curveSweeps: 40,
  sizes: [11, 21, 41],
  fineSizes: [11, 21, 51],
  planeRows: 2000,
};

export const QUICK: Settings = {
  rows: { learned: 2000, heldOut: 2000 },
  widths: [32, 64],
  chosenOn: 1,
  shownOn: [2],
  sweeps: 12,
  curveSweeps: 16,
  sizes: [11, 21],
  fineSizes: [11, 21],
  planeRows: 500,
};
