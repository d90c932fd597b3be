import { rmSync } from 'node:fs'
import { writeAtomically } from './files.ts'
import { readIfExists, type Settings, stateFile, UserError } from './settings.ts'
import type { Vars } from './vars.ts'

/** The first owner of a local installation. `.local` is reserved, so no mail can ever reach a person. */
export const OWNER_EMAIL = 'owner@gatehouse.local'

/**
 * Creates the first owner if the instance has none.
 *
 * @throws UserError if the instance refuses
 */
export async function ensureOwner(settings: Settings, vars: Vars): Promise<void> {
  const { needed } = await call<{ needed: boolean }>(settings, 'GET', '/api/v1/setup')
  if (!needed) return
  rmSync(marker(settings), { force: true })
  const response = await send(settings, 'POST', '/api/v1/setup', {
    setupToken: vars.SETUP_TOKEN,
    organizationName: 'My organization',
    name: 'Owner',
    email: OWNER_EMAIL,
    password: vars.LOCAL_OWNER_PASSWORD,
  })
  // 409: somebody finished the setup in the meantime, which is fine.
  if (response.status !== 409) await answerOf(response, '/api/v1/setup')
}

/**
 * Whether the stored password was refused, because its owner has changed it. An answer that proves nothing, such as too
 * many attempts, is not a refusal.
 */
export async function passwordIsRefused(settings: Settings, vars: Vars): Promise<boolean> {
  const response = await send(settings, 'POST', '/api/auth/sign-in/email', {
    email: OWNER_EMAIL,
    password: vars.LOCAL_OWNER_PASSWORD,
  })
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  await response.body?.cancel()
  if (!response.ok) return response.status === 401
  // A check must not leave a session for each start.
  await send(settings, 'POST', '/api/auth/sign-out', {}, { cookie }).then((answer) => answer.body?.cancel())
  return false
}

/**
 * Creates a key with scope `*` in the first organization.
 *
 * @param replace whether an earlier key of this name, created in the same way, is deleted
 */
export async function makeKey(settings: Settings, vars: Vars, name: string, replace: boolean): Promise<string> {
  const body = { setupToken: vars.SETUP_TOKEN, name, replace }
  const { key } = await call<{ key: string }>(settings, 'POST', '/api/v1/setup/key', body)
  return key
}

/** Whether `npm run bootstrap` has already printed the owner's password. */
export function passwordWasHandedOut(settings: Settings): boolean {
  return readIfExists(marker(settings)) !== null
}

/** Records that `npm run bootstrap` has printed the owner's password. */
export function markPasswordHandedOut(settings: Settings): void {
  writeAtomically(marker(settings), `${new Date().toISOString()}\n`)
}

function marker(settings: Settings): string {
  return stateFile(settings, 'password-handed-out')
}

async function call<T>(settings: Settings, method: string, path: string, body?: object): Promise<T> {
  return answerOf<T>(await send(settings, method, path, body), path)
}

async function answerOf<T>(response: Response, path: string): Promise<T> {
  const text = await response.text()
  if (response.ok) return JSON.parse(text)
  const hint = response.status === 403 ? '\nWas the server started with other secrets than those in .dev.vars?' : ''
  throw new UserError(`${path} answered ${response.status}: ${text}${hint}`)
}

async function send(settings: Settings, method: string, path: string, body?: object, headers = {}): Promise<Response> {
  try {
    return await fetch(settings.url + path, {
      method,
      headers: { origin: settings.url, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(30_000),
    })
  } catch (error) {
    throw new UserError(`${settings.url}${path} did not answer: ${error instanceof Error ? error.message : error}`)
  }
}
