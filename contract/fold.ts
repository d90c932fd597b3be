/** Letters that no decomposition of Unicode leads back to those that people type instead. */
const LIKE: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
}

/**
 * A text as search and sorting compare it: without case, accents and differences of width, so that `müller` finds `MÜLLER`,
 * `strasse` finds `Straße`, and `istanbul` finds `İSTANBUL`. Marks of scripts that cannot be read without them stay.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]/g, '')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[ßæœøđðłþıς]/g, (letter) => LIKE[letter] ?? letter)
    .normalize('NFC')

/** What search and sorting compare of a row: its name on the first line, and what else is looked through behind it. */
export const searchTextOf = (name: string, ...others: readonly string[]): string =>
  [name, ...others].map(fold).join('\n')
