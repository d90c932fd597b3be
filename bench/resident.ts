import { readFileSync } from 'node:fs'

/**
 * The memory of the runtime's process, with all isolates and the caches of the databases; null on other systems than
 * Linux.
 */
export function residentBytes(pid: number | null): number | null {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
