import type { Field } from '../../../../client/src/generated.ts'
import type { FieldErrors } from '../../../forms/form.ts'
import type { MappingRow } from '../mapping/mapping-draft.ts'
import { MappingEditor } from '../mapping/mapping-editor.tsx'
import { useSample } from '../mapping/use-sample.ts'
import type { Draft } from './draft.ts'

type MappingStepProps = {
  draft: Draft
  fields: readonly Field[] | null
  rows: readonly MappingRow[]
  errors: FieldErrors
  onRows: (rows: MappingRow[]) => void
}

/** The second step of creating: the mapping, against the example of the sender until a request has been received. */
export function MappingStep({ draft, fields, rows, errors, onRows }: MappingStepProps) {
  const sample = useSample(null, draft.kind)
  const { target, module, action, upsertField } = draft
  const isRecord = target === 'record'
  return (
    <MappingEditor
      webhookId={null}
      inDialog
      target={{
        target,
        module: isRecord ? module : null,
        action: isRecord ? action : null,
        upsertField: isRecord && action !== 'create' ? upsertField : null,
      }}
      fields={fields}
      rows={rows}
      errors={errors}
      sample={sample}
      onRows={onRows}
    />
  )
}
