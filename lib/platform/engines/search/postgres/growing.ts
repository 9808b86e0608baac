/** The array, or a larger one with its content, so that it has room for `length` numbers. */
export function roomFor<A extends Uint8Array | Uint32Array | Float64Array>(
  array: A,
  length: number,
  make: (length: number) => A,
): A {
  if (length <= array.length) return array;
  const larger = make(Math.max(length, Math.ceil(array.length * 1.5), 1024));
  larger.set(array);
  return larger;
}

export const bytes = (length: number) => new Uint8Array(length);
export const words = (length: number) => new Uint32Array(length);
export const numbers = (length: number) => new Float64Array(length);
