import { useState } from 'preact/hooks'
import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { MAX_NAME } from '../../../../contract/common.data.ts'
import { CollapsibleSection } from '../../../forms/collapsible-section.tsx'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { Field, FieldError, TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { ScopeChips } from '../../../forms/scope-chips.tsx'
import { m } from '../../../messages/index.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { useCreateRoute } from '../route/mutations.ts'
import { MethodPicker, PrefixInput, UpstreamInput } from './controls.tsx'
import { type Draft, newDraft, settingsOf } from './draft.ts'
import { RouteSummary } from './summary.tsx'
import { useRouteForm } from './use-route-form.ts'

const AdvancedRows = lazy(
  () => import('./advanced-rows.tsx').then((it) => it.AdvancedRows),
  () => <div class="skeleton my-2 w-40" />,
)

/** The paths of the settings that are folded under "Advanced options". */
const ADVANCED = [
  'description',
  'cost',
  'timeoutSeconds',
  'idleTimeoutSeconds',
  'rateLimitPerMinute',
  'maxConcurrency',
  'requestHeaders',
  'responseHeaders',
  'cors',
] as const

type CreateDialogProps = {
  /** What the form begins with; default: an empty one. */
  start?: Draft
  title?: string
  onClose: () => void
  onCreated: (route: GatewayRoute) => void
}

/** Creates a route: what most routes need first, and at the right what a call to it will do. */
export function CreateDialog({ start, title, onClose, onCreated }: CreateDialogProps) {
  const [initial] = useState(() => start ?? newDraft())
  const form = useRouteForm(initial)
  const create = useCreateRoute()
  const { draft, errors, change } = form
  const fields = { draft, errors, onDraft: change }
  return (
    <FormDialog
      title={title ?? m.gateway_create_title()}
      submit={m.gateway_create()}
      form={form}
      busy={create.isPending}
      summary={<RouteSummary draft={draft} />}
      onClose={onClose}
      onSubmit={() => form.check() && create.mutate(settingsOf(draft), { onSuccess: onCreated, onError: form.refuse })}
    >
      <FirstFields {...fields} />
      <CollapsibleSection
        title={m.gateway_advanced()}
        lead={m.gateway_advanced_inside()}
        wrong={ADVANCED.some((path) => errorAt(errors, path))}
      >
        <AdvancedRows {...fields} />
      </CollapsibleSection>
    </FormDialog>
  )
}

function FirstFields({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const error = (path: string) => errorAt(errors, path)
  return (
    <>
      <TextField
        label={m.gateway_name()}
        hint={m.gateway_name_hint()}
        required
        autofocus
        autocomplete="off"
        maxLength={MAX_NAME}
        error={error('name')}
        value={draft.name}
        onValue={(name) => onDraft({ name })}
      />
      <Field label={m.gateway_prefix()} hint={m.gateway_prefix_hint()} error={error('prefix')}>
        {(control) => <PrefixInput control={control} value={draft.prefix} onValue={(prefix) => onDraft({ prefix })} />}
      </Field>
      <Field label={m.gateway_upstream()} hint={m.gateway_upstream_hint()} required error={error('upstream')}>
        {(control) => (
          <UpstreamInput control={control} value={draft.upstream} onValue={(upstream) => onDraft({ upstream })} />
        )}
      </Field>
      <div data-invalid={error('methods') ? true : undefined} tabIndex={-1}>
        <p class="mb-1 font-medium">{m.gateway_methods()}</p>
        <MethodPicker label={m.gateway_methods()} chosen={draft.methods} onChosen={(methods) => onDraft({ methods })} />
        <p class="mt-1 text-sm text-soft">{m.gateway_methods_hint()}</p>
        {error('methods') && <FieldError text={error('methods') ?? ''} />}
      </div>
      <Field label={m.gateway_scopes_needed()} hint={m.gateway_scopes_hint()} error={error('scopes')}>
        {(control) => <ScopeChips control={control} chosen={draft.scopes} onChosen={(scopes) => onDraft({ scopes })} />}
      </Field>
    </>
  )
}
