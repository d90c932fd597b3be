import { createHmac } from 'node:crypto'

/** The headers of a leak report with a scanner's signature. `at`: seconds since 1970. */
export function signReport(secret: string, body: string | Uint8Array, at = Math.floor(Date.now() / 1000)) {
  const signature = createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex')
  return { 'x-gatehouse-timestamp': String(at), 'x-gatehouse-signature': `sha256=${signature}` }
}
