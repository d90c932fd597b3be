import { formatInstant } from '../../../format/language.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { now } from '../../../hooks/clock.ts'
import { Loaded } from '../../../ui/async-states.tsx'
import { Note } from '../../../ui/note.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { useApiKey } from '../key/queries.ts'
import { useKeyUsage, useStopOldKey } from '../key/rotation.ts'
import { words } from '../key/rotation-words.ts'

/** Ends the old secret of a regenerated key before its time. */
export function StopOldDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = words()
  const query = useApiKey(id)
  const rotation = useKeyUsage(id, 1).data?.rotation
  const stop = useStopOldKey()
  const key = query.data
  return (
    <ConfirmDialog
      title={t.stopTitle}
      confirm={t.stopButton}
      ready={key !== undefined}
      busy={stop.isPending}
      onClose={onClose}
      onConfirm={() => key && stop.mutate(key, { onSuccess: onClose })}
    >
      <Loaded query={query} waiting={<SkeletonRows rows={2} height="row" />}>
        {(it) => (
          <>
            <p>{t.stopText(it.name)}</p>
            {rotation?.graceEndsAt && Date.parse(rotation.graceEndsAt) > now.value && (
              <p class="text-soft">
                {t.oldWorksUntil(formatInstant(new Date(rotation.graceEndsAt)))}.{' '}
                {t.oldShare(rotation.previousCalls, rotation.calls)}
              </p>
            )}
            {rotation && rotation.previousCalls > 0 && <Note tone="warn">{t.stopStillUsed}</Note>}
          </>
        )}
      </Loaded>
    </ConfirmDialog>
  )
}
