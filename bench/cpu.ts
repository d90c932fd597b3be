import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Linux reports CPU time in hundredths of a second to every program. */
const TICKS_PER_SECOND = 100
const LOOK_MS = 100
/** The longest time between an answer and the start of work on its log: 250 ms in the buffer, 1 s in the queue. */
const LOG_WAITS_MS = 1350

/** The CPU time of a process since its start, s; null without /proc. */
export function cpuSeconds(pid: number | null): number | null {
  const fields = pid === null ? null : statFields(pid)
  return fields && (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** The child of this process that runs `program`; null without /proc. */
export function childRunning(program: string): number | null {
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name) || Number(statFields(Number(name))?.[1]) !== process.pid) continue
      if (readFileSync(`/proc/${name}/comm`, 'utf8').trim() === program) return Number(name)
    }
  } catch {
    // Not Linux.
  }
  return null
}

/**
 * Waits until a process is idle, at most `maxMs`, after the time that a log may wait if calls were logged. Without
 * /proc it waits half a second longer.
 */
export async function untilQuiet(pid: number | null, logged: boolean, maxMs: number): Promise<void> {
  if (logged) await sleep(LOG_WAITS_MS)
  const end = Date.now() + maxMs
  for (let quiet = 0; quiet < 2 && Date.now() < end; ) {
    const before = cpuSeconds(pid)
    await sleep(LOOK_MS)
    const after = cpuSeconds(pid)
    if (before === null || after === null) return void (await sleep(500))
    quiet = after - before < 1 / TICKS_PER_SECOND ? quiet + 1 : 0
  }
}

function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field, the name, may contain blanks and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}
