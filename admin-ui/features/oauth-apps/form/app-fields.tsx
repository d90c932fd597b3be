import { Checkbox, Radios } from '../../../forms/choice.tsx'
import { Field, FieldError, TextField } from '../../../forms/field.tsx'
import { asSentence, errorAt, type FieldsProps } from '../../../forms/form.ts'
import { NumberInput } from '../../../forms/number-input.tsx'
import { ScopePicker } from '../../../forms/scope-picker.tsx'
import { SwitchedNumber } from '../../../forms/slider.tsx'
import { CodeArea } from '../../../forms/text-area.tsx'
import { useMe } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { type Draft, type LimitDraft, type LimitName, redirectErrors } from './draft.ts'

/** Whether the app can keep a secret, in plain words. */
export const TypeField = ({ draft, errors, onDraft }: FieldsProps<Draft>) => (
  <Radios
    stacked
    legend={m.oauth_apps_form_type()}
    value={draft.type}
    choices={[
      {
        value: 'confidential',
        label: m.oauth_apps_type_name({ type: 'confidential' }),
        hint: m.oauth_apps_form_confidential_hint(),
      },
      { value: 'public', label: m.oauth_apps_type_name({ type: 'public' }), hint: m.oauth_apps_form_public_hint() },
    ]}
    error={errorAt(errors, 'type')}
    onValue={(type) => onDraft({ type })}
  />
)

/** Where the browser may return to: one URI in each line. */
export const RedirectField = ({ draft, errors, onDraft }: FieldsProps<Draft>) => (
  <CodeArea
    label={m.oauth_apps_form_redirects()}
    hint={m.oauth_apps_form_redirects_hint()}
    required={draft.codeFlow}
    rows={3}
    placeholder="https://app.example.com/callback"
    autocomplete="off"
    error={redirectErrors(draft, errors, (line, message) =>
      m.oauth_apps_form_line({ line, message: asSentence(message) }),
    )}
    value={draft.redirectUris}
    onValue={(redirectUris) => onDraft({ redirectUris })}
  />
)

/** All that the app may ever ask for. */
export const ScopesField = ({ draft, errors, onDraft }: FieldsProps<Draft>) => (
  <div>
    <ScopePicker
      presets={false}
      chosen={draft.scopes}
      error={errorAt(errors, 'scopes')}
      onChosen={(scopes) => onDraft({ scopes })}
    />
    <p class="mt-1 text-sm text-soft">{m.oauth_apps_form_scopes_hint()}</p>
  </div>
)

/** Links that are shown where the app asks for access. */
export function LinkFields({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const link = (field: 'websiteUrl' | 'privacyPolicyUrl' | 'logoUrl', label: string, hint: string) => (
    <TextField
      label={label}
      hint={hint}
      autocomplete="off"
      spellcheck={false}
      maxLength={500}
      error={errorAt(errors, field)}
      value={draft[field]}
      onValue={(text) => onDraft({ [field]: text })}
    />
  )
  return (
    <>
      {link('websiteUrl', m.oauth_apps_form_website(), m.oauth_apps_form_website_hint())}
      {link('privacyPolicyUrl', m.oauth_apps_form_privacy(), m.oauth_apps_form_privacy_hint())}
      {link('logoUrl', m.oauth_apps_form_logo(), m.oauth_apps_form_logo_hint())}
    </>
  )
}

/** The paths of the fields that are folded under "More". */
export const MORE = [
  'websiteUrl',
  'privacyPolicyUrl',
  'logoUrl',
  'grantTypes',
  'requirePkce',
  'verified',
  'rateLimit',
  'maxDays',
] as const

/** How the app gets tokens, and for how long. */
export function FlowFields({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const isPublic = draft.type === 'public'
  const isPerson = useMe()?.user !== undefined
  const grantError = errorAt(errors, 'grantTypes')
  return (
    <>
      <fieldset class="min-w-0" tabIndex={-1} {...(grantError ? { 'data-invalid': true } : {})}>
        <legend class="mb-1 font-medium">{m.oauth_apps_form_flows()}</legend>
        <div class="grid gap-2">
          <Checkbox
            label={m.oauth_apps_form_code()}
            hint={m.oauth_apps_form_code_hint()}
            checked={draft.codeFlow}
            onChecked={(codeFlow) => onDraft({ codeFlow })}
          />
          <Checkbox
            label={m.oauth_apps_form_credentials()}
            hint={isPublic ? m.oauth_apps_form_credentials_public() : m.oauth_apps_form_credentials_hint()}
            checked={draft.clientCredentials && !isPublic}
            disabled={isPublic}
            onChecked={(clientCredentials) => onDraft({ clientCredentials })}
          />
        </div>
        {grantError && <FieldError text={grantError} />}
      </fieldset>
      <Checkbox
        label={m.oauth_apps_form_pkce()}
        hint={isPublic ? m.oauth_apps_form_pkce_public() : m.oauth_apps_form_pkce_hint()}
        checked={isPublic || draft.requirePkce}
        disabled={isPublic}
        onChecked={(requirePkce) => onDraft({ requirePkce })}
      />
      {isPerson && (
        <Checkbox
          label={m.oauth_apps_form_verified()}
          hint={m.oauth_apps_form_verified_hint()}
          checked={draft.verified}
          onChecked={(verified) => onDraft({ verified })}
        />
      )}
      <LimitFields draft={draft} errors={errors} onDraft={onDraft} />
      <Field
        label={m.oauth_apps_form_days()}
        hint={m.oauth_apps_form_days_hint()}
        {...(errors.maxDays ? { error: asSentence(errors.maxDays) } : {})}
      >
        {(wiring) => (
          <NumberInput
            {...wiring}
            class="max-w-28"
            maxLength={4}
            value={draft.maxDays}
            onValue={(maxDays) => onDraft({ maxDays })}
          />
        )}
      </Field>
    </>
  )
}

function LimitFields({ draft: { limits }, errors, onDraft }: FieldsProps<Draft>) {
  const windows: { name: LimitName; label: string; range: { min: number; max: number; step: number } }[] = [
    { name: 'perMinute', label: m.api_keys_dialog_limit_minute(), range: { min: 10, max: 1000, step: 10 } },
    { name: 'perHour', label: m.api_keys_dialog_limit_hour(), range: { min: 100, max: 10_000, step: 100 } },
    { name: 'perDay', label: m.api_keys_dialog_limit_day(), range: { min: 1000, max: 100_000, step: 1000 } },
  ]
  const set = (name: LimitName, patch: Partial<LimitDraft>) =>
    onDraft({ limits: { ...limits, [name]: { ...limits[name], ...patch } } })
  return (
    <fieldset class="min-w-0">
      <legend class="font-medium">{m.oauth_apps_form_limits()}</legend>
      <p class="mb-2 text-sm text-soft">{m.oauth_apps_form_limits_hint()}</p>
      <div class="flex flex-col gap-2">
        {windows.map(({ name, label, range }) => (
          <SwitchedNumber
            key={name}
            label={label}
            on={limits[name].on}
            value={limits[name].value}
            error={errorAt(errors, `rateLimit.${name}`)}
            range={range}
            labels={{
              off: m.api_keys_dialog_limit_off(),
              value: m.api_keys_dialog_limit_value({ limit: label }),
              slider: m.api_keys_dialog_limit_slider({ limit: label }),
            }}
            onOn={(on) => set(name, { on })}
            onValue={(value) => set(name, { value })}
          />
        ))}
      </div>
    </fieldset>
  )
}
