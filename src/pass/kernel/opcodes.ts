/**
 * What the numbers of an encoded curve mean: read by `maps.ts`, which writes them, and by assembly/map.ts, which
 * executes them. A curve is its kind and then
 *
 *  - `LINK`    number of instructions, number of scratch slots, and WIDTH numbers an instruction:
 *              operation, slot of the result, slots of up to four operands, two constants p and q; then the
 *              coefficients of series, the last first;
 *  - `KNOTS`   of the guide the lowest place, cells a unit and the last cell; as 32-bit integers, the bytes from here to
 *              the guide, to the values, and of the widest step of bisection; then the knots and as many NaNs as
 *              steps may reach, the guide (for each cell, the bytes of the knots before it), and m, h of every bin;
 *  - `DEGREE`  number of steps of the recurrence, factor of He, and √j, √(j + 1) for j = 0, 1, …;
 *  - `OWN`     nothing: the host fills m and h.
 */
export const LINK = 0;
export const KNOTS = 1;
export const DEGREE = 2;
export const OWN = 3;

/** Numbers an instruction. */
export const WIDTH = 8;

/** Slots are arrays: three are what the map is given, the others scratch. */
export const SLOT_Z = 0;
export const SLOT_M = 1;
export const SLOT_H = 2;
export const FIRST_SCRATCH = 3;

/** p */
export const FILL = 0;
/** a */
export const COPY = 1;
/** p a + q */
export const AFFINE = 2;
/** a + b */
export const ADD = 3;
/** a + p b */
export const ADD_SCALED = 4;
/** a b */
export const MULTIPLY = 5;
/** a / b */
export const DIVIDE = 6;
/** a / p */
export const DIVIDE_BY = 7;
/** p / a */
export const DIVIDE_INTO = 8;
/** max(a, b) */
export const MAXIMUM = 9;
/** max(a, p) */
export const MAXIMUM_WITH = 10;
/** 1 where a ≥ 0, else 0 */
export const STEP = 11;
/** |a| */
export const ABS = 12;
/** √a */
export const SQRT = 13;
/** e^{pa} */
export const EXP = 14;
/** ln(1 + a) */
export const LOG1P = 15;
/** tanh a, of a and e^{2|a|} */
export const TANH = 16;
/** e^{−a²/2} */
export const SQUARE_DECAY = 17;
/** Φ(−|a|) e^{a²/2} */
export const TAIL_RATIO = 18;
/** Φ(a), of a, e^{−a²/2} and the tail ratio of a */
export const CDF = 19;
/** E (a + pu)₊, of a, and e^{−x²/2} and the tail ratio of x = a/p */
export const RAMP = 20;
/** e^{a + p²/2} Φ(−x) with x = a/p + p: of x, the tail ratio of x, e^{−(a/p)²/2} and e^{a + p²/2} */
export const DECAY_BELOW = 21;
/**
 * A series in the rational Chebyshev functions of a (assembly/elementary/series.ts), of length p and slope q of a
 * corner; in place of operands its parity, the number of its coefficients, and the numbers from the start to them.
 */
export const SERIES = 22;
/** Parities of a series. */
export const EVEN = 0;
export const ODD = 1;
export const CORNER = 2;

/** Kinds of request, in a sweep's program (assembly/plan.ts). */
export const FIELD = 0;
export const PROFILE = 1;
export const MOMENTS = 2;
export const INDEX = 3;
