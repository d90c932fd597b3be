import type { Deps } from '../../platform/deps.ts'
import type { Auth } from './auth.ts'

let loaded: { origin: string; auth: Auth } | undefined

/** The sign-in library, loaded and set up at its first use; one per isolate and origin. */
export async function authFor({ db, config }: Deps, request: Request): Promise<Auth> {
  const { origin } = new URL(request.url)
  if (loaded?.origin === origin) return loaded.auth
  const { createAuth } = await import('./auth.ts')
  loaded = { origin, auth: createAuth(db, config, origin) }
  return loaded.auth
}

/** scrypt, as the sign-in library stores it: about 80 ms of CPU. */
export async function hashPassword(password: string): Promise<string> {
  const crypto = await import('better-auth/crypto')
  return crypto.hashPassword(password)
}
