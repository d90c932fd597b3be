import { m } from '../messages/index.ts'
import { locale } from './language.ts'

/** A country's name in the user's language, from an ISO 3166 code or one of Cloudflare's special codes. */
export function countryName(code: string): string {
  if (code === 'ZZ' || code === 'XX') return m.api_keys_usage_unknown_country()
  if (code === 'T1') return m.api_keys_usage_tor_network()
  if (!/^[A-Z]{2}$/.test(code)) return code
  return new Intl.DisplayNames(locale(), { type: 'region' }).of(code) ?? code
}
