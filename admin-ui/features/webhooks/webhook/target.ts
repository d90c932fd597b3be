const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Whether this dashboard runs on the person's own machine, where a receiver may run too. */
export const isLocal = () => LOOPBACK.test(location.hostname)

export type UrlProblem = 'needUrl' | 'badUrl' | 'needHttps' | 'noCredentials'

/** The problem of a target URL that can be found in the text; the server checks it again. */
export function urlProblem(text: string, local: boolean): UrlProblem | null {
  const typed = text.trim()
  if (!typed) return 'needUrl'
  if (!/^https?:\/\//i.test(typed)) return 'needHttps'
  const url = URL.canParse(typed) ? new URL(typed) : null
  if (!url?.hostname) return 'badUrl'
  if (url.username || url.password) return 'noCredentials'
  if (url.protocol === 'https:' || (local && LOOPBACK.test(url.hostname))) return null
  return 'needHttps'
}

/** The same while somebody is still typing: the beginning of an address is no mistake yet. */
export function urlProblemSoFar(text: string, local: boolean): UrlProblem | null {
  const typed = text.trim().toLowerCase()
  if ('https://'.startsWith(typed) || (local && 'http://'.startsWith(typed))) return null
  return urlProblem(text, local)
}

/** The host of an address, for words; the address itself when it has none. */
export const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
