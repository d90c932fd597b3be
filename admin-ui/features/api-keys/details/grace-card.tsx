import { ShieldOff } from 'lucide-preact'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { formatInstant } from '../../../format/language.ts'
import { now } from '../../../hooks/clock.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { Bar } from '../../../ui/bar.tsx'
import { Button } from '../../../ui/button.tsx'
import { openKey } from '../key/actions.tsx'
import { useKeyUsage } from '../key/rotation.ts'
import { words } from '../key/rotation-words.ts'

/** While the old secret of a key still works: until when, how much it is still used, and a way to end it. */
export function GraceCard({ apiKey, url }: { apiKey: ApiKey; url: UrlState }) {
  const t = words()
  const mayWrite = useCan('api-keys:write')
  const rotation = useKeyUsage(apiKey.id, 1, { every: () => 5000 }).data?.rotation
  if (!rotation?.graceEndsAt || Date.parse(rotation.graceEndsAt) <= now.value) return null
  const { calls, previousCalls, graceEndsAt } = rotation
  return (
    <section class="card mb-4 flex flex-col gap-2 p-3">
      <h3>{t.oldWorksUntil(formatInstant(new Date(graceEndsAt)))}</h3>
      <Bar share={calls === 0 ? 0 : previousCalls / calls} tone={previousCalls > 0 ? 'warn' : 'plain'} />
      <p class="text-sm text-soft">{t.oldShare(previousCalls, calls)}</p>
      {mayWrite && (
        <div>
          <Button small icon={ShieldOff} onClick={() => openKey(url, apiKey.id, 'stop-old')}>
            {t.stopOld}
          </Button>
        </div>
      )}
    </section>
  )
}
