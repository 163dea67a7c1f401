/** Copies a column into the beginning of a longer one. */
export function grown<Column extends Float64Array | Int32Array | Uint8Array>(old: Column, longer: Column): Column {
  longer.set(old);
  return longer;
}
