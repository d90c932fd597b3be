/** Headers that curl sets by itself, that a proxy adds, or that hold a credential. */
const LEFT_OUT =
  /^(host|content-length|connection|accept-encoding|cookie|authorization|x-api-key|cf-.*|x-forwarded-.*|x-real-ip|true-client-ip|sec-.*|webhook-.*|x-webhook-signature.*)$/i

/** How values are shown that are not kept: bullets, or the mark of redaction. */
const HIDDEN = /•|\[redacted/i

/** Text quoted as one word of a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

type Request = {
  method: string
  url: string
  headers: Record<string, string>
  body: string | null
  /** Whether the call needs an API key: the command has a placeholder for it. */
  withKey: boolean
}

/** A curl command that repeats a request. It has no secrets: the user fills in the placeholders. */
export function curlOf({ method, url, headers, body, withKey }: Request): string {
  const sent = Object.entries(headers)
    .filter(([name]) => !LEFT_OUT.test(name))
    .map(([name, value]) => `-H ${quoted(`${name}: ${HIDDEN.test(value) ? `<your ${name}>` : value}`)}`)
  return [
    `curl -X ${method} ${quoted(url)}`,
    ...(withKey ? [`-H ${quoted('Authorization: Bearer <your API key>')}`] : []),
    ...sent,
    ...(body ? [`--data-raw ${quoted(body)}`] : []),
  ].join(' \\\n  ')
}
