import { type QueryClient, useQueryClient } from '@tanstack/preact-query'
import { useLocation } from 'preact-iso/router'
import { callApi } from '../api/call-api.ts'
import { mayLeave } from './leave-guard.tsx'

/** Ends the session of this browser, and clears all cached data. */
async function signOut(client: QueryClient) {
  await callApi('POST', '/api/auth/sign-out', { body: {} })
  client.clear()
}

/** Signs out and opens the sign-in page. Rejects if the session could not be ended. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const { route } = useLocation()
  return async () => {
    if (!(await mayLeave())) return
    await signOut(client)
    route('/sign-in')
  }
}
