import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * A command that cannot outlive its starter.
 *
 * @typedef {object} ProcessGroup
 * @property {import('node:child_process').ChildProcess} process the wrapper: its output and its exit are the command's
 * @property {Promise<number>} group the number of the command's process group
 * @property {Promise<number>} exited the command's exit code
 * @property {() => Promise<number>} stop asks the command's whole group to end, and makes it after 4 s
 */

/** @type {Set<ProcessGroup>} */
const running = new Set()

/** Ends every command that this process has started and waits until all are gone. */
export async function stopAll() {
  await Promise.all([...running].map((run) => run.stop()))
}

/**
 * Starts a command in its own group that ends when this process ends, for any reason.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdout?: 'inherit' | 'pipe' | 'ignore' | number, stderr?: 'inherit'
 * | 'pipe' | 'ignore' | number }} [options]
 * @returns {ProcessGroup}
 */
export function startInGroup(command, args, options = {}) {
  const { stdout = 'inherit', stderr = 'inherit', cwd = process.cwd(), env = process.env } = options
  const wrapper = fork(fileURLToPath(new URL('./process-group-runner.mjs', import.meta.url)), [command, ...args], {
    cwd,
    env,
    execArgv: [],
    detached: true,
    stdio: ['ignore', stdout, stderr, 'ipc'],
  })
  /** @type {Promise<number>} */
  const exited = new Promise((done) => wrapper.on('exit', (code) => done(code ?? 1)))
  /** @type {Promise<number>} */
  const group = new Promise((done) => {
    wrapper.on('message', (message) => {
      if (typeof message === 'object' && message && 'group' in message) done(Number(message.group))
    })
    exited.then(() => done(0))
  })
  const run = {
    process: wrapper,
    group,
    exited,
    stop() {
      if (wrapper.connected) wrapper.disconnect()
      return exited
    },
  }
  running.add(run)
  exited.then(() => running.delete(run))
  return run
}
