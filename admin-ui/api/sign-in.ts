import { callApi } from './call-api.ts'

/**
 * Starts a session. Rejects with status 401 for wrong credentials, and with 429 and the seconds to wait if throttled.
 */
export const signIn = (email: string, password: string) =>
  callApi('POST', '/api/auth/sign-in/email', { body: { email, password } })
