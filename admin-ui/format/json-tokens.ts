export type JsonToken = { kind: 'name' | 'string' | 'number' | 'word' | 'plain'; text: string }

/** A string (with the colon of a name), a number, or one of the three words of JSON. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/g

/** What lies beyond is not colored: an element for each value costs more than its color is worth. */
const MAX_TOKENS = 2000

/**
 * The parts of a JSON text that get a color. Joined again they are the text. The text must be JSON; a text that is not
 * gets colors by chance.
 */
export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = []
  let at = 0
  const plain = (until: number) => {
    if (until > at) tokens.push({ kind: 'plain', text: text.slice(at, until) })
    at = until
  }
  for (const found of text.matchAll(TOKEN)) {
    if (tokens.length >= MAX_TOKENS) break
    plain(found.index)
    const [whole, string, colon] = found
    const shown = string ?? whole
    const kind =
      colon !== undefined ? 'name' : string !== undefined ? 'string' : /^[tfn]/.test(whole) ? 'word' : 'number'
    tokens.push({ kind, text: shown })
    at += shown.length
  }
  plain(text.length)
  return tokens
}
