import { type QueryClient, useQueryClient } from '@tanstack/preact-query'
import { useLocation } from 'preact-iso/router'
import { callApi } from '../api/call-api.ts'

/** Ends the session of this browser, and forgets all that was loaded in it. */
async function signOut(client: QueryClient) {
  await callApi('POST', '/api/auth/sign-out', { body: {} })
  client.clear()
}

/** Signs out and leads to the sign-in page. Rejects when the session could not be ended. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const { route } = useLocation()
  return async () => {
    await signOut(client)
    route('/sign-in')
  }
}
