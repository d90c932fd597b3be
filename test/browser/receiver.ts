import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect } from 'vitest'
import { freshName } from './visit.ts'

export type Received = { path: string; headers: Record<string, string>; body: string }

/** A receiver of webhooks on this machine. It answers 200, or 500 on paths that are set to fail. */
export function useReceiver() {
  const received: Received[] = []
  const failing = new Set<string>()
  let port = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const path = request.url ?? ''
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      received.push({ path, headers, body: Buffer.concat(parts).toString('utf8') })
      const bad = failing.has(path)
      response.writeHead(bad ? 500 : 200, { 'content-type': 'application/json', 'x-receiver': 'of the test' })
      response.end(JSON.stringify(bad ? { error: 'out of order' } : { received: true }))
    })
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))
  return {
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    at: (path: string) => received.filter((one) => one.path === path),
    fail: (path: string) => failing.add(path),
    mend: (path: string) => failing.delete(path),
  }
}

type Gate = { url: string; apiKey: string }

/** Posts to the API, and expects success. */
export async function post(gate: Gate, path: string, body: unknown) {
  const answer = await fetch(`${gate.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${gate.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const made = await answer.json()
  expect(answer.ok, JSON.stringify(made)).toBe(true)
  return made
}

/** Creates a webhook through the API, without the test delivery by default. */
export const makeWebhook = (
  gate: Gate,
  input: { url: string } & Record<string, unknown>,
): Promise<{ id: string; name: string; secret: string }> =>
  post(gate, '/webhooks', { name: freshName('Hook'), events: ['user.*'], sendTest: false, ...input })

/** Publishes an event through the API. */
export const publish = (gate: Gate, type = 'user.created', data: unknown = { id: 'usr_1', name: 'Ada' }) =>
  post(gate, '/events', { type, data })

/** Defines an event type through the API. */
export const defineEvent = (gate: Gate, input: { type: string } & Record<string, unknown>) =>
  post(gate, '/event-types', input)
