import type { ComponentChildren } from 'preact'
import type { Webhook } from '../../../../client/src/generated.ts'
import { CONTENT_TYPES, DISABLED_AFTER_DAYS, MAX_URL, WEBHOOK_LIMITS } from '../../../../contract/webhooks.data.ts'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { NameRows } from '../../../forms/name-rows.tsx'
import { NumberRow, SettingRow, SwitchRow } from '../../../forms/setting-row.tsx'
import { m } from '../../../messages/index.ts'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { type Draft, NUMBERS } from '../form/draft.ts'
import { Schedule } from '../form/schedule.tsx'
import { contentTypeName } from '../webhook/content-type-name.ts'
import { isLocal, urlProblemSoFar } from '../webhook/target.ts'

type GeneralRowsProps = FieldsProps<Draft> & {
  webhook: Webhook
  /** After the URL. */
  children: ComponentChildren
}

/** Name, description and URL, and what cannot be changed. */
export function GeneralRows({ draft, errors, onDraft, webhook, children }: GeneralRowsProps) {
  const local = isLocal()
  const soFar = urlProblemSoFar(draft.url, local)
  return (
    <>
      <NameRows
        {...{ draft, errors, onDraft }}
        labels={{ name: m.webhooks_name(), descriptionHint: m.webhooks_form_description_hint() }}
      />
      <SettingRow
        label={m.webhooks_url()}
        hint={local ? m.webhooks_form_url_hint_local() : m.webhooks_form_url_hint()}
        error={soFar ? m.webhooks_form_problem({ problem: soFar }) : errorAt(errors, 'url')}
      >
        {(control) => (
          <input
            {...control}
            type="text"
            class="input"
            autocomplete="off"
            spellcheck={false}
            maxLength={MAX_URL}
            title={draft.url}
            value={draft.url}
            onInput={(event) => onDraft({ url: event.currentTarget.value })}
          />
        )}
      </SettingRow>
      {children}
      <SettingRow label={m.webhooks_environment()}>
        {m.webhooks_environment_name({ environment: webhook.environment })}
      </SettingRow>
      <SettingRow label={m.webhooks_page_created()}>
        <RelativeTime at={webhook.createdAt} /> {webhook.createdBy && m.webhooks_page_by({ name: webhook.createdBy })}
      </SettingRow>
      <SettingRow label={m.webhooks_page_id()}>
        <span class="flex items-center gap-1">
          <code class="min-w-0">{webhook.id}</code>
          <CopyButton compact text={webhook.id} label={m.webhooks_page_copy_id()} />
        </span>
      </SettingRow>
    </>
  )
}

/** How events are sent: retries, timeout, limits and order. */
export function DeliveryRows({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const { min, max } = WEBHOOK_LIMITS.timeoutSeconds
  return (
    <>
      <SettingRow
        label={m.webhooks_setting_max_retries()}
        hint={<Schedule retries={draft.retries ? draft.maxRetries : 0} />}
      >
        {(control) => (
          <select
            {...control}
            class="input"
            value={draft.retries ? draft.maxRetries : 0}
            onChange={(event) => {
              const maxRetries = Number(event.currentTarget.value)
              onDraft(maxRetries === 0 ? { retries: false } : { retries: true, maxRetries })
            }}
          >
            {Array.from({ length: WEBHOOK_LIMITS.maxRetries.max + 1 }, (_, count) => (
              <option key={count} value={count}>
                {count === 0 ? m.webhooks_settings_retries_none() : m.webhooks_setting_times({ count })}
              </option>
            ))}
          </select>
        )}
      </SettingRow>
      <SettingRow label={m.webhooks_setting_timeout()} hint={m.webhooks_setting_timeout_hint()}>
        {(control) => (
          <span class="flex items-center gap-3">
            <input
              {...control}
              type="range"
              class="min-w-0 flex-1"
              min={min}
              max={max}
              aria-valuetext={m.webhooks_setting_seconds({ count: draft.timeoutSeconds })}
              value={draft.timeoutSeconds}
              onInput={(event) => onDraft({ timeoutSeconds: event.currentTarget.valueAsNumber })}
            />
            <output for={control.id} class="w-20 text-right tabular-nums">
              {m.webhooks_setting_seconds({ count: draft.timeoutSeconds })}
            </output>
          </span>
        )}
      </SettingRow>
      {NUMBERS.map((name) => (
        <NumberRow
          key={name}
          label={m.webhooks_setting_number_name({ number: name })}
          hint={
            name === 'disableAfterFailures'
              ? m.webhooks_setting_disable_hint({ days: DISABLED_AFTER_DAYS })
              : m.webhooks_settings_empty_is_off()
          }
          placeholder={m.webhooks_setting_off()}
          maxLength={4}
          error={errorAt(errors, name)}
          value={draft[name].on ? draft[name].value : ''}
          onValue={(value) => onDraft({ [name]: value.trim() ? { on: true, value } : { ...draft[name], on: false } })}
        />
      ))}
      <SwitchRow
        label={m.webhooks_setting_ordered()}
        hint={m.webhooks_setting_ordered_hint()}
        on={draft.ordered}
        onSwitch={(ordered) => onDraft({ ordered })}
      />
    </>
  )
}

/** The format of the request. */
export function ContentTypeRow({ draft, onDraft }: FieldsProps<Draft>) {
  return (
    <SettingRow label={m.webhooks_setting_content_type()}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={draft.contentType}
          onChange={(event) => {
            const chosen = CONTENT_TYPES.find((type) => type === event.currentTarget.value)
            if (chosen) onDraft({ contentType: chosen })
          }}
        >
          {CONTENT_TYPES.map((type) => (
            <option key={type} value={type}>
              {contentTypeName(type)}
            </option>
          ))}
        </select>
      )}
    </SettingRow>
  )
}
