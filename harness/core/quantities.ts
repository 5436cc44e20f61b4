const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'] as const;
const STEP = 1024;

/** How a number of bytes is written. */
export interface FormatBytesOptions {
  /**
   * Whether units have three letters, as where they stand below each other at the right.
   * @defaultValue false
   */
  readonly padded?: boolean | undefined;
  /**
   * A language's way with digits.
   * @defaultValue 'en-US', without separators
   */
  readonly locale?: string | undefined;
  /**
   * The language's word for bytes.
   * @defaultValue 'B'
   */
  readonly bytesWord?: string | undefined;
}

/** A number of bytes for people: `16 B`, `1.5 KiB`, `104.0 MiB`. */
export function formatBytes(bytes: number, options: FormatBytesOptions = {}): string {
  const { padded = false, locale, bytesWord = 'B' } = options;
  let [amount, unit] = [Math.abs(bytes), 0];
  while (amount >= STEP - 0.05 && unit < UNITS.length) {
    amount /= STEP;
    unit++;
  }
  const digits = unit === 0 ? 0 : 1;
  const text =
    locale === undefined
      ? amount.toFixed(digits)
      : amount.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const name = unit === 0 ? bytesWord : UNITS[unit - 1]!;
  return `${bytes < 0 ? '-' : ''}${text} ${padded ? name.padEnd(3) : name}`;
}

/** A number of things: `1 finding`, `1,200 findings`. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
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

/** A number per iteration, with as many digits as tell it from nothing: `1.0`, `0.020`. */
export function formatRate(perIteration: number, locale: string): string {
  const digits = perIteration >= 0.1 ? 1 : 3;
  return perIteration.toLocaleString(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
