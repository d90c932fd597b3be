import { Button } from '../parts/button.tsx'
import { now } from '../parts/clock.ts'
import { Dialog } from '../parts/dialog.tsx'
import { formatInstant } from '../parts/language.ts'
import { Note } from '../parts/note.tsx'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Loaded } from '../parts/states.tsx'
import { useApiKey } from './queries.ts'
import { useKeyUsage, useStopOldKey } from './rotation.ts'
import { words } from './rotation-words.ts'

/** Ends the old secret of a regenerated key before its time. */
export function StopOldDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = words()
  const query = useApiKey(id)
  const rotation = useKeyUsage(id, 1).data?.rotation
  const stop = useStopOldKey()
  const key = query.data
  return (
    <Dialog
      title={t.stopTitle}
      onClose={onClose}
      footer={
        <>
          <Button autofocus onClick={onClose}>
            {t.cancel}
          </Button>
          <Button
            kind="danger"
            busy={stop.isPending}
            aria-disabled={!key}
            onClick={() => key && stop.mutate(key, { onSettled: onClose })}
          >
            {t.stopButton}
          </Button>
        </>
      }
    >
      <Loaded query={query} waiting={<SkeletonRows rows={2} height="row" />}>
        {(it) => (
          <div class="flex flex-col gap-4">
            <p>{t.stopText(it.name)}</p>
            {rotation?.graceEndsAt && Date.parse(rotation.graceEndsAt) > now.value && (
              <p class="text-soft">
                {t.oldWorksUntil(formatInstant(new Date(rotation.graceEndsAt)))}.{' '}
                {t.oldShare(rotation.previousCalls, rotation.calls)}
              </p>
            )}
            {rotation && rotation.previousCalls > 0 && <Note tone="warn">{t.stopStillUsed}</Note>}
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}
