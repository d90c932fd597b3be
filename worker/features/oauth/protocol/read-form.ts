import { OAuthError } from './oauth-error.ts'

/** A longer body is refused, bytes. */
const MAX_BODY = 32 * 1024

/** Parameters that may stand more than once. */
const REPEATABLE = new Set(['resource', 'audience'])

/**
 * The parameters of a form-encoded request (RFC 6749, section 3.2). Empty ones count as left out; one that comes twice is
 * refused.
 *
 * @throws OAuthError `invalid_request`
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    throw new OAuthError('invalid_request', 'Send the parameters as application/x-www-form-urlencoded.')
  }
  const text = await readText(request)
  return withoutRepeats(new URLSearchParams(text))
}

/** Parameters without empty ones. @throws OAuthError if one comes twice */
export function withoutRepeats(all: URLSearchParams): URLSearchParams {
  const given = new URLSearchParams()
  for (const [name, value] of all) {
    if (value === '') continue
    if (given.has(name) && !REPEATABLE.has(name)) {
      throw new OAuthError('invalid_request', `The parameter ${name.slice(0, 40)} comes twice.`)
    }
    given.append(name, value)
  }
  return given
}

const tooLarge = () => new OAuthError('invalid_request', 'The body is too large.')

/** The body of a request to a protocol endpoint. @throws OAuthError if it is too large */
export async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) throw tooLarge()
  const reader = request.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  for (let left = MAX_BODY; ; ) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    left -= value.byteLength
    if (left < 0) {
      await reader.cancel()
      throw tooLarge()
    }
    text += decoder.decode(value, { stream: true })
  }
}
