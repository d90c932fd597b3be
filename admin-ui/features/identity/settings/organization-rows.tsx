import type { ComponentChildren } from 'preact'
import { SETTING_DAYS } from '../../../../contract/identity.data.ts'
import { formatDuration } from '../../../format/language.ts'
import { errorAt } from '../../../forms/form.ts'
import { NumberRow, SettingRow, SwitchRow } from '../../../forms/setting-row.tsx'
import { m } from '../../../messages/index.ts'
import type { DayField, OrganizationDraft } from './organization-draft.ts'
import { useOrganizationSettings } from './use-organization-form.ts'

/** The name of each setting of the organization: in its row, and where unsaved changes are named. */
export const settingName = (setting: keyof OrganizationDraft): string => m.settings_setting_name({ setting })

type TextRowProps = {
  setting: 'name' | 'alertEmail'
  hint?: ComponentChildren
  type?: 'text' | 'email'
  autocomplete: string
  maxLength?: number
}

/** A setting that is a text. */
export function TextRow({ setting, hint, type = 'text', ...rest }: TextRowProps) {
  const { draft, errors, readOnly, onDraft } = useOrganizationSettings()
  if (readOnly) return <FactRow label={settingName(setting)}>{draft[setting] || m.settings_none()}</FactRow>
  return (
    <SettingRow label={settingName(setting)} hint={hint} error={errorAt(errors, setting)}>
      {(control) => {
        const field = {
          ...rest,
          ...control,
          class: 'input',
          value: draft[setting],
          onInput: (event: Event & { currentTarget: HTMLInputElement }) =>
            onDraft({ [setting]: event.currentTarget.value }),
        }
        // The JSX types of inputs differ by `type`, so each type is written out.
        return type === 'email' ? <input {...field} type="email" /> : <input {...field} type="text" />
      }}
    </SettingRow>
  )
}

/** A setting that is a number of days; with `off`, an empty field means that. */
export function DaysRow({ setting, hint = '', off }: { setting: DayField; hint?: string; off?: string }) {
  const { draft, errors, readOnly, onDraft } = useOrganizationSettings()
  const { min, max } = SETTING_DAYS[setting]
  if (readOnly) {
    const days = draft[setting].trim()
    return <FactRow label={settingName(setting)}>{days ? formatDuration(Number(days), 'day') : off}</FactRow>
  }
  return (
    <NumberRow
      label={settingName(setting)}
      hint={[hint, m.settings_range({ least: min, most: max }), off && m.settings_empty_is_off()]
        .filter(Boolean)
        .join(' ')}
      unit={m.settings_days()}
      maxLength={String(max).length}
      {...(off ? { placeholder: off } : {})}
      error={errorAt(errors, setting)}
      value={draft[setting]}
      onValue={(days) => onDraft({ [setting]: days })}
    />
  )
}

type OnOffRowProps = {
  setting: 'keysInQuery' | 'captureBodies' | 'archiveLogs'
  hint: string
  /** Called before it is turned on; the default turns it on. */
  onTurnOn?: () => void
}

/** A setting that is on or off. */
export function OnOffRow({ setting, hint, onTurnOn }: OnOffRowProps) {
  const { draft, readOnly, onDraft } = useOrganizationSettings()
  const on = draft[setting]
  if (readOnly) return <FactRow label={settingName(setting)}>{on ? m.settings_on() : m.settings_off()}</FactRow>
  return (
    <SwitchRow
      label={settingName(setting)}
      hint={hint}
      on={on}
      onSwitch={(wanted) => (wanted && onTurnOn ? onTurnOn() : onDraft({ [setting]: wanted }))}
    />
  )
}

/** Something that cannot be changed, or not by this user. */
export const FactRow = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <SettingRow label={label} inline>
    {children}
  </SettingRow>
)
