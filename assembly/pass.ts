/** The pass over packed rows: what the host calls. */

/** Where memory is free: above it the host lays out rows and sums. */
export function base(): usize {
  return __heap_base;
}
