const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'] as const;
const STEP = 1024;

/** Options for formatting a number of bytes. */
export interface FormatBytesOptions {
  /**
   * Whether units are padded to three letters, for numbers in right-aligned columns.
   * @defaultValue false
   */
  readonly padded?: boolean | undefined;
  /**
   * The locale that determines how digits are written.
   * @defaultValue 'en-US', without separators
   */
  readonly locale?: string | undefined;
  /**
   * The word or letter for bytes in the language of the text.
   * @defaultValue 'B'
   */
  readonly bytesWord?: string | undefined;
}

/** Formats a number of bytes for people: `16 B`, `1.5 KiB`, `104.0 MiB`. */
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

/** Formats a count with its noun: `1 finding`, `1,200 findings`. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Formats a difference in bytes with its sign: `+1.5 KiB`. */
export function formatByteChange(bytes: number): string {
  return `${bytes > 0 ? '+' : ''}${formatBytes(bytes, { padded: true })}`;
}

// Created when needed: the first format of a process takes 20 ms.
let whole: Intl.NumberFormat | undefined;
let change: Intl.NumberFormat | undefined;

/** Formats a count for people: `1,234,567`. */
export function formatCount(count: number): string {
  whole ??= new Intl.NumberFormat('en-US');
  return whole.format(count);
}

/** Formats a difference of counts with its sign: `+1,234`. */
export function formatCountChange(count: number): string {
  change ??= new Intl.NumberFormat('en-US', { signDisplay: 'exceptZero' });
  return change.format(count);
}

/** Formats a number per iteration, with enough digits to distinguish small ones from zero: `1.0`, `0.020`. */
export function formatRate(perIteration: number, locale: string): string {
  const digits = perIteration >= 0.1 ? 1 : 3;
  return perIteration.toLocaleString(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
