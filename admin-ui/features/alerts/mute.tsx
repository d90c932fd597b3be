import { Bell, BellOff, Ellipsis, RotateCcw } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { AlertRule } from '../../../client/src/generated.ts'
import { LONGEST_MUTE_DAYS } from '../../../contract/alerts.data.ts'
import { localTimeOf } from '../../format/local-time.ts'
import { TextField } from '../../forms/field.tsx'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { Menu } from '../../ui/overlays/menu.tsx'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MUTES = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS }

type RuleMenuProps = {
  kind: string
  rule: AlertRule
  onMute: (until: Date) => void
  /** Asks for the end of a mute. */
  onChoose: () => void
  onUnmute: () => void
  onReset: () => void
}

/** Mutes a kind of alert for some time, ends that, and resets its rule; nothing if none of it applies. */
export function RuleMenu({ kind, rule, onMute, onChoose, onUnmute, onReset }: RuleMenuProps) {
  const mutes = [
    ...(['hour', 'day', 'week'] as const).map((name) => ({
      label: m.alert_rules_mute_name({ mute: name }),
      icon: BellOff,
      onSelect: () => onMute(new Date(Date.now() + MUTES[name])),
    })),
    { label: m.alert_rules_mute_name({ mute: 'until' }), icon: BellOff, onSelect: onChoose },
  ]
  const items = [
    ...(rule.mutedUntil
      ? [{ label: m.alert_rules_unmute(), icon: Bell, onSelect: onUnmute }]
      : rule.enabled
        ? mutes
        : []),
    ...(rule.isDefault ? [] : [{ label: m.alert_rules_reset(), icon: RotateCcw, onSelect: onReset }]),
  ]
  return items.length > 0 ? (
    <Menu label={m.alert_rules_actions_of({ kind })} icon={Ellipsis} items={() => items} />
  ) : null
}

type MuteDialogProps = { kind: string; busy: boolean; onMute: (until: Date) => void; onClose: () => void }

/** Asks for the end of a mute. */
export function MuteDialog({ kind, busy, onMute, onClose }: MuteDialogProps) {
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
    <Dialog
      title={m.alert_rules_mute_of({ kind })}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{m.ui_cancel()}</Button>
          <Button type="submit" kind="primary" busy={busy}>
            {m.alert_rules_mute()}
          </Button>
        </>
      }
    >
      <TextField
        label={m.alert_rules_mute_until()}
        type="datetime-local"
        autofocus
        value={typed}
        {...(wrong ? { error: m.alert_rules_future_time() } : {})}
        onValue={setTyped}
      />
    </Dialog>
  )
}
