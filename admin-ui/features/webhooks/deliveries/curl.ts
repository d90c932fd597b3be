import type { Attempt } from '../../../../client/src/generated.ts'

/** Signatures are only valid for the time of their attempt, so they are left out. */
const LEFT_OUT = /^(webhook-|x-webhook-signature|content-length$|host$)/

/** The placeholder by which the server hides values of custom headers. */
const HIDDEN = /^•+$/

/** Text quoted as one word of a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** A curl command that repeats an attempt, without its signatures; the user has to fill in hidden values. */
export function curlOf(url: string, { request }: Pick<Attempt, 'request'>): string {
  const headers = Object.entries(request.headers)
    .filter(([name]) => !LEFT_OUT.test(name.toLowerCase()))
    .map(([name, value]) => `-H ${quoted(`${name}: ${HIDDEN.test(value) ? `<your ${name}>` : value}`)}`)
  return [`curl -X POST ${quoted(url)}`, ...headers, `--data-raw ${quoted(request.body)}`].join(' \\\n  ')
}
