const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;
const STEP = 1024;

/**
 * A number of bytes for people: `16 B`, `1.5 KiB`, `104.0 MiB`. Units are padded to three letters where they are to
 * stand below each other at the right.
 */
export function formatBytes(bytes: number, { padded = false }: { readonly padded?: boolean } = {}): string {
  let [amount, unit] = [Math.abs(bytes), 0];
  while (amount >= STEP - 0.05 && unit < UNITS.length - 1) {
    amount /= STEP;
    unit++;
  }
  // `unit` is below the length.
  const name = UNITS[unit]!;
  const digits = unit === 0 ? String(Math.round(amount)) : amount.toFixed(1);
  return `${bytes < 0 ? '-' : ''}${digits} ${padded ? name.padEnd(3) : name}`;
}

/** The same with its sign, for differences: `+1.5 KiB`. */
export function formatByteChange(bytes: number): string {
  return `${bytes > 0 ? '+' : ''}${formatBytes(bytes, { padded: true })}`;
}

const WHOLE = new Intl.NumberFormat('en-US');
const CHANGE = new Intl.NumberFormat('en-US', { signDisplay: 'exceptZero' });

/** A count for people: `1,234,567`. */
export function formatCount(count: number): string {
  return WHOLE.format(count);
}

/** The same with its sign, for differences: `+1,234`. */
export function formatCountChange(count: number): string {
  return CHANGE.format(count);
}
