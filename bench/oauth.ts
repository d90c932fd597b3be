import { measureRate, type Rate, reportTurns, type Turn, turnText } from './compared.ts'
import { getRequest, LoadGenerator } from './load.ts'
import { call, gatehouse, type Stage, setStage } from './stage.ts'

/**
 * Measures calls with an access token of an OAuth app, compared with calls with a key. Both are `GET /api/v1/me` on one
 * Worker, admitted from leases, and take turns.
 */
const TARGET = 0.95
const ROUNDS = 9
const ROUND_MS = 2000
const CONNECTIONS = 16
const NAMES = { ours: 'token', bare: 'key' }
const UNLIMITED = { perMinute: null, perHour: null, perDay: null }

/** Prints the rates and their ratio. Returns 0 if the median ratio reaches the target, else 1. */
export async function oauth(): Promise<number> {
  const stage = await setStage((config, product) => [gatehouse('gatehouse', config, product)])
  const generator = new LoadGenerator()
  try {
    const key = await stage.makeKey({ name: 'Caller', rateLimit: UNLIMITED, scopes: ['users:read'] })
    const token = await makeToken(stage)
    const rounds: Turn[] = []
    // The first one is a warm-up.
    for (let at = 0; at <= ROUNDS; at++) {
      // Whoever is first meets another state of the machine, so the order changes.
      const [first, second] = at % 2 === 0 ? [key, token] : [token, key]
      const rates = new Map([
        [first, await measured(stage, generator, first)],
        [second, await measured(stage, generator, second)],
      ])
      const [bare, ours] = [rates.get(key), rates.get(token)]
      if (!bare || !ours) throw new Error('a rate is missing')
      if (at > 0) rounds.push({ bare, ours })
      console.error(`${at === 0 ? 'Warm-up' : `Round ${at} of ${ROUNDS}`}: ${turnText({ bare, ours }, NAMES)}`)
    }
    const title = `GET /api/v1/me from leases, ${CONNECTIONS} connections, ${ROUNDS} rounds; medians:`
    return reportTurns(title, rounds, NAMES, TARGET)
  } finally {
    await generator.stop()
    await stage.stop()
  }
}

/** An app, and a token that it gets for itself. */
async function makeToken({ portOf, makeKey }: Stage): Promise<string> {
  const key = await makeKey({ name: 'Apps', rateLimit: UNLIMITED, scopes: ['oauth-apps:*', 'users:read'] })
  const url = `http://127.0.0.1:${await portOf('gatehouse')}`
  const app = await call<{ clientId: string; secret: string }>(`${url}/api/v1/oauth-apps`, key, {
    name: 'Caller',
    scopes: ['users:read'],
    grantTypes: ['client_credentials'],
  })
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${app.clientId}:${app.secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  if (!answer.ok) throw new Error(`the token endpoint answered ${answer.status}: ${await answer.text()}`)
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return token
}

/** The rate of calls with one credential. Calls before that are not counted: the size of a lease depends on them. */
async function measured({ pid, portOf }: Stage, generator: LoadGenerator, credential: string): Promise<Rate> {
  const run = async (ms: number) =>
    generator.run({
      port: await portOf('gatehouse'),
      requests: [getRequest('/api/v1/me', credential)],
      connections: CONNECTIONS,
      ms,
      calls: Number.POSITIVE_INFINITY,
      rate: null,
      expected: 200,
    })
  await run(500)
  return measureRate(pid, () => run(ROUND_MS))
}
