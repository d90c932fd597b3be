import type { CallerAsk } from '../caller-ask.ts'

/** A bare loop of fetches: the least that somebody who calls a receiver again and again can do. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { url, body, count, connections }: CallerAsk = await request.json()
    const headers = { 'content-type': 'application/json' }
    let left = count
    const line = async () => {
      while (left-- > 0) {
        const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual' })
        await answer.text()
      }
    }
    await Promise.all(Array.from({ length: connections }, line))
    return new Response('done')
  },
}
