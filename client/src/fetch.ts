import type { Fetch } from './attempt.ts'

/**
 * The function that sends requests. The native `fetch` of browsers and Workers refuses to be called as a method of
 * another object ("Illegal invocation"), and that of a service binding refuses anything else. So a function is called
 * on its own, and a binding's `fetch` as the binding's method.
 *
 * @throws TypeError if it is neither
 */
export function fetchOf(given: Fetch | { fetch: Fetch } | undefined): Fetch {
  // Looked up at each call, so that whoever replaces the global one later is heard.
  if (given === undefined) return (url, init) => fetch(url, init)
  if (typeof given === 'function') return (url, init) => alone(given, url, init)
  if (typeof given?.fetch === 'function') return (url, init) => given.fetch(url, init)
  throw new TypeError('fetch must be a function like fetch, or a service binding')
}

async function alone(given: Fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await given(url, init)
  } catch (cause) {
    if (!/illegal invocation/i.test(String(cause))) throw cause
    throw new TypeError('This fetch belongs to a service binding: give the binding itself (fetch: env.NAME)', { cause })
  }
}
