import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Distinguishes a process from a later one with the same id.
 *
 * @typedef {{ pid: number, born: string }} ProcessMark
 */

/**
 * The start time of a process, as the system reports it (on Linux with the boot id, because ticks restart at each
 * boot). Null if no such process runs; a zombie does not run.
 *
 * @param {number} pid
 * @returns {string | null}
 */
export function bornAt(pid) {
  if (process.platform === 'linux') {
    try {
      const fields = statFields(pid)
      return fields[0] === 'Z' ? null : `${bootId()}/${fields[19]}`
    } catch {
      return null
    }
  }
  const { stdout, status } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const line = stdout?.trim() ?? ''
  return status === 0 && line && !line.startsWith('Z') ? line.replace(/^\S+\s+/, '') : null
}

/**
 * @param {number} pid
 * @returns {ProcessMark}
 */
export function markOf(pid) {
  return { pid, born: bornAt(pid) ?? 'gone' }
}

/**
 * Whether exactly this process still runs.
 *
 * @param {ProcessMark} mark
 */
export function isRunning(mark) {
  return bornAt(mark.pid) === mark.born
}

/**
 * Ends the rest of a process group that we started and whose starter died. It does nothing if the id now belongs to
 * another process: the id of a group cannot be reused while one of its members lives.
 *
 * @param {ProcessMark} leader
 */
export async function endGroup(leader) {
  const boot = leader.born.split('/')[0]
  if (process.platform === 'win32' || (process.platform === 'linux' && boot !== bootId())) return
  const born = bornAt(leader.pid)
  if (born !== null && born !== leader.born) return
  for (let tries = 0; tries < 100 && groupLives(leader.pid); tries++) {
    try {
      process.kill(-leader.pid, 'SIGKILL')
    } catch {
      return
    }
    await new Promise((done) => setTimeout(done, 50))
  }
}

/**
 * The id of a process's parent, and the command of the process.
 *
 * @param {number} pid
 * @returns {{ parent: number, command: string } | null}
 */
export function describe(pid) {
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      return { parent: Number(statFields(pid)[1]), command }
    }
    const { stdout } = spawnSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' })
    const [, parent, command] = /^\s*(\d+)\s+(.*)$/.exec(stdout.trim()) ?? []
    return parent && command ? { parent: Number(parent), command } : null
  } catch {
    return null
  }
}

/** @param {number} pid */
function statFields(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field, the name, may contain blanks and brackets.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function bootId() {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return 'unknown'
  }
}

/** @param {number} leader */
function groupLives(leader) {
  try {
    process.kill(-leader, 0)
    return true
  } catch {
    return false
  }
}
