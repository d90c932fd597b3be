import { Play } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { TextField } from '../../../forms/field.tsx'
import { refusedFields } from '../../../forms/form.ts'
import { HeaderFields } from '../../../forms/header-fields.tsx'
import { choicesOf, Select } from '../../../forms/select.tsx'
import { CodeArea } from '../../../forms/text-area.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Refusal } from '../../../ui/feedback/note.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { useTestRoute } from '../route/mutations.ts'
import { useRoute } from '../route/queries.ts'
import { hasBody, methodsOf, missingParams, newTrial, pathOf, type TrialDraft, trialOf } from './trial-draft.ts'
import { TrialResult } from './trial-result.tsx'

/** Calls the upstream of a route, and shows what it answered. */
export const TrialDialog = ({ id, onClose }: { id: string; onClose: () => void }) => (
  <DialogOf query={useRoute(id)} gone={m.gateway_gone()} title={m.gateway_try()} onClose={onClose}>
    {(route) => <Known route={route} onClose={onClose} />}
  </DialogOf>
)

function Known({ route, onClose }: { route: GatewayRoute; onClose: () => void }) {
  const [draft, setDraft] = useState(() => newTrial(route))
  const [isAsking, setAsking] = useState(false)
  const call = useTestRoute(route.id, route.timeoutSeconds)
  const result = useRef<HTMLDivElement>(null)
  const missing = missingParams(draft)
  const change = (patch: Partial<TrialDraft>) => setDraft({ ...draft, ...patch })
  const send = () => {
    if (call.isPending) return
    setAsking(missing.length > 0)
    if (missing.length === 0) call.mutate(trialOf(draft))
  }
  useEffect(() => {
    if (call.data || call.error) result.current?.scrollIntoView({ block: 'nearest' })
  }, [call.data, call.error])
  return (
    <Dialog
      title={m.gateway_try_title({ name: route.name })}
      size="panel"
      keepOnOutsidePress
      onClose={onClose}
      onSubmit={send}
      footer={
        <>
          <Button onClick={onClose}>{m.ui_close()}</Button>
          <Button type="submit" kind="primary" icon={Play} busy={call.isPending}>
            {m.gateway_try_send()}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-5">
        <p class="text-soft">{m.gateway_try_lead()}</p>
        <Fields route={route} draft={draft} asked={isAsking ? missing : []} onDraft={change} />
        <HeaderFields
          title={m.gateway_try_headers()}
          hint={m.gateway_try_headers_hint()}
          rows={draft.headers}
          errors={refusedFields(call.error)}
          onRows={(headers) => change({ headers })}
        />
        {hasBody(draft.method) && (
          <CodeArea
            label={m.gateway_try_body()}
            rows={5}
            value={draft.body}
            maxLength={100_000}
            onValue={(body) => change({ body })}
          />
        )}
        <div ref={result} aria-live="polite">
          {call.error && <Refusal error={call.error} />}
          {call.data && <TrialResult result={call.data} />}
        </div>
      </div>
    </Dialog>
  )
}

type FieldsProps = {
  route: GatewayRoute
  draft: TrialDraft
  /** Parameters that were left empty. */
  asked: readonly string[]
  onDraft: (patch: Partial<TrialDraft>) => void
}

/** The method and the path of the call. */
function Fields({ route, draft, asked, onDraft }: FieldsProps) {
  const methods = methodsOf(route)
  return (
    <>
      <div class="grid items-start gap-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Select
          label={m.gateway_try_method()}
          value={draft.method}
          choices={choicesOf(methods, (method) => method)}
          onValue={(method) => method && onDraft({ method })}
        />
        {route.exact ? null : (
          <TextField
            label={m.gateway_try_path()}
            hint={m.gateway_try_path_hint()}
            class="input font-mono"
            autocomplete="off"
            spellcheck={false}
            placeholder="/5?sort=newest"
            maxLength={2000}
            value={draft.path}
            onValue={(path) => onDraft({ path })}
          />
        )}
        {route.exact && (
          <TextField
            label={m.gateway_try_query()}
            class="input font-mono"
            autocomplete="off"
            spellcheck={false}
            placeholder="?sort=newest"
            maxLength={2000}
            value={draft.path}
            onValue={(path) => onDraft({ path })}
          />
        )}
      </div>
      {Object.keys(draft.params).length > 0 && (
        <fieldset class="grid min-w-0 gap-3 sm:grid-cols-2">
          <legend class="mb-1 font-medium">{m.gateway_try_params()}</legend>
          {Object.entries(draft.params).map(([name, value]) => (
            <TextField
              key={name}
              label={name}
              required
              autocomplete="off"
              spellcheck={false}
              maxLength={500}
              error={asked.includes(name) ? m.gateway_try_need_param() : undefined}
              value={value}
              onValue={(text) => onDraft({ params: { ...draft.params, [name]: text } })}
            />
          ))}
        </fieldset>
      )}
      <p class="wrap-anywhere">
        <code class="text-soft">
          {draft.method} {pathOf(route.prefix, draft)}
        </code>
      </p>
    </>
  )
}
