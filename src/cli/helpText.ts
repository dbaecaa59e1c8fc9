/** The parts of `--help` that several commands share. */

export const exitCodeHelp = `
Exit codes:
  0    done
  1    the work failed (disk full, worker lost); standard error says why
  2    wrong use or input; one line on standard error says where, what, and what would do
  130  stopped with Ctrl-C or SIGTERM; nothing half-written is left behind`;

export const tableHelp = `
Tables are CSV, TSV, Parquet or JSON lines, by the ending of their name; text may be packed, as in
.csv.gz; - is CSV on standard input.`;

export const missingHelp = `
Missing cells are empty ones and NA, NaN, null, . and ?, in any case; --na names others in their place.
By default they stop the fit, with columns and counts. --missing drop leaves such rows out, --missing
mean fills in the column's mean (for text, its most frequent level); predict then does the same.`;

export const numbersHelp = `
What the numbers mean:
  weight       z = weights·x + offset, x in the data's units; z has mean 0 and variance 1
  × deviation  the weight times the standard deviation of its column: comparable between columns
  one unit     how much the response changes, on average, when the column changes by one unit
  loss, R²     mean squared error, and the share of the constant's that is gone, on rows held out
               (for two values also log-loss, in nats, and AUC)`;
