import { readFileSync } from 'node:fs'

/** What the runtime's process occupies, all isolates and the databases' caches together; null elsewhere than on Linux. */
export function residentBytes(pid: number | null): number | null {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
