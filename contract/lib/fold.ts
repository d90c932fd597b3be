/** Letters that Unicode does not decompose into the letters that people type instead. */
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
 * Folds a text for search and sorting: without case, accents and differences of width, so that `müller` finds `MÜLLER`,
 * `strasse` finds `Straße`, and `istanbul` finds `İSTANBUL`. Marks of scripts that cannot be read without them are
 * kept.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]/g, '')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[ßæœøđðłþıς]/g, (letter) => LIKE[letter] ?? letter)
    .normalize('NFC')

/**
 * The folded text of a row for search and sorting: its name on the first line, followed by its other searchable texts.
 */
export const searchTextOf = (name: string, ...others: readonly string[]): string =>
  [name, ...others].map(fold).join('\n')
