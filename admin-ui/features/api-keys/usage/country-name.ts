import { locale } from '../../../format/language.ts'
import { words } from './usage-words.ts'

/** A country's name in the reader's language: of an ISO 3166 code, or of what Cloudflare writes where there is none. */
export function countryName(code: string): string {
  const t = words()
  if (code === 'ZZ' || code === 'XX') return t.unknownCountry
  if (code === 'T1') return t.torNetwork
  if (!/^[A-Z]{2}$/.test(code)) return code
  return new Intl.DisplayNames(locale(), { type: 'region' }).of(code) ?? code
}
