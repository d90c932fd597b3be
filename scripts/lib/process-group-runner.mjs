/**
 * Runs a command in its own process group and ends the whole group when the channel to the starter closes. The system
 * closes it when the starter dies, even by kill -9. Otherwise a killed `npm start` would leave an invisible server on
 * the port. Only run by `startInGroup` in `process-group.mjs`.
 */
import { spawn } from 'node:child_process'

const GRACE_MS = 4_000
const [command = '', ...args] = process.argv.slice(2)

// Ctrl-C in a terminal is for the starter, which closes the channel after its cleanup.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {})

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true })
child.on('spawn', () => process.send?.({ group: child.pid }))
child.on('error', (error) => {
  console.error(`Could not run ${command}: ${error.message}`)
  process.exit(127)
})
child.on('exit', (code, signal) => {
  // Processes that the command leaves behind are ended too.
  signalGroup('SIGKILL')
  process.exit(code ?? (signal ? 1 : 0))
})

process.on('disconnect', () => {
  signalGroup('SIGTERM')
  setTimeout(() => signalGroup('SIGKILL'), GRACE_MS)
})

/** @param {NodeJS.Signals} signal */
function signalGroup(signal) {
  try {
    if (process.platform === 'win32') child.kill(signal)
    else if (child.pid) process.kill(-child.pid, signal)
  } catch {
    // The group is empty.
  }
}
