import { BellOff } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { LONGEST_MUTE_DAYS } from '../../../contract/alert-kinds.ts'
import { localTimeOf } from '../../format/local-time.ts'
import { TextField } from '../../forms/field.tsx'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { words } from './rule-words.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MUTES = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS }

type Mute = { kind: string; onMute: (until: Date) => void }

/** Mutes a kind of alert for some time. */
export function MuteMenu({ kind, onMute, onChoose }: Mute & { onChoose: () => void }) {
  const t = words()
  return (
    <Menu
      label={t.muteOf(kind)}
      icon={BellOff}
      items={() => [
        ...(['hour', 'day', 'week'] as const).map((name) => ({
          label: t.mutes[name],
          onSelect: () => onMute(new Date(Date.now() + MUTES[name])),
        })),
        { label: t.mutes.until, onSelect: onChoose },
      ]}
    >
      {t.mute}
    </Menu>
  )
}

/** The time that a mute ends at, typed. */
export function MuteUntil({ kind, busy, onMute, onCancel }: Mute & { busy: boolean; onCancel: () => void }) {
  const t = words()
  const [typed, setTyped] = useState(() => localTimeOf(Date.now() + DAY_MS))
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    const until = new Date(typed)
    const left = until.getTime() - Date.now()
    const fits = left > 0 && left <= LONGEST_MUTE_DAYS * DAY_MS
    setWrong(!fits)
    if (fits) onMute(until)
  }
  return (
    <form
      class="mt-3 flex flex-wrap items-end gap-2"
      noValidate
      aria-label={t.muteUntilOf(kind)}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextField
        label={t.muteUntil}
        type="datetime-local"
        autofocus
        value={typed}
        {...(wrong ? { error: t.futureTime } : {})}
        onValue={setTyped}
      />
      <Button type="submit" kind="primary" busy={busy}>
        {t.mute}
      </Button>
      <Button onClick={onCancel}>{t.cancel}</Button>
    </form>
  )
}
