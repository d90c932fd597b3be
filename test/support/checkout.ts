import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startInGroup } from '../../scripts/lib/process-group.mjs'
import { ROOT } from '../../scripts/lib/settings.ts'

const LEFT_OUT = new Set(['node_modules', 'dist', '.wrangler', '.local', '.git', '.dev.vars', 'coverage'])

/** A copy of this checkout, like a fresh clone with installed packages. */
export function copyCheckout(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'gatehouse-checkout-'))
  cpSync(ROOT, path, { recursive: true, filter: (source) => source === ROOT || !LEFT_OUT.has(basename(source)) })
  symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A running `npm start`. */
export type Start = {
  /** Its output so far. */
  output(): string
  /** Resolves when it has ended. */
  ended: Promise<unknown>
  /** Ends it like Ctrl-C in a terminal, or with the given signal. */
  end(signal?: NodeJS.Signals): Promise<void>
  /** kill -9 of npm alone: every process below has to notice by itself. */
  killNpm(): void
}

/** Runs `npm start` in a checkout and waits until it says that it is ready. */
export async function npmStart(cwd: string, env: Record<string, string>): Promise<Start> {
  const child = spawn('npm', ['start'], {
    cwd,
    env: environment(env),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  const guard = endWithTests(child.pid ?? 0)
  // `close`, not `exit`: it comes when no process below npm has the output open.
  const ended = new Promise<unknown>((done) => child.on('close', () => done(guard.stop())))
  const start: Start = {
    output: () => said,
    ended,
    async end(signal = 'SIGINT') {
      if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal)
      await ended
    },
    killNpm: () => child.kill('SIGKILL'),
  }
  let over = false
  void ended.then(() => {
    over = true
  })
  while (!said.includes('Press Ctrl-C to stop')) {
    if (over) throw new Error(`npm start ended before it was ready:\n${said}`)
    await sleep(50)
  }
  return start
}

/**
 * If the tests themselves are killed, the processes that they started must end. The process-group helper around npm
 * would defeat `killNpm`.
 */
function endWithTests(group: number) {
  const program = `
    process.on('SIGTERM', () => {
      try { process.kill(-${group}, 'SIGTERM') } catch {}
      process.exit()
    })
    setInterval(() => {}, 60_000)`
  return startInGroup(process.execPath, ['-e', program])
}

/** Runs `npm run <command>` to its end. */
export function npmRun(cwd: string, env: Record<string, string>, ...args: string[]): { code: number; stdout: string } {
  const { status, stdout, stderr } = spawnSync('npm', ['run', ...args], {
    cwd,
    env: environment(env),
    encoding: 'utf8',
  })
  if (status !== 0) process.stderr.write(stderr)
  return { code: status ?? 1, stdout }
}

/** The environment of a person's shell, without variables of the test run. */
function environment(own: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|GATEHOUSE_|VITEST|PORT$|NODE_ENV$)/.test(name),
  )
  return { ...Object.fromEntries(inherited), ...own }
}
