import { formatInstant } from '../../../format/language.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { now } from '../../../hooks/clock.ts'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { oldShareText } from '../key/old-share.ts'
import { useApiKey } from '../key/queries.ts'
import { useStopOldKey } from '../key/rotation.ts'
import { useKeyUsage } from '../key/usage.ts'

/** Ends the grace period of the old secret. */
export function StopOldDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useApiKey(id)
  const rotation = useKeyUsage(id, { hours: 1 }).data?.rotation
  const stop = useStopOldKey()
  const key = query.data
  return (
    <ConfirmDialog
      title={m.api_keys_rotation_stop_title()}
      confirm={m.api_keys_rotation_stop_button()}
      ready={key !== undefined}
      busy={stop.isPending}
      onClose={onClose}
      onConfirm={() => key && stop.mutate(key, { onSuccess: onClose })}
    >
      <Loaded query={query} waiting={<SkeletonRows rows={2} height="row" />}>
        {(it) => (
          <>
            <p>{m.api_keys_rotation_stop_text({ name: it.name })}</p>
            {rotation?.graceEndsAt && Date.parse(rotation.graceEndsAt) > now.value && (
              <p class="text-soft">
                {m.api_keys_old_works_until({ until: formatInstant(new Date(rotation.graceEndsAt)) })}.{' '}
                {oldShareText(rotation.previousCalls, rotation.calls)}
              </p>
            )}
            {rotation && rotation.previousCalls > 0 && <Note tone="warn">{m.api_keys_rotation_stop_still_used()}</Note>}
          </>
        )}
      </Loaded>
    </ConfirmDialog>
  )
}
