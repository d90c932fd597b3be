import { address, present, type Values } from './address.ts'
import { attempt, type Fetch } from './attempt.ts'
import { parseJson } from './error.ts'
import { fetchOf } from './fetch.ts'
import { GatehouseError, refused } from './gatehouse-error.ts'
import { OPERATIONS } from './operations.ts'
import { rateLimitOf } from './rate-limit.ts'
import { pause, retryDelay } from './retry.ts'
import type { Answer, Arguments, CallOptions, Item, ListId, OperationId, Operations, Output } from './types.ts'

export type Credential = string | (() => string | Promise<string>)

export type GatehouseOptions = {
  /** The address of Gatehouse, such as `https://gatehouse.example.com`. Without it: the origin of the page. */
  baseUrl?: string | undefined
  /** An API key. In a browser leave it out: the session of the dashboard is used. */
  key?: Credential | undefined
  /** An OAuth access token, in place of a key. A function is called before each attempt. */
  token?: Credential | undefined
  /** A function like `fetch`, or a service binding of a Worker itself (`env.GATEHOUSE`). */
  fetch?: Fetch | { fetch: Fetch } | undefined
  /** How long each attempt may take, in ms. 15,000 by default. */
  timeoutMs?: number | undefined
  /** How many times a call is repeated at most if that is safe. 2 by default. */
  retries?: number | undefined
}

/** A client of the API. It has a method for each operation of the OpenAPI document, such as `listApiKeys`. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: every method of the interface is defined below the class
export class Gatehouse {
  readonly #options: GatehouseOptions
  readonly #origin: string
  readonly #send: Fetch

  constructor(options: GatehouseOptions = {}) {
    this.#options = options
    // People paste the address with the path of the API, too.
    this.#origin = (options.baseUrl ?? '').replace(/\/+$/, '').replace(/\/api\/v1$/, '')
    this.#send = fetchOf(options.fetch)
  }

  /**
   * Calls an operation, and returns what the headers of the answer say besides its data.
   *
   * @throws GatehouseError if the call did not succeed; the reason of `signal` if the caller aborted it
   */
  async call<O extends OperationId>(operation: O, ...args: Arguments<O>): Promise<Answer<Output<O>>> {
    const [input = {}, options = {}] = args
    const { sent, isRepeatable, isStream } = prepare(operation, Object(input), options)
    const { signal, timeoutMs = this.#options.timeoutMs, retries = this.#options.retries ?? 2 } = options
    const credential = this.#options.token ?? this.#options.key
    let maybeDone = false
    for (let retried = 0; ; retried++) {
      try {
        const secret = typeof credential === 'function' ? await credential() : credential
        const headers = present({ ...sent.headers, authorization: secret && `Bearer ${secret}` })
        const request = { ...sent, url: this.#origin + sent.url, headers, signal, timeoutMs, isStream }
        return await attempt(this.#send, request, (response) => answerOf<Output<O>>(response, isStream))
      } catch (error) {
        // An earlier attempt whose answer was lost has removed it.
        if (maybeDone && sent.method === 'DELETE' && error instanceof GatehouseError && error.status === 404) {
          return gone(error)
        }
        maybeDone ||= !(error instanceof GatehouseError && error.status === 429)
        const delay = retried < retries ? retryDelay(error, retried, isRepeatable, Math.random()) : null
        if (delay === null) throw error
        await pause(delay, signal)
      }
    }
  }

  /** All items of a list, page by page: `for await (const key of gatehouse.all('listApiKeys')) ...`. */
  async *all<O extends ListId>(operation: O, ...args: Arguments<O>): AsyncGenerator<Item<O>, void, undefined> {
    for await (const page of this.pages(operation, ...args)) yield* (page as { data: Item<O>[] }).data
  }

  /** All pages of a list. */
  async *pages<O extends ListId>(operation: O, ...args: Arguments<O>): AsyncGenerator<Output<O>, void, undefined> {
    const [input = {}, options] = args
    let cursor: string | null | undefined
    do {
      const next = cursor ? { ...Object(input), cursor } : input
      const { data } = await this.call(operation, ...([next, options] as Arguments<O>))
      yield data
      const { nextCursor } = data as { nextCursor: string | null }
      if (nextCursor && nextCursor === cursor) throw new Error(`${operation} does not get any further`)
      cursor = nextCursor
    } while (cursor)
  }
}

export interface Gatehouse extends Operations {}

for (const operation of Object.keys(OPERATIONS) as OperationId[]) {
  Object.defineProperty(Gatehouse.prototype, operation, {
    async value(this: Gatehouse, ...args: Arguments<OperationId>) {
      return (await this.call(operation, ...args)).data
    },
  })
}

/** What all attempts of a call have in common: one body, and one idempotency key. */
function prepare(operation: OperationId, input: Values & { body?: unknown }, options: CallOptions) {
  const [verb = '', template = ''] = OPERATIONS[operation].split(' ')
  const method = verb.replace(/\W/, '')
  const { body, ...values } = input
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    delete values[name]
    // A path without it would be that of another operation.
    if (value === undefined || value === null || value === '') throw new TypeError(`${operation} needs ${name}`)
    return encodeURIComponent(value)
  })
  const takesKey = verb === 'POST+'
  return {
    isStream: verb === 'GET>',
    isRepeatable: takesKey || (method !== 'POST' && !options.ifMatch),
    sent: {
      method,
      url: address(path, values),
      body: body === undefined ? null : JSON.stringify(body),
      headers: present({
        accept: verb === 'GET>' ? '*/*' : 'application/json',
        'content-type': body === undefined ? null : 'application/json',
        'idempotency-key': options.idempotencyKey ?? (takesKey ? randomKey() : null),
        'if-match': options.ifMatch,
        ...options.headers,
      }),
    },
  }
}

/** `crypto.randomUUID` is missing on pages without TLS. */
const randomKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

async function answerOf<T>(response: Response, isStream: boolean): Promise<Answer<T>> {
  const { status, headers, ok } = response
  const rest = {
    status,
    etag: headers.get('etag'),
    requestId: headers.get('x-request-id'),
    rateLimit: rateLimitOf(headers),
  }
  if (ok && isStream) return { data: response as T, ...rest }
  const text = await response.text()
  if (!ok) throw refused(response, text)
  const data = parseJson(text)
  // Such as the sign-in page of a proxy.
  if (data === undefined && text !== '') {
    const cause = new Error('The answer is not JSON. Is baseUrl the address of Gatehouse?')
    throw new GatehouseError('refused', { response, cause })
  }
  return { data, ...rest }
}

const gone = <T>({ status, requestId, headers }: GatehouseError): Answer<T> => ({
  data: undefined as T,
  status,
  etag: null,
  requestId,
  rateLimit: rateLimitOf(headers),
})
