// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g

/** A text of others on one line: it cannot move the cursor, change colors or set the title of the terminal. */
export const plain = (text: unknown): string => String(text ?? '').replace(CONTROL, '\ufffd')

/** JSON on one line, in which each character that a terminal could obey is escaped. */
export const json = (value: unknown): string =>
  JSON.stringify(value ?? null).replace(CONTROL, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Rows with aligned columns. */
export function table(rows: readonly (readonly unknown[])[]): string[] {
  const texts = rows.map((row) => row.map(plain))
  const widths = (texts[0] ?? []).map((_, at) => Math.max(...texts.map((row) => row[at]?.length ?? 0)))
  return texts.map((row) =>
    row
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
