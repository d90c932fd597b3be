import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDashboard } from '../../scripts/lib/dashboard.ts'
import { migrate } from '../../scripts/lib/migrate.ts'
import { ensureOwner, makeKey, OWNER_EMAIL } from '../../scripts/lib/owner.ts'
import { freePort } from '../../scripts/lib/ports.ts'
import { type Server, startServer } from '../../scripts/lib/server.ts'
import { ROOT, settingsFor } from '../../scripts/lib/settings.ts'
import { ensureVars } from '../../scripts/lib/vars.ts'

/** A Gatehouse for one test, with the real runtime, database, queues, Durable Objects and dashboard. */
export type Instance = {
  url: string
  adminEmail: string
  adminPassword: string
  /** A live key with scope `*`. */
  apiKey: string
  /** The secret with which a secret scanner signs its reports. */
  leakReportSecret: string
  /** The directory with its data, and the file with its secrets. */
  state: string
  varsFile: string
  /** Memory of its runtime, MB. */
  residentMb(): number
  /** Its warnings and errors so far. */
  output(): string
  /** Stops it and removes its data, unless `keep` is set. */
  stop(options?: { keep?: boolean }): Promise<void>
  /** Ends it like kill -9. The data stays, for `startInstance({ state })`. */
  kill(): Promise<void>
}

/**
 * Starts a copy of this checkout on a free port, with its own data and secrets, and waits until it answers.
 *
 * @param options `state` continues with the data of an instance that was killed or kept
 */
export async function startInstance(options: { state?: string } = {}): Promise<Instance> {
  const state = options.state ?? (await emptyState())
  const varsFile = join(state, 'secrets')
  const { vars } = ensureVars(varsFile)
  await buildDashboard()
  const lines: string[] = []
  const start = async () => {
    const settings = settingsFor(await freePort(), state, varsFile)
    await migrate(settings)
    const server = await startServer(settings, { onLine: (line) => lines.push(line), args: ['--env-file', varsFile] })
    return { settings, server }
  }
  // Another process may take the free port before it is used: try once more.
  const { settings, server } = await start()
    .catch(start)
    .catch((error: unknown) => {
      throw new Error(`The instance did not start:\n${lines.join('\n')}`, { cause: error })
    })
  await ensureOwner(settings, vars)
  return {
    url: settings.url,
    adminEmail: OWNER_EMAIL,
    adminPassword: vars.LOCAL_OWNER_PASSWORD,
    apiKey: await makeKey(settings, vars, `Test key ${randomBytes(4).toString('hex')}`, false),
    leakReportSecret: vars.LOCAL_LEAK_REPORT_SECRET,
    state,
    varsFile,
    residentMb: () => residentMb(server.group),
    output: () => lines.join('\n'),
    async stop({ keep = false } = {}) {
      await server.stop()
      if (!keep) rmSync(state, { recursive: true, force: true })
    },
    kill: () => killAtOnce(server),
  }
}

/** A directory with an empty database. Its tables are created once for all tests, and copied. */
async function emptyState(): Promise<string> {
  const template = settingsFor(0, join(ROOT, '.local/test-state'))
  await migrate(template)
  const state = mkdtempSync(join(tmpdir(), 'gatehouse-instance-'))
  cpSync(join(template.state, 'v3'), join(state, 'v3'), { recursive: true })
  return state
}

/** Memory of the processes of the runtime in a process group, MB. */
function residentMb(group: number): number {
  const pages = readdirSync('/proc').flatMap((pid) => {
    try {
      // The name, in parentheses, may contain blanks; the group is the third field after it.
      const [name = '', rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .split(/^\d+ \(|\) /)
        .slice(1)
      if (name !== 'workerd' || Number(rest.split(' ')[2]) !== group) return []
      return [Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])]
    } catch {
      return []
    }
  })
  return (pages.reduce((sum, one) => sum + one, 0) * 4096) / (1024 * 1024)
}

async function killAtOnce(server: Server): Promise<void> {
  process.kill(-server.group, 'SIGKILL')
  await server.exited
}
