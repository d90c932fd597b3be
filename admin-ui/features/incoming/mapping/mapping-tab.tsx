import { useState } from 'preact/hooks'
import type { Field, IncomingWebhook } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApiVersioned } from '../../../api/call-api.ts'
import { PageForm } from '../../../forms/page-form.tsx'
import { useDraft } from '../../../forms/use-draft.ts'
import { usePageForm } from '../../../forms/use-page-form.ts'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { readIncoming, useModules, useRefresh, useVersionedIncoming } from '../webhook/queries.ts'
import { staysOnTab, type TabProps } from '../webhook/routes.ts'
import { type MappingRow, mappingOf, rowsOf } from './mapping-draft.ts'
import { MappingEditor } from './mapping-editor.tsx'
import { useSample } from './use-sample.ts'

/** Which values of a payload become which fields, edited against a request that was received. */
export function MappingTab({ webhook, url }: TabProps) {
  const query = useVersionedIncoming(webhook.id)
  const isRecord = webhook.target === 'record'
  const modules = useModules(isRecord)
  const waiting = <SkeletonRows rows={8} height="row" />
  return (
    <>
      <h2 class="sr-only">{m.incoming_tab_name({ tab: 'mapping' })}</h2>
      <Loaded query={query} waiting={waiting}>
        {(latest) =>
          isRecord ? (
            <Loaded query={modules} waiting={waiting}>
              {({ data }) => {
                const module = data.find(({ slug }) => slug === webhook.module)
                return module ? (
                  <Form key={webhook.module} latest={latest} fields={module.fields} asked={url.query.sample} />
                ) : (
                  <Note tone="bad">{m.incoming_module_gone({ slug: webhook.module ?? '' })}</Note>
                )
              }}
            </Loaded>
          ) : (
            <Form latest={latest} fields={null} asked={url.query.sample} />
          )
        }
      </Loaded>
    </>
  )
}

type FormProps = {
  latest: Versioned<IncomingWebhook>
  fields: readonly Field[] | null
  /** The request that the URL names as the sample. */
  asked: string | undefined
}

type Draft = { mapping: MappingRow[] }

function Form({ latest, fields, asked }: FormProps) {
  const mayNotWrite = useLacks('incoming:write')
  const [base, setBase] = useState(latest)
  const webhook = base.data
  const { id } = webhook
  const draftOf = (it: IncomingWebhook): Draft => ({ mapping: rowsOf(it.mapping, fields) })
  const form = useDraft(draftOf(webhook))
  const refresh = useRefresh()
  const sample = useSample(id, webhook.verification.kind, asked)
  const rows = form.draft.mapping
  const { busy, save } = usePageForm({
    base,
    onBase: setBase,
    latest,
    read: () => readIncoming(id),
    write: (body, ifMatch) =>
      callApiVersioned('PATCH', '/api/v1/incoming-webhooks/{id}', { params: { id }, body, ifMatch }),
    form,
    draftOf,
    changeOf: (_, draft) => ({ mapping: mappingOf(draft.mapping, fields) }),
    onSaved: () => {
      toastDone(m.incoming_mapping_saved({ name: webhook.name }))
      void refresh()
    },
  })
  const changes = changedNames(rows, draftOf(webhook).mapping)
  return (
    <PageForm form={form} changes={changes} busy={busy} stays={staysOnTab} readOnly={mayNotWrite} onSubmit={save}>
      <div>
        {mayNotWrite && (
          <div class="mb-3">
            <Note>{m.incoming_view_only()}</Note>
          </div>
        )}
        <MappingEditor
          webhookId={id}
          target={webhook}
          fields={fields}
          rows={rows}
          errors={form.errors}
          sample={sample}
          onRows={(mapping) => form.change({ mapping })}
        />
      </div>
    </PageForm>
  )
}

/** The names of the fields whose mapping differs. */
function changedNames(rows: readonly MappingRow[], saved: readonly MappingRow[]): string[] {
  const textOf = (row: MappingRow | undefined) => JSON.stringify(row ?? null)
  const blank = ({ value, fallback }: MappingRow) => !value.trim() && !fallback.trim()
  const find = (list: readonly MappingRow[], name: string) => list.find((row) => row.name === name && !blank(row))
  const names = new Set([...rows, ...saved].map(({ name }) => name))
  return [...names].filter((name) => textOf(find(rows, name)) !== textOf(find(saved, name)))
}
