/** A number per iteration, with as many digits as tell it from nothing: `1.0`, `0.020`. */
export function rateText(perIteration: number, locale: string): string {
  const digits = perIteration >= 0.1 ? 1 : 3;
  return perIteration.toLocaleString(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

const POWERS = ['KiB', 'MiB', 'GiB'];

/**
 * A size, short: `2.3 KiB`.
 *
 * @param bytes the language's word for bytes
 */
export function sizeText(size: number, bytes: string, locale: string): string {
  if (size < 1024) return `${Math.round(size).toLocaleString(locale)} ${bytes}`;
  const power = Math.min(POWERS.length, Math.floor(Math.log2(size) / 10));
  const value = (size / 1024 ** power).toLocaleString(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return `${value} ${POWERS[power - 1]}`;
}
