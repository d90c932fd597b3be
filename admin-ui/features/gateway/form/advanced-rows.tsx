import { MAX_DESCRIPTION } from '../../../../contract/common.data.ts'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { SettingRow } from '../../../forms/setting-row.tsx'
import { m } from '../../../messages/index.ts'
import { CorsRows } from './cors-rows.tsx'
import type { Draft } from './draft.ts'
import { CostRow, HeaderRows, LimitRows, PathRows } from './rows.tsx'

/** What most routes do not change, as on the page of a route. */
export const AdvancedRows = (fields: FieldsProps<Draft>) => (
  <div class="@container -mx-3">
    <SettingRow label={m.fields_description()} error={errorAt(fields.errors, 'description')}>
      {(control) => (
        <textarea
          {...control}
          class="input"
          rows={2}
          maxLength={MAX_DESCRIPTION}
          value={fields.draft.description}
          onInput={(event) => fields.onDraft({ description: event.currentTarget.value })}
        />
      )}
    </SettingRow>
    <PathRows {...fields} />
    <CostRow {...fields} />
    <LimitRows {...fields} />
    <HeaderRows {...fields} />
    <CorsRows {...fields} />
  </div>
)
