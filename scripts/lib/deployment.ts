/** Where a deployment can be reached, as wrangler reports it: a line of JSON for each thing that it did. */
export function targetsIn(report: string): string[] {
  for (const line of report.split('\n').filter(Boolean)) {
    const entry: { type: string; targets?: string[] } = JSON.parse(line)
    if (entry.type === 'deploy') return entry.targets ?? []
  }
  return []
}

/** An address, a route to everything at a host, or a custom domain; not schedules and queues, nor a part of a site. */
const WHOLE_HOST = /^(?:https:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:\/\*?)?(?: \(.*\))?$/

/** The hosts at which all is ours: no webhook may lead there. */
export const hostsIn = (targets: readonly string[]): string[] => [
  ...new Set(targets.flatMap((target) => WHOLE_HOST.exec(target.toLowerCase())?.[1] ?? [])),
]

/** Writes hosts down that are not known yet; see own_hosts in docs/data.md. */
export const keepHostsSql = (hosts: readonly string[], now: number): string =>
  `INSERT OR IGNORE INTO own_hosts (host, seen_at) VALUES ${hosts.map((host) => `('${host}', ${now})`).join(', ')}`
