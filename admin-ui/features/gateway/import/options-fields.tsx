import type { GatewayImport } from '../../../../client/src/generated.ts'
import { ROUTE_LIMITS } from '../../../../contract/gateway.data.ts'
import { formatNumber } from '../../../format/language.ts'
import { Field, TextField } from '../../../forms/field.tsx'
import { NumberInput } from '../../../forms/number-input.tsx'
import { choicesOf, Select } from '../../../forms/select.tsx'
import { m } from '../../../messages/index.ts'
import { PrefixInput } from '../form/controls.tsx'
import { APPROVAL_CHOICES, isLimit, type Options, TOOL_CHOICES } from './options.ts'

type ImportOptionsProps = {
  options: Options
  found: GatewayImport | undefined
  onOptions: (patch: Partial<Options>) => void
}

/** How operations become routes. */
export function ImportOptions({ options, found, onOptions }: ImportOptionsProps) {
  const limit = options.rateLimitPerMinute.trim()
  const range = ROUTE_LIMITS.rateLimitPerMinute
  return (
    <div class="grid gap-x-4 gap-y-4 sm:grid-cols-2">
      <Field label={m.gateway_prefix()} hint={m.gateway_import_prefix_hint()}>
        {(control) => (
          <PrefixInput control={control} value={options.prefix} onValue={(prefix) => onOptions({ prefix })} />
        )}
      </Field>
      <TextField
        label={m.gateway_upstream()}
        hint={m.gateway_import_upstream_hint()}
        class="input font-mono"
        autocomplete="off"
        spellcheck={false}
        placeholder={found?.servers[0] ?? 'https://api.example.com'}
        value={options.upstream}
        onValue={(upstream) => onOptions({ upstream })}
      />
      <Select
        label={m.gateway_import_tools()}
        value={options.tools}
        choices={TOOL_CHOICES.map((value) => ({ value, label: m.gateway_import_tools_name({ tools: value }) }))}
        onValue={(tools) => onOptions({ tools })}
      />
      {options.tools !== 'none' && (
        <Select
          label={m.gateway_tool_approval()}
          value={options.approval}
          choices={choicesOf(APPROVAL_CHOICES, (approval) => m.gateway_import_approval_name({ approval }))}
          onValue={(approval) => approval && onOptions({ approval })}
        />
      )}
      <Field
        label={m.gateway_import_rate()}
        error={
          limit === '' || isLimit(limit)
            ? undefined
            : m.gateway_range({ min: formatNumber(range.min), max: formatNumber(range.max) })
        }
      >
        {(control) => (
          <span class="flex items-center gap-2">
            <NumberInput
              {...control}
              class="w-36!"
              maxLength={7}
              placeholder={m.gateway_no_limit()}
              value={options.rateLimitPerMinute}
              onValue={(rateLimitPerMinute) => onOptions({ rateLimitPerMinute })}
            />
            <span class="text-soft" aria-hidden="true">
              {m.gateway_per_minute_unit()}
            </span>
          </span>
        )}
      </Field>
    </div>
  )
}
