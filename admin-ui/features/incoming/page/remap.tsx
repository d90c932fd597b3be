import { useEffect } from 'preact/hooks'
import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import { formatList } from '../../../format/language.ts'
import { type FieldErrors, same } from '../../../forms/form.ts'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import type { Draft } from '../form/draft.ts'
import type { MappingRow } from '../mapping/mapping-draft.ts'
import { MappingEditor } from '../mapping/mapping-editor.tsx'
import { useSample } from '../mapping/use-sample.ts'
import { useModuleNames } from '../webhook/words.ts'
import { type RemapState, useRemap } from './use-remap.ts'

type RemapProps = {
  webhook: IncomingWebhook
  draft: Draft & { mapping: MappingRow[] | null }
  errors: FieldErrors
  onRows: (rows: MappingRow[]) => void
  /** Told what is to be saved; null: nothing else than before. */
  onMapping: (mapping: IncomingWebhook['mapping'] | null) => void
}

/** The mapping, in the settings, for a target that was just chosen: what it loses, and the editor to mend it. */
export function Remap({ onMapping, ...props }: RemapProps) {
  const remap = useRemap(props.webhook, props.draft)
  const wanted = remap && !same(remap.mapping, props.webhook.mapping) ? remap.mapping : null
  useEffect(() => onMapping(wanted), [JSON.stringify(wanted)])
  // The target of before is chosen again, or it was saved.
  useEffect(() => () => onMapping(null), [])
  return remap && <Shown {...props} remap={remap} />
}

type ShownProps = Omit<RemapProps, 'onMapping'> & { remap: RemapState }

function Shown({ webhook, remap, draft, errors, onRows }: ShownProps) {
  const { fields, rows, lost, lostLabels } = remap
  const sample = useSample(webhook.id, webhook.verification.kind)
  const nameOf = useModuleNames()
  const isRecord = draft.target === 'record'
  const name = isRecord ? (nameOf(draft.module) ?? draft.module) : draft.eventType
  return (
    <div class="flex flex-col gap-3 border-t border-line p-4">
      <div>
        <h3>{m.incoming_remap_title({ target: draft.target, name })}</h3>
        <p class="text-soft">{m.incoming_remap_text()}</p>
      </div>
      {lost.length > 0 && (
        <Note tone="warn">
          {m.incoming_remap_lost({ module: name, fields: formatList(lostLabels), count: lost.length })}
        </Note>
      )}
      <MappingEditor
        webhookId={null}
        target={{
          target: draft.target,
          module: isRecord ? draft.module : null,
          action: isRecord ? draft.action : null,
          upsertField: isRecord && draft.action !== 'create' ? draft.upsertField : null,
        }}
        fields={fields}
        rows={rows}
        errors={errors}
        sample={sample}
        // What was lost is kept beside, for the case that the module of before is chosen again.
        onRows={(next) => onRows([...next, ...lost])}
      />
    </div>
  )
}
