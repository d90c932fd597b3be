import { useState } from 'preact/hooks'
import type { ApiKeyWithSecret } from '../../../../client/src/generated.ts'
import { formatInstant } from '../../../format/language.ts'
import { Checkbox, Radios } from '../../../forms/choice.tsx'
import { TextField } from '../../../forms/field.tsx'
import { now } from '../../../hooks/clock.ts'
import { Loaded } from '../../../ui/async-states.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note, Refusal } from '../../../ui/note.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { EnvironmentBadge } from '../key/facts.tsx'
import { useApiKey } from '../key/queries.ts'
import { useKeyUsage, useRegenerateKey } from '../key/rotation.ts'
import { words } from '../key/rotation-words.ts'

/** Grace periods in seconds, or a custom number of minutes. */
const GRACES = ['0', '3600', '86400', '604800', 'custom'] as const
type Grace = (typeof GRACES)[number]

const MOST_MINUTES = 10_080

/** The seconds of a choice; null when the typed minutes are outside the range of the server. */
function graceSeconds(grace: Grace, minutes: string): number | null {
  if (grace !== 'custom') return Number(grace)
  const typed = minutes.trim()
  if (!/^\d{1,5}$/.test(typed)) return null
  const count = Number(typed)
  return count >= 1 && count <= MOST_MINUTES ? count * 60 : null
}

type RegenerateDialogProps = { id: string; onClose: () => void; onRegenerated: (key: ApiKeyWithSecret) => void }

/** Gives a key a new secret. The old one stops at once, which must be confirmed, or after a grace period. */
export function RegenerateDialog({ id, onClose, onRegenerated }: RegenerateDialogProps) {
  const t = words()
  const query = useApiKey(id)
  const earlier = earlierGrace(useKeyUsage(id, 1).data?.rotation?.graceEndsAt)
  const regenerate = useRegenerateKey()
  const [grace, setGrace] = useState<Grace>('0')
  const [minutes, setMinutes] = useState('')
  const [checked, setChecked] = useState(false)
  const [submitted, setSubmitted] = useState(false)

  const seconds = graceSeconds(grace, minutes)
  const breaks = seconds === 0 || earlier !== null
  const ready = query.data !== undefined && (checked || !breaks)
  const submit = () => {
    if (!ready || regenerate.isPending) return
    setSubmitted(true)
    if (seconds !== null) regenerate.mutate({ id, graceSeconds: seconds }, { onSuccess: onRegenerated })
  }
  return (
    <Dialog
      title={t.regenerateTitle}
      onClose={onClose}
      keepOnOutsidePress
      onSubmit={submit}
      footer={
        <>
          <Button autofocus onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" kind="danger" busy={regenerate.isPending} aria-disabled={!ready}>
            {t.regenerateButton}
          </Button>
        </>
      }
    >
      <Loaded query={query} waiting={<SkeletonRows rows={5} height="row" />}>
        {(key) => (
          <div class="flex flex-col gap-4">
            {regenerate.error && <Refusal error={regenerate.error} unanswered={t.lostAnswer} />}
            <dl class="card facts p-3">
              <dt>{t.name}</dt>
              <dd class="flex flex-wrap items-center gap-2 font-semibold">
                {key.name} <EnvironmentBadge environment={key.environment} />
              </dd>
              <dt>{t.key}</dt>
              <dd>
                <code>{key.masked}</code>
              </dd>
            </dl>
            <Radios
              legend={t.oldKeyStops}
              value={grace}
              choices={GRACES.map((value) => ({ value, label: t.graces[value] }))}
              onValue={setGrace}
            />
            {grace === 'custom' && (
              <div class="max-w-72">
                <TextField
                  label={t.graceMinutes}
                  hint={t.graceHint}
                  autocomplete="off"
                  maxLength={5}
                  error={submitted && seconds === null ? t.badGrace : undefined}
                  value={minutes}
                  onValue={setMinutes}
                />
              </div>
            )}
            {seconds === 0 && <Note tone="warn">{t.regenerateNow}</Note>}
            {seconds !== null && seconds > 0 && (
              <Note>{t.regenerateLater(key.name, formatInstant(new Date(now.value + seconds * 1000)))}</Note>
            )}
            {earlier && <Note tone="warn">{t.earlierDies(formatInstant(earlier))}</Note>}
            {breaks && <Checkbox label={t.regenerateCheck} checked={checked} onChecked={setChecked} />}
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

/** When the secret before the present one stops, if it still works. */
function earlierGrace(graceEndsAt: string | null | undefined): Date | null {
  const ends = graceEndsAt ? new Date(graceEndsAt) : null
  return ends && ends.getTime() > now.value ? ends : null
}
