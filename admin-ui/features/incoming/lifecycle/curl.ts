import type { IncomingWebhook } from '../../../../client/src/generated.ts'

/** Text quoted as one word of a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** A plain path: names with dots between. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_-]*(\.[\p{L}_][\p{L}\p{N}_-]*)*$/u

type Body = { [name: string]: string | Body }

/** A body that has a value at every plain path of a mapping. */
export function bodyFor(mapping: IncomingWebhook['mapping']): string {
  const body: Body = {}
  for (const [field, mapped] of Object.entries(mapping)) {
    const path = typeof mapped === 'string' ? mapped : (mapped.value ?? '')
    if (!PLAIN.test(path)) continue
    const value = /mail/i.test(field) ? 'ada@example.com' : `example ${field}`
    put(body, path.split('.'), value)
  }
  return JSON.stringify(Object.keys(body).length > 0 ? body : { hello: 'world' })
}

/** Sets a value at a path, unless something else stands in its way. */
function put(body: Body, [name = '', ...rest]: readonly string[], value: string) {
  if (rest.length === 0) {
    body[name] ??= value
    return
  }
  const below = body[name] ?? {}
  if (typeof below === 'string') return
  body[name] = below
  put(below, rest, value)
}

/** Text as the value of an attribute in double quotes. */
const attribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** An HTML form with a field for every mapped path that is one name; null if there is none. */
export function formFor(mapping: IncomingWebhook['mapping'], url: string): string | null {
  const names = Object.values(mapping)
    .map((mapped) => (typeof mapped === 'string' ? mapped : (mapped.value ?? '')))
    .filter((path) => PLAIN.test(path) && !path.includes('.'))
  if (names.length === 0) return null
  return [
    `<form action="${attribute(url)}" method="post">`,
    ...names.map((name) => `  <input name="${attribute(name)}">`),
    '  <button>Send</button>',
    '</form>',
  ].join('\n')
}

type Signing = {
  /** Lines before the call, which set shell variables. */
  before: readonly string[]
  /** Headers with shell variables in them. */
  headers: readonly string[]
}

const hmac = (algorithm: string, key: string, text: string, encoding: 'hex' | 'base64') =>
  `printf %s ${text} | openssl dgst -${algorithm} ${key}${encoding === 'hex' ? " | sed 's/^.*= *//'" : ' -binary | base64 | tr -d "\\n"'}`

const TEXT_KEY = '-hmac "$SECRET"'
const HEX_KEY = '-mac HMAC -macopt hexkey:"$KEY"'
/** Bytes in base64 as hexadecimal. */
const keyOf = (text: string) => `KEY=$(printf %s ${text} | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')`

/** The secret without its prefix, in the words of the shell. */
const STANDARD_KEY = `"$\{SECRET#whsec_}"`

function signingOf({ verification }: Pick<IncomingWebhook, 'verification'>): Signing | null {
  const { kind, header = '', algorithm = 'sha256', encoding = 'hex', prefix = '', secretEncoding } = verification
  const time = 'TIME=$(date +%s)'
  const sign = (command: string) => `SIGNATURE=$(${command})`
  switch (kind) {
    case 'none':
      return null
    case 'header':
      return { before: [], headers: [`${header}: $SECRET`] }
    case 'github':
      return {
        before: [sign(hmac('sha256', TEXT_KEY, '"$BODY"', 'hex'))],
        headers: ['X-Hub-Signature-256: sha256=$SIGNATURE', 'X-GitHub-Event: test'],
      }
    case 'shopify':
      return {
        before: [sign(hmac('sha256', TEXT_KEY, '"$BODY"', 'base64'))],
        headers: ['X-Shopify-Hmac-Sha256: $SIGNATURE'],
      }
    case 'stripe':
      return {
        before: [time, sign(hmac('sha256', TEXT_KEY, '"$TIME.$BODY"', 'hex'))],
        headers: ['Stripe-Signature: t=$TIME,v1=$SIGNATURE'],
      }
    case 'slack':
      return {
        before: [time, sign(hmac('sha256', TEXT_KEY, '"v0:$TIME:$BODY"', 'hex'))],
        headers: ['X-Slack-Request-Timestamp: $TIME', 'X-Slack-Signature: v0=$SIGNATURE'],
      }
    case 'standard':
      return {
        before: [
          time,
          'ID=msg_$TIME',
          keyOf(STANDARD_KEY),
          sign(hmac('sha256', HEX_KEY, '"$ID.$TIME.$BODY"', 'base64')),
        ],
        headers: ['webhook-id: $ID', 'webhook-timestamp: $TIME', 'webhook-signature: v1,$SIGNATURE'],
      }
    case 'hmac': {
      const key = secretEncoding === 'base64' ? [keyOf('"$SECRET"')] : secretEncoding === 'hex' ? ['KEY=$SECRET'] : []
      const text = hmac(algorithm, key.length > 0 ? HEX_KEY : TEXT_KEY, '"$BODY"', encoding)
      return { before: [...key, sign(text)], headers: [`${header}: ${prefix}$SIGNATURE`] }
    }
  }
}

/**
 * Shell commands that send a request as the sender would. They have no secret: the user puts it into the first line.
 * @param url with its token
 */
export function curlFor(webhook: Pick<IncomingWebhook, 'verification' | 'mapping'>, url: string): string {
  const body = bodyFor(webhook.mapping)
  const signing = signingOf(webhook)
  const call = (headers: readonly string[], data: string) =>
    [
      `curl -X POST ${quoted(url)}`,
      "-H 'Content-Type: application/json'",
      ...headers.map((header) => `-H "${header}"`),
      `--data-raw ${data}`,
    ].join(' \\\n  ')
  if (!signing) return call([], quoted(body))
  return [`SECRET='<your secret>'`, `BODY=${quoted(body)}`, ...signing.before, call(signing.headers, '"$BODY"')].join(
    '\n',
  )
}
