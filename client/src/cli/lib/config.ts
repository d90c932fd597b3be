import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { Gatehouse } from '../../gatehouse.ts'
import { type Io, UsageError } from './io.ts'

export type Login = { url: string; key: string }

/** Where the login is kept, readable by its owner only. */
export const configFile = (env: Io['env']): string =>
  join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config'), 'gatehouse', 'login.json')

/** The login from the environment (GATEHOUSE_URL, GATEHOUSE_KEY), or the one that `gatehouse login` has kept. */
export async function findLogin(env: Io['env']): Promise<Login | null> {
  const kept = await readLogin(env)
  const url = env.GATEHOUSE_URL || kept?.url
  // A key is sent to the server that it was kept for, and to no other.
  const key = env.GATEHOUSE_KEY || (url === kept?.url ? kept?.key : undefined)
  return url && key ? { url, key } : null
}

export async function keepLogin(env: Io['env'], login: Login): Promise<string> {
  const file = configFile(env)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  // A file that exists keeps its mode.
  await rm(file, { force: true })
  await writeFile(file, `${JSON.stringify(login)}\n`, { mode: 0o600 })
  return file
}

/** A client with the login. */
export async function clientOf(env: Io['env']): Promise<Gatehouse> {
  const { url, key } = await loginOf(env)
  return new Gatehouse({ baseUrl: url, key })
}

/** @throws UsageError if there is no login */
export async function loginOf(env: Io['env']): Promise<Login> {
  const login = await findLogin(env)
  if (!login) throw new UsageError('Sign in first: gatehouse login. Or set GATEHOUSE_URL and GATEHOUSE_KEY.')
  return login
}

async function readLogin(env: Io['env']): Promise<Login | null> {
  try {
    const { url, key } = JSON.parse(await readFile(configFile(env), 'utf8'))
    return typeof url === 'string' && typeof key === 'string' ? { url, key } : null
  } catch {
    return null
  }
}
