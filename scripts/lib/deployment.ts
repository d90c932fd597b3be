/** Where a deployment can be reached, as wrangler reports it: a line of JSON for each of its steps. */
export function targetsIn(report: string): string[] {
  for (const line of report.split('\n').filter(Boolean)) {
    const entry: { type: string; targets?: string[] } = JSON.parse(line)
    if (entry.type === 'deploy') return entry.targets ?? []
  }
  return []
}

/** A URL, a route to everything at a host, or a custom domain; not schedules and queues, and not a part of a site. */
const WHOLE_HOST = /^(?:https:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:\/\*?)?(?: \(.*\))?$/

/** Hosts that belong to this installation as a whole: no webhook may have them as its target. */
export const hostsIn = (targets: readonly string[]): string[] => [
  ...new Set(targets.flatMap((target) => WHOLE_HOST.exec(target.toLowerCase())?.[1] ?? [])),
]

/** Stores hosts that are not known yet; see own_hosts in docs/data.md. */
export const keepHostsSql = (hosts: readonly string[], now: number): string =>
  `INSERT OR IGNORE INTO own_hosts (host, seen_at) VALUES ${hosts.map((host) => `('${host}', ${now})`).join(', ')}`
