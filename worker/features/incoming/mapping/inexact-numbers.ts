import { isExactNumber } from '../../../platform/lib/json/exact-number.ts'

/** A string, or a number, in JSON. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs

/**
 * A text that is known to be JSON, with each number that a double cannot hold as a string of the same digits. Shopify's ids have
 * 18 digits: as a number they would arrive as another id.
 */
export const quoteInexactNumbers = (json: string): string =>
  json.replace(TOKEN, (token) => (token.startsWith('"') || isExactNumber(token) ? token : `"${token}"`))
