import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Organization } from '../../../../client/src/generated.ts'
import { Radios } from '../../../forms/choice.tsx'
import { TextField } from '../../../forms/field.tsx'
import { errorAt } from '../../../forms/form.ts'
import { Select } from '../../../forms/select.tsx'
import { SwitchedNumber } from '../../../forms/slider.tsx'
import { useMe } from '../../../hooks/me.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/note.tsx'
import { CaptureFields } from './capture-fields.tsx'
import { type DayField, MOST_DAYS } from './organization-draft.ts'
import { captureWords, words } from './organization-words.ts'
import { PlanFields } from './plan-fields.tsx'
import { QueryKeysField } from './query-keys-field.tsx'
import { RetentionFields } from './retention-fields.tsx'
import { useOrganizationForm } from './use-organization-form.ts'

/** UTC is missing from the list in some browsers, and a zone may have been set that this browser does not know. */
const zonesWith = (zone: string) => [...new Set(['UTC', zone, ...Intl.supportedValuesOf('timeZone')])].sort()

/** The settings of the organization, saved together; only what was changed is sent. */
export function OrganizationForm({ organization, etag }: { organization: Organization; etag: string | null }) {
  const t = words()
  const isOwner = useMe()?.role === 'owner'
  const form = useOrganizationForm(organization, etag)
  const { draft, errors, change } = form
  // The part that an address names is not there yet when the page opens.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: 'center' }), [])
  const dayField = (name: Exclude<DayField, 'rotationReminderDays'>, label: string) => (
    <TextField
      label={label}
      hint={t.daysHint(MOST_DAYS[name])}
      autocomplete="off"
      maxLength={3}
      error={errorAt(errors, name)}
      value={draft[name]}
      onValue={(days) => change({ [name]: days })}
    />
  )
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
    >
      <div ref={form.container} class="flex flex-col gap-6 p-4">
        {form.problem && (
          <Note tone="bad" alert>
            {form.problem}
          </Note>
        )}
        <Group title={t.general}>
          <div class="grid gap-4 sm:grid-cols-2">
            <TextField
              label={t.name}
              required
              autocomplete="organization"
              maxLength={100}
              error={errorAt(errors, 'name')}
              value={draft.name}
              onValue={(name) => change({ name })}
            />
            <Select
              label={t.timeZone}
              hint={t.timeZoneHint}
              value={draft.timeZone}
              choices={zonesWith(draft.timeZone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
              onValue={(timeZone) => change({ timeZone })}
            />
            <TextField
              label={t.alertEmail}
              hint={t.alertEmailHint}
              type="email"
              autocomplete="off"
              error={errorAt(errors, 'alertEmail')}
              value={draft.alertEmail}
              onValue={(alertEmail) => change({ alertEmail })}
            />
          </div>
        </Group>
        <Group title={t.plan}>
          <PlanFields draft={draft} errors={errors} readOnly={!isOwner} onDraft={change} />
        </Group>
        <Group title={t.security}>
          <QueryKeysField on={draft.keysInQuery} onChange={(keysInQuery) => change({ keysInQuery })} />
          <Radios
            legend={t.leakAction}
            stacked
            value={draft.leakAction}
            choices={(['disable', 'flag'] as const).map((value) => ({
              value,
              label: t.leakActions[value],
              hint: t.leakHints[value],
            }))}
            error={errorAt(errors, 'leakAction')}
            onValue={(leakAction) => change({ leakAction })}
          />
        </Group>
        <Group title={captureWords().capture} id="bodies">
          <CaptureFields draft={draft} errors={errors} onDraft={change} />
        </Group>
        <Group title={t.reminders}>
          <div class="grid gap-4 sm:grid-cols-2">
            {dayField('unusedAfterDays', t.unusedAfter)}
            {dayField('expiryWarningDays', t.expiryWarning)}
          </div>
          <SwitchedNumber
            label={t.reminderDays}
            on={draft.reminder.on}
            value={draft.reminder.days}
            error={errorAt(errors, 'rotationReminderDays')}
            words={{ off: t.off, value: t.reminderValue, slider: '' }}
            onOn={(on) => change({ reminder: { ...draft.reminder, on } })}
            onValue={(days) => change({ reminder: { ...draft.reminder, days } })}
          />
        </Group>
        <Group title={t.retention}>
          <RetentionFields draft={draft} errors={errors} onDraft={change} />
        </Group>
      </div>
      <div class="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">
        {form.dirty && <Button onClick={form.discard}>{t.discard}</Button>}
        <Button type="submit" kind="primary" busy={form.busy} aria-disabled={!form.dirty}>
          {t.save}
        </Button>
      </div>
    </form>
  )
}

function Group({ title, id, children }: { title: string; id?: string; children: ComponentChildren }) {
  return (
    <section class="flex flex-col gap-3" id={id}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}
