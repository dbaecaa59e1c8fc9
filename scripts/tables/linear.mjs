/** Least squares and logistic regression on their own feet: the measure that the neuron is held to. */
import { Matrix, SingularValueDecomposition } from "ml-matrix";

/** OLS of minimal norm on standardized columns. @returns {(row: number[]) => number} */
export function leastSquares(x, y) {
  const scale = scaling(x);
  const mean = average(y);
  const slopes = solve(
    x.map(scale),
    y.map((label) => label - mean),
  );
  return (row) => mean + dot(scale(row), slopes);
}

/** Maximum likelihood by Newton's method on standardized columns. @returns {(row: number[]) => number} probabilities */
export function logistic(x, y) {
  const scale = scaling(x);
  const rows = x.map((row) => [1, ...scale(row)]);
  let coefficients = rows[0].map(() => 0);
  for (let step = 0; step < 50; step++) {
    const p = rows.map((row) => sigmoid(dot(row, coefficients)));
    const roots = p.map((each) => Math.sqrt(Math.max(each * (1 - each), 1e-12)));
    const change = solve(
      rows.map((row, i) => row.map((cell) => cell * roots[i])),
      y.map((label, i) => (label - p[i]) / roots[i]),
    );
    coefficients = coefficients.map((each, j) => each + change[j]);
    if (Math.max(...change.map(Math.abs)) < 1e-9) break;
  }
  return (row) => sigmoid(dot([1, ...scale(row)], coefficients));
}

/** argmin |Ab − y|², of least norm where there are several. */
function solve(rows, y) {
  const decomposition = new SingularValueDecomposition(new Matrix(rows), { autoTranspose: true });
  return decomposition.solve(Matrix.columnVector(y)).to1DArray();
}

function scaling(x) {
  const columns = x[0].map((_, j) => {
    const values = x.map((row) => row[j]);
    const mean = average(values);
    const deviation = Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
    return { mean, deviation: deviation > 0 ? deviation : 1 };
  });
  return (row) => row.map((cell, j) => (cell - columns[j].mean) / columns[j].deviation);
}

export function average(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function dot(a, b) {
  return a.reduce((sum, value, j) => sum + value * b[j], 0);
}

function sigmoid(z) {
  return 1 / (1 + Math.exp(-z));
}
