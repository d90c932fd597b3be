import type { Deps } from '../../../platform/deps.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import { judgeUpstream } from '../settings/find-upstream.ts'

type Judged = Awaited<ReturnType<typeof judgeUpstream>>

/** A verdict about an upstream is used for this long, ms: parsing and comparing addresses costs more than the guard. */
const KNOWN_MS = 2000
const MAX_KNOWN = 2000

const known = new RecentMap<string, { until: number; judged: Judged }>(MAX_KNOWN)

/** The verdict of `judgeUpstream`, at most two seconds old. `origin`: under which the caller reached us, which counts as our own. */
export function judgedUpstream(
  deps: Deps,
  organizationId: string,
  upstream: string,
  origin: string,
): Judged | Promise<Judged> {
  const name = `${organizationId}\n${origin}\n${upstream}`
  const one = known.get(name)
  return one && one.until > deps.now && one.until <= deps.now + KNOWN_MS
    ? one.judged
    : judge(deps, organizationId, upstream, name)
}

async function judge(deps: Deps, organizationId: string, upstream: string, name: string): Promise<Judged> {
  const judged = await judgeUpstream(deps, organizationId, upstream)
  known.set(name, { until: deps.now + KNOWN_MS, judged })
  return judged
}
