import type { CallerRequest } from '../caller-request.ts'

/** A bare loop of fetches: the minimum work of calling a receiver again and again. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { url, body, ms, connections }: CallerRequest = await request.json()
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
