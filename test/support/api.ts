import type { Instance } from './instance.ts'

/**
 * Calls the API of an instance with its key, like an external app.
 *
 * @throws Error for an unsuccessful answer
 */
export async function callApi<T>({ url, apiKey }: Instance, method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.json() as Promise<T>
}
