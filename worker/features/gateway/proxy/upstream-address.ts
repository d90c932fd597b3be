import { Refusal } from '../../../platform/errors.ts'
import type { LiveRoute } from '../rows/live-routes-store.ts'
import { pathOfUpstream } from '../settings/find-upstream.ts'

type Params = ReadonlyMap<string, string>

/** Where a call goes: `base` is the path of the upstream, `prefix` the public path of the route, both for this call. */
export type Place = { origin: string; base: string; prefix: string; strip: boolean }

/** Puts the segments of a call, as they were sent, into the places of parameters. */
const filled = (path: string, params: Params): string =>
  path.includes('{') ? path.replaceAll(/\{([A-Za-z_]\w*)\}/g, (all, name: string) => params.get(name) ?? all) : path

/** Where a route leads for one call. `origin`: of the upstream. */
export const placeOf = (
  { prefix, upstream, stripPrefix }: Pick<LiveRoute, 'prefix' | 'upstream' | 'stripPrefix'>,
  params: Params,
  origin: string,
): Place => ({
  origin,
  base: filled(pathOfUpstream(upstream), params),
  prefix: prefix === '' ? '' : `/${filled(prefix, params)}`,
  strip: stripPrefix === 1,
})

/** A segment that a URL parser, or a server, takes for a way out of the path. */
const DOTS = /(?:^|[/\\])(?:\.|%2e){1,2}(?:[/\\]|$)/i

/**
 * The URL of the request to the upstream. The path and the query are put together as texts, byte for byte: resolving them against
 * a base would let `//host` or `/\host` change the host.
 *
 * @throws Refusal for a path that a URL parser would shorten
 */
export function upstreamUrl({ origin, base, prefix, strip }: Place, rest: string, search: string): string {
  // A URL parser takes a backslash for a slash; a server would see other segments than we have compared.
  const path = (strip ? base + rest : base + prefix + rest).replaceAll('\\', '%5C')
  if (DOTS.test(path)) {
    throw new Refusal({ kind: 'malformed', code: 'path_refused', detail: 'The path contains a . or .. segment.' })
  }
  const url = `${origin}${path.startsWith('/') ? path : `/${path}`}${search}`
  if (URL.parse(url)?.origin !== origin) {
    throw new Refusal({ kind: 'malformed', code: 'path_refused', detail: 'The path cannot be forwarded.' })
  }
  return url
}

/** The query of a URL as it was sent, without our credential: `''` or `?...`. */
export function searchWithout(url: string, name: string): string {
  const [beforeFragment = ''] = url.split('#', 1)
  const at = beforeFragment.indexOf('?')
  if (at === -1) return ''
  const query = beforeFragment.slice(at + 1)
  if (!query.includes('api')) return `?${query}`
  const kept = query.split('&').filter((part) => nameOf(part) !== name)
  return kept.length === 0 ? '' : `?${kept.join('&')}`
}

function nameOf(part: string): string {
  const [raw = ''] = part.split('=', 1)
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}
