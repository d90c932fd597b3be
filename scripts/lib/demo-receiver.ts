import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'

/** What a receiver of the demo does with a delivery after it verified the signature. */
export type Behavior = 'well' | 'slow' | 'failing'

export type Receiver = {
  /** The URL of a webhook with this behavior. */
  url: (behavior: Behavior) => string
  /** Gives the receiver the secret of a webhook after its creation. */
  trust: (behavior: Behavior, secret: string) => void
  figures: () => { received: number; failed: number; forged: number }
  stop: () => Promise<void>
}

const SLOW_MS = 2500
/** The failing receiver fails one in this many deliveries. */
const FAILS_ONE_IN = 3

/** A real receiver of webhooks on this machine: it verifies each signature, is sometimes slow and sometimes fails. */
export async function startReceiver(): Promise<Receiver> {
  const secrets = new Map<string, string>()
  const figures = { received: 0, failed: 0, forged: 0 }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const behavior = (request.url ?? '').slice(1)
      const secret = secrets.get(behavior)
      const answer = (status: number, body: object) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(body))
      }
      // The test delivery at its creation arrives before the receiver knows the secret.
      if (!secret) return answer(200, { received: true })
      if (!isGenuine(secret, Buffer.concat(parts), request.headers)) {
        figures.forged++
        return answer(401, { error: 'the signature does not match' })
      }
      figures.received++
      if (behavior === 'failing' && figures.received % FAILS_ONE_IN === 0) {
        figures.failed++
        return answer(503, { error: 'out of order for a moment' })
      }
      setTimeout(() => answer(200, { received: true }), behavior === 'slow' ? SLOW_MS : 0)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: (behavior) => `http://127.0.0.1:${port}/${behavior}`,
    trust: (behavior, secret) => secrets.set(behavior, secret),
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
