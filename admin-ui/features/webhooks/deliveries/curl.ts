import type { Attempt } from '../../../../client/src/generated.ts'

/** Signatures are of one moment and one secret: sent again they prove nothing, so they are left out. */
const LEFT_OUT = /^(webhook-|x-webhook-signature|content-length$|host$)/

/** How the server hides the values of custom headers. */
const HIDDEN = /^•+$/

/** Text as one word of a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** A command that sends what an attempt sent, without its signatures; hidden values are left for the person to fill in. */
export function curlOf(url: string, { request }: Pick<Attempt, 'request'>): string {
  const headers = Object.entries(request.headers)
    .filter(([name]) => !LEFT_OUT.test(name.toLowerCase()))
    .map(([name, value]) => `-H ${quoted(`${name}: ${HIDDEN.test(value) ? `<your ${name}>` : value}`)}`)
  return [`curl -X POST ${quoted(url)}`, ...headers, `--data-raw ${quoted(request.body)}`].join(' \\\n  ')
}
