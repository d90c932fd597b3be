/**
 * Runs a command in a process group of its own and ends the whole group as soon as the channel to the starter closes,
 * which the system does by itself when the starter dies, even by kill -9. Without it a killed `npm start` would leave a
 * server that nobody sees on the port. Only ever run through `startInGroup` in `process-group.mjs`.
 */
import { spawn } from 'node:child_process'

const GRACE_MS = 4_000
const [command = '', ...args] = process.argv.slice(2)

// Ctrl-C in a terminal is for the starter, which lets go of the leash when it has tidied up.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {})

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true })
child.on('spawn', () => process.send?.({ group: child.pid }))
child.on('error', (error) => {
  console.error(`Could not run ${command}: ${error.message}`)
  process.exit(127)
})
child.on('exit', (code, signal) => {
  // What the command leaves behind goes with it.
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
    // Nobody is left.
  }
}
