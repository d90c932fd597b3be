import { useState } from 'preact/hooks'
import type { ApiKeyWithSecret } from '../../../../client/src/generated.ts'
import { GRACE_SECONDS } from '../../../../contract/api-keys.data.ts'
import { formatInstant } from '../../../format/language.ts'
import { Checkbox, Radios } from '../../../forms/choice.tsx'
import { TextField } from '../../../forms/field.tsx'
import { now } from '../../../hooks/clock.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note, Refusal } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { EnvironmentBadge } from '../key/facts.tsx'
import { useApiKey } from '../key/queries.ts'
import { useRegenerateKey } from '../key/rotation.ts'
import { useKeyUsage } from '../key/usage.ts'
import { RecentUse } from './in-use.tsx'

/** Grace periods in seconds, or a custom number of minutes. */
const GRACES = ['0', '3600', '86400', '604800', 'custom'] as const
type Grace = (typeof GRACES)[number]

const MAX_MINUTES = GRACE_SECONDS.max / 60

/** The seconds of a choice; null if the typed minutes are outside of the server's range. */
function graceSeconds(grace: Grace, minutes: string): number | null {
  if (grace !== 'custom') return Number(grace)
  const typed = minutes.trim()
  if (!/^\d{1,5}$/.test(typed)) return null
  const count = Number(typed)
  return count >= 1 && count <= MAX_MINUTES ? count * 60 : null
}

type RegenerateDialogProps = {
  id: string
  /** Loads what shows the new key. */
  prepare: () => Promise<void>
  onClose: () => void
  onRegenerated: (key: ApiKeyWithSecret) => void
}

/** Gives a key a new secret. The old one stops at once, which must be confirmed, or after a grace period. */
export function RegenerateDialog({ id, prepare, onClose, onRegenerated }: RegenerateDialogProps) {
  const query = useApiKey(id)
  const earlier = earlierGrace(useKeyUsage(id, { hours: 1 }).data?.rotation?.graceEndsAt)
  const regenerate = useRegenerateKey(prepare)
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
      title={m.api_keys_rotation_regenerate_title()}
      onClose={onClose}
      keepOnOutsidePress
      onSubmit={submit}
      footer={
        <>
          <Button autofocus onClick={onClose}>
            {m.ui_cancel()}
          </Button>
          <Button type="submit" kind="danger" busy={regenerate.isPending} aria-disabled={!ready}>
            {m.api_keys_rotation_regenerate_button()}
          </Button>
        </>
      }
    >
      <Loaded query={query} waiting={<SkeletonRows rows={5} height="row" />}>
        {(key) => (
          <div class="flex flex-col gap-4">
            {regenerate.error && <Refusal error={regenerate.error} unanswered={m.api_keys_rotation_lost_answer()} />}
            <dl class="card facts p-3">
              <dt>{m.api_keys_name()}</dt>
              <dd class="flex flex-wrap items-center gap-2 font-semibold">
                {key.name} <EnvironmentBadge environment={key.environment} />
              </dd>
              <dt>{m.api_keys_key()}</dt>
              <dd>
                <code>{key.masked}</code>
              </dd>
            </dl>
            <Radios
              legend={m.api_keys_rotation_old_key_stops()}
              value={grace}
              choices={GRACES.map((value) => ({ value, label: m.api_keys_rotation_grace_name({ grace: value }) }))}
              onValue={setGrace}
            />
            {grace === 'custom' && (
              <div class="max-w-72">
                <TextField
                  label={m.api_keys_rotation_grace_minutes()}
                  hint={m.api_keys_rotation_grace_hint()}
                  autocomplete="off"
                  maxLength={5}
                  error={submitted && seconds === null ? m.api_keys_rotation_bad_grace() : undefined}
                  value={minutes}
                  onValue={setMinutes}
                />
              </div>
            )}
            {seconds === 0 && (
              <Note tone="warn">
                <p>{m.api_keys_rotation_regenerate_now()}</p>
                <RecentUse apiKey={key} />
              </Note>
            )}
            {seconds !== null && seconds > 0 && (
              <Note>
                {m.api_keys_rotation_regenerate_later({
                  name: key.name,
                  until: formatInstant(new Date(now.value + seconds * 1000)),
                })}
              </Note>
            )}
            {earlier && (
              <Note tone="warn">{m.api_keys_rotation_older_key_stops({ until: formatInstant(earlier) })}</Note>
            )}
            {breaks && (
              <Checkbox label={m.api_keys_rotation_regenerate_check()} checked={checked} onChecked={setChecked} />
            )}
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

/** When the previous secret stops working, if it still works. */
function earlierGrace(graceEndsAt: string | null | undefined): Date | null {
  const ends = graceEndsAt ? new Date(graceEndsAt) : null
  return ends && ends.getTime() > now.value ? ends : null
}
