import type { CallerAsk } from '../caller-ask.ts'

/** A bare loop of fetches: the least that somebody who calls a receiver again and again can do. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { url, body, ms, connections }: CallerAsk = await request.json()
    const headers = { 'content-type': 'application/json' }
    const end = Date.now() + ms
    let count = 0
    const line = async () => {
      while (Date.now() < end) {
        const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual' })
        await answer.text()
        count++
      }
    }
    await Promise.all(Array.from({ length: connections }, line))
    return Response.json(count)
  },
}
