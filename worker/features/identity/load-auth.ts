import type { Deps } from '../../platform/deps.ts'
import { loadOnce } from '../../platform/lib/load-once.ts'
import type { Auth } from './auth.ts'

const passwords = loadOnce(() => import('better-auth/crypto'))

let loaded: { origin: string; auth: Auth } | undefined

/** The sign-in library, loaded and configured at first use; one instance per isolate and origin. */
export async function authFor({ db, config }: Deps, request: Request): Promise<Auth> {
  const { origin } = new URL(request.url)
  if (loaded?.origin === origin) return loaded.auth
  const { createAuth } = await import('./auth.ts')
  loaded = { origin, auth: createAuth(db, config, origin) }
  return loaded.auth
}

/** Hashes with scrypt in the format of the sign-in library: about 80 ms of CPU. */
export async function hashPassword(password: string): Promise<string> {
  const crypto = await passwords()
  return crypto.hashPassword(password)
}
