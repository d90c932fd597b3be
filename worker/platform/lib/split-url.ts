/**
 * The parts of a request's URL as they were sent: a URL parser would decode and shorten paths, and costs more than everything else
 * on the hot path. `path` is without the query.
 */
export function splitUrl(url: string): { origin: string; host: string; path: string } {
  const start = url.indexOf('://') + 3
  const slash = url.indexOf('/', start)
  const rest = slash === -1 ? url.slice(start) : url.slice(slash)
  const end = rest.search(/[?#]/)
  const origin = slash === -1 ? url.slice(0, start + (end === -1 ? rest.length : end)) : url.slice(0, slash)
  const path = slash === -1 ? '/' : end === -1 ? rest : rest.slice(0, end)
  return { origin: origin.toLowerCase(), host: origin.slice(start).toLowerCase(), path }
}
