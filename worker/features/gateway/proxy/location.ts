import type { Place } from './upstream-address.ts'

/** Where callers find us: the origin under which they reached us, and what comes before the prefix. */
export type PublicPlace = { origin: string; base: string }

/**
 * An address in an answer, for the caller. One at the origin of the upstream becomes the public address of the same thing: the
 * reverse of stripping the prefix. A path that is relative to the requested one, and another origin, stay as they are.
 */
export function publicLocation(text: string, place: Place, { origin, base }: PublicPlace): string {
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(text)
  if (!isAbsolute && !/^[/\\]/.test(text)) return text
  const url = URL.parse(text, place.origin)
  if (url?.origin !== place.origin) return text
  const rest = restOf(url.pathname, place)
  const path = place.strip ? `${base}${place.prefix}${rest}` : `${base}${rest}`
  return `${isAbsolute ? origin : ''}${path === '' ? '/' : path}${url.search}${url.hash}`
}

/** What follows the base in a path of the upstream. A path beside the base stays whole: no public path leads to it. */
function restOf(path: string, { base }: Place): string {
  if (path !== base && !path.startsWith(`${base}/`)) return path
  const rest = path.slice(base.length)
  return rest === '/' && base === '' ? '/' : rest
}

/** The same for a `Refresh` header: `5; url=/next`. */
export const publicRefresh = (text: string, place: Place, to: PublicPlace): string =>
  text.replace(
    /^([^;,]*[;,]\s*url\s*=\s*)(["']?)(.*?)(\2)\s*$/is,
    (_, start: string, quote: string, url: string) => `${start}${quote}${publicLocation(url, place, to)}${quote}`,
  )
