/**
 * Returns a function that computes a value at its first call and then keeps it. What `compute` retains is released then.
 */
export function lazy<T>(compute: () => T): () => T {
  let source: (() => T) | null = compute;
  let kept: { readonly value: T } | null = null;
  return () => {
    if (kept !== null) return kept.value;
    const value = source!();
    kept = { value };
    source = null;
    return value;
  };
}
