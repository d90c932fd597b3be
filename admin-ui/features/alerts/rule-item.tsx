import { Bell, RotateCcw } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { RULE_FIGURES } from '../../../contract/alert-kinds.ts'
import { formatInstant } from '../../format/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/switch.tsx'
import { MuteMenu, MuteUntil } from './mute.tsx'
import { type RuleProps, ThresholdField, WindowField } from './rule-figures.tsx'
import type { RuleChange } from './rule-queries.ts'
import { words } from './rule-words.ts'
import { words as alertWords } from './words.ts'

/** The rule of one kind: what it is about, on or off, its figures, its channels, its mute. */
export function RuleItem(props: RuleProps) {
  const { rule, readOnly, busy, onChange } = props
  const t = words()
  const kind = alertWords().kinds[rule.kind]
  const [choosing, setChoosing] = useState(false)
  const save = (change: RuleChange) => onChange(change, t.saved(kind))
  const figures = RULE_FIGURES[rule.kind]
  return (
    <li class="border-t border-line px-4 py-4 first:border-t-0" aria-busy={busy}>
      <div class="flex items-start gap-4">
        <div class="min-w-0 flex-1">
          <h2 class="flex flex-wrap items-center gap-2 text-base">
            {kind}
            {rule.mutedUntil && <Badge tone="warn">{t.mutedUntil(formatInstant(new Date(rule.mutedUntil)))}</Badge>}
            {!rule.isDefault && <Badge>{t.changed}</Badge>}
          </h2>
          <p class="text-soft">
            {t.when[rule.kind]}{' '}
            {figures.bySettings && (
              <a class="link" href="/settings" aria-label={t.bySettingsOf(kind)}>
                {t.bySettings}
              </a>
            )}
          </p>
        </div>
        <Switch
          label={t.switch(kind)}
          on={rule.enabled}
          disabled={readOnly || busy}
          onSwitch={() => save({ enabled: !rule.enabled })}
        >
          {rule.enabled ? t.on : t.off}
        </Switch>
      </div>
      <div class="mt-3 flex flex-wrap items-end gap-x-5 gap-y-3 empty:hidden">
        {rule.enabled && (
          <>
            {figures.threshold && <ThresholdField {...props} figure={figures.threshold} onSave={save} />}
            {figures.windowSeconds && <WindowField {...props} figure={figures.windowSeconds} onSave={save} />}
            <Channel
              label={t.byEmail}
              name={t.byEmailOf(kind)}
              on={rule.byEmail}
              disabled={readOnly || busy}
              onFlip={(byEmail) => save({ byEmail })}
            />
            <Channel
              label={t.asEvent}
              name={t.asEventOf(kind)}
              on={rule.asEvent}
              disabled={readOnly || busy}
              onFlip={(asEvent) => save({ asEvent })}
            />
          </>
        )}
        {!readOnly && (
          <span class="ml-auto flex flex-wrap gap-2 empty:hidden">
            {!rule.isDefault && (
              <Button
                small
                kind="quiet"
                icon={RotateCcw}
                aria-label={t.resetOf(kind)}
                busy={busy}
                onClick={() => onChange(null, t.wasReset(kind))}
              >
                {t.reset}
              </Button>
            )}
            {rule.mutedUntil ? (
              <Button
                small
                icon={Bell}
                aria-label={t.unmuteOf(kind)}
                busy={busy}
                onClick={() => onChange({ mutedUntil: null }, t.unmuted(kind))}
              >
                {t.unmute}
              </Button>
            ) : (
              rule.enabled && <MuteMenu kind={kind} onMute={mute} onChoose={() => setChoosing(true)} />
            )}
          </span>
        )}
      </div>
      {!readOnly && choosing && <MuteUntil kind={kind} busy={busy} onMute={mute} onCancel={() => setChoosing(false)} />}
    </li>
  )

  function mute(until: Date) {
    setChoosing(false)
    onChange({ mutedUntil: until.toISOString() }, t.muted(kind))
  }
}

type ChannelProps = { label: string; name: string; on: boolean; disabled: boolean; onFlip: (on: boolean) => void }

function Channel({ label, name, on, disabled, onFlip }: ChannelProps) {
  return (
    <label class="flex min-h-9.5 items-center gap-2">
      <input
        type="checkbox"
        aria-label={name}
        checked={on}
        disabled={disabled}
        onChange={(event) => onFlip(event.currentTarget.checked)}
      />
      {label}
    </label>
  )
}
