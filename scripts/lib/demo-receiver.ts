import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'

/** What a receiver of the demonstration does with a delivery once its signature was found good. */
export type Temper = 'well' | 'slow' | 'failing'

export type Receiver = {
  /** Where a webhook of this temper delivers to. */
  url: (temper: Temper) => string
  /** Tells the receiver the secret of a webhook, once it was shown. */
  trust: (temper: Temper, secret: string) => void
  figures: () => { received: number; failed: number; forged: number }
  stop: () => Promise<void>
}

const SLOW_MS = 2500
/** One delivery in so many fails at the failing receiver. */
const FAILS_ONE_IN = 3

/** A real receiver of webhooks on this machine: it verifies each signature, is sometimes slow and sometimes fails. */
export async function startReceiver(): Promise<Receiver> {
  const secrets = new Map<string, string>()
  const figures = { received: 0, failed: 0, forged: 0 }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const temper = (request.url ?? '').slice(1)
      const secret = secrets.get(temper)
      const answer = (status: number, body: object) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(body))
      }
      // The test delivery at its creation comes before anybody knows the secret.
      if (!secret) return answer(200, { received: true })
      if (!isGenuine(secret, Buffer.concat(parts), request.headers)) {
        figures.forged++
        return answer(401, { error: 'the signature does not match' })
      }
      figures.received++
      if (temper === 'failing' && figures.received % FAILS_ONE_IN === 0) {
        figures.failed++
        return answer(503, { error: 'out of order for a moment' })
      }
      setTimeout(() => answer(200, { received: true }), temper === 'slow' ? SLOW_MS : 0)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: (temper) => `http://127.0.0.1:${port}/${temper}`,
    trust: (temper, secret) => secrets.set(temper, secret),
    figures: () => ({ ...figures }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function isGenuine(secret: string, body: Buffer, headers: NodeJS.Dict<string | string[]>): boolean {
  try {
    const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    new Webhook(secret).verify(body.toString('utf8'), plain)
    return true
  } catch {
    return false
  }
}
