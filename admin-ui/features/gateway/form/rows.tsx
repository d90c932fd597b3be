import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { ScopeChips } from '../../../forms/scope-chips.tsx'
import { NumberRow, SettingRow, SwitchRow } from '../../../forms/setting-row.tsx'
import { m } from '../../../messages/index.ts'
import { MethodPicker, PrefixInput, UpstreamInput } from './controls.tsx'
import type { Draft } from './draft.ts'
import { HeaderEditor } from './header-editor.tsx'

type Fields = FieldsProps<Draft>

/** Which calls a route takes, and where they go. */
export const MatchRows = (fields: Fields) => {
  const { draft, errors, onDraft } = fields
  return (
    <>
      <SettingRow wide label={m.gateway_prefix()} hint={m.gateway_prefix_hint()} error={errorAt(errors, 'prefix')}>
        {(control) => <PrefixInput control={control} value={draft.prefix} onValue={(prefix) => onDraft({ prefix })} />}
      </SettingRow>
      <SettingRow wide label={m.gateway_methods()} hint={m.gateway_methods_hint()} error={errorAt(errors, 'methods')}>
        <MethodPicker label={m.gateway_methods()} chosen={draft.methods} onChosen={(methods) => onDraft({ methods })} />
      </SettingRow>
      <SettingRow
        wide
        label={m.gateway_upstream()}
        hint={m.gateway_upstream_hint()}
        error={errorAt(errors, 'upstream')}
      >
        {(control) => (
          <UpstreamInput control={control} value={draft.upstream} onValue={(upstream) => onDraft({ upstream })} />
        )}
      </SettingRow>
      <PathRows {...fields} />
    </>
  )
}

/** What of the path matches, and what the upstream gets of it. */
export const PathRows = ({ draft, onDraft }: Fields) => (
  <>
    <SwitchRow
      label={m.gateway_exact()}
      hint={m.gateway_exact_hint()}
      on={draft.exact}
      onSwitch={(exact) => onDraft({ exact })}
    />
    <SwitchRow
      label={m.gateway_strip()}
      hint={m.gateway_strip_hint()}
      on={draft.stripPrefix}
      onSwitch={(stripPrefix) => onDraft({ stripPrefix })}
    />
  </>
)

/** What a caller needs. */
export const AccessRows = (fields: Fields) => (
  <>
    <SettingRow
      wide
      label={m.gateway_scopes_needed()}
      hint={m.gateway_scopes_hint()}
      error={errorAt(fields.errors, 'scopes')}
    >
      {(control) => (
        <ScopeChips control={control} chosen={fields.draft.scopes} onChosen={(scopes) => fields.onDraft({ scopes })} />
      )}
    </SettingRow>
    <CostRow {...fields} />
  </>
)

/** What a call counts as. */
export const CostRow = ({ draft, errors, onDraft }: Fields) => (
  <NumberRow
    label={m.gateway_cost()}
    hint={m.gateway_cost_hint()}
    error={errorAt(errors, 'cost')}
    unit={m.gateway_calls_unit()}
    maxLength={4}
    value={draft.cost}
    onValue={(cost) => onDraft({ cost })}
  />
)

/** How long the gateway waits, whether it tries again, and how much of everybody together it lets through. */
export const LimitRows = ({ draft, errors, onDraft }: Fields) => (
  <>
    <NumberRow
      label={m.gateway_timeout()}
      hint={m.gateway_timeout_hint()}
      error={errorAt(errors, 'timeoutSeconds')}
      unit={m.gateway_seconds_unit()}
      maxLength={3}
      value={draft.timeoutSeconds}
      onValue={(timeoutSeconds) => onDraft({ timeoutSeconds })}
    />
    <NumberRow
      label={m.gateway_idle()}
      hint={m.gateway_idle_hint()}
      error={errorAt(errors, 'idleTimeoutSeconds')}
      unit={m.gateway_seconds_unit()}
      maxLength={3}
      value={draft.idleTimeoutSeconds}
      onValue={(idleTimeoutSeconds) => onDraft({ idleTimeoutSeconds })}
    />
    <SwitchRow
      label={m.gateway_retry()}
      hint={m.gateway_retry_hint()}
      on={draft.retry}
      onSwitch={(retry) => onDraft({ retry })}
    />
    <NumberRow
      label={m.gateway_rate()}
      hint={m.gateway_rate_hint()}
      error={errorAt(errors, 'rateLimitPerMinute')}
      unit={m.gateway_per_minute_unit()}
      placeholder={m.gateway_no_limit()}
      maxLength={7}
      value={draft.rateLimitPerMinute}
      onValue={(rateLimitPerMinute) => onDraft({ rateLimitPerMinute })}
    />
    <NumberRow
      label={m.gateway_concurrency()}
      hint={m.gateway_concurrency_hint()}
      error={errorAt(errors, 'maxConcurrency')}
      unit={m.gateway_at_a_time_unit()}
      placeholder={m.gateway_no_limit()}
      maxLength={5}
      value={draft.maxConcurrency}
      onValue={(maxConcurrency) => onDraft({ maxConcurrency })}
    />
  </>
)

/** Headers that the gateway sets or removes on the way to the upstream and back. */
export const HeaderRows = ({ draft, errors, onDraft }: Fields) => (
  <>
    <HeaderEditor
      field="requestHeaders"
      title={m.gateway_request_headers()}
      hint={m.gateway_request_headers_hint()}
      rows={draft.requestHeaders}
      errors={errors}
      onRows={(requestHeaders) => onDraft({ requestHeaders })}
    />
    <HeaderEditor
      field="responseHeaders"
      title={m.gateway_response_headers()}
      hint={m.gateway_response_headers_hint()}
      rows={draft.responseHeaders}
      errors={errors}
      onRows={(responseHeaders) => onDraft({ responseHeaders })}
    />
  </>
)
