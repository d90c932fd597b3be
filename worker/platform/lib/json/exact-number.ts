/** A double represents any 15 digits exactly: a shorter number without an exponent needs no check. */
const ALWAYS_EXACT = 15

/**
 * Whether a JSON number keeps its value as a double: the shortest decimal that identifies the double is the decimal
 * that was written. `1.10`, `1e2` and `0.1` do; `12345678901234567890`, `0.1234567890123456789` and `1e400` do not.
 * `-0` is 0. `text` must be a number of JSON's grammar (RFC 8259, section 6).
 */
export function isExactNumber(text: string): boolean {
  if (text.length <= ALWAYS_EXACT && !/[eE]/.test(text)) return true
  const value = Number(text)
  return Number.isFinite(value) && decimalOf(text) === decimalOf(String(value))
}

/** A normal form of a decimal: sign, digits without zeros at either end, and the power of ten of the last digit. */
function decimalOf(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}
