const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Whether the dashboard runs on the user's own machine, where a receiver may run too. */
export const isLocal = () => LOOPBACK.test(location.hostname)

/** `needHttpsOrLocal`: the same as `needHttps` where a receiver on this machine may be called too. */
export type UrlProblem = 'needUrl' | 'badUrl' | 'needHttps' | 'needHttpsOrLocal' | 'noCredentials'

/** The error of a target URL that can be found in its text; the server checks it again. */
export function urlProblem(text: string, local: boolean): UrlProblem | null {
  const typed = text.trim()
  const needHttps = local ? 'needHttpsOrLocal' : 'needHttps'
  if (!typed) return 'needUrl'
  if (!/^https?:\/\//i.test(typed)) return needHttps
  const url = URL.canParse(typed) ? new URL(typed) : null
  if (!url?.hostname) return 'badUrl'
  if (url.username || url.password) return 'noCredentials'
  if (url.protocol === 'https:' || (local && LOOPBACK.test(url.hostname))) return null
  return needHttps
}

/** The same during typing: an incomplete URL is not an error yet. */
export function urlProblemSoFar(text: string, local: boolean): UrlProblem | null {
  const typed = text.trim().toLowerCase()
  if ('https://'.startsWith(typed) || (local && 'http://'.startsWith(typed))) return null
  return urlProblem(text, local)
}

/** The host of a URL, for messages; the text itself if it is not a URL. */
export const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
