import { ArrowLeft } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { IncomingWebhookWithToken } from '../../../../client/src/generated.ts'
import { MAX_NAME } from '../../../../contract/common.data.ts'
import { CollapsibleSection } from '../../../forms/collapsible-section.tsx'
import { EnvironmentField } from '../../../forms/common-fields.tsx'
import { FormDialog } from '../../../forms/draft-form.tsx'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, type FieldsProps, refusedFields } from '../../../forms/form.ts'
import { environmentOf } from '../../../hooks/environment.ts'
import { layout } from '../../../hooks/media.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { type MappingRow, mappingOf } from '../mapping/mapping-draft.ts'
import { useCreateIncoming } from '../webhook/mutations.ts'
import { useModules } from '../webhook/queries.ts'
import { ADVANCED, AdvancedFields } from './advanced-fields.tsx'
import { creationOf, type Draft, newDraft } from './draft.ts'
import { IncomingSummary } from './summary.tsx'
import { TargetFields } from './target-fields.tsx'
import { useIncomingForm } from './use-incoming-form.ts'
import { SenderField, VerificationFields } from './verification-fields.tsx'

// The second step: its code is loaded when it is reached.
const MappingStep = lazy(
  () => import('./mapping-step.tsx').then((it) => it.MappingStep),
  () => <SkeletonRows rows={8} height="row" />,
)

type CreateDialogProps = {
  /** Loads what shows the new URL, before it is made. */
  prepare: () => Promise<void>
  onClose: () => void
  onCreated: (webhook: IncomingWebhookWithToken) => void
}

/** Creates an incoming webhook in two steps: who sends and what is written, then which value becomes which field. */
export function CreateDialog({ prepare, onClose, onCreated }: CreateDialogProps) {
  const { query } = useLocation()
  const [initial] = useState(() => ({ ...newDraft(environmentOf(query) || 'live'), mapping: [] as MappingRow[] }))
  const form = useIncomingForm(initial, null)
  const [step, setStep] = useState<'settings' | 'mapping'>('settings')
  const create = useCreateIncoming()
  const isRecord = form.draft.target === 'record'
  const module = useModules(isRecord).data?.data.find(({ slug }) => slug === form.draft.module)
  const fields = isRecord ? (module?.fields ?? []) : null
  const refuse = (error: unknown) => {
    form.refuse(error)
    if (Object.keys(refusedFields(error)).some((path) => !path.startsWith('mapping'))) setStep('settings')
  }
  const submit = () => {
    if (step === 'settings') {
      if (form.check()) setStep('mapping')
      return
    }
    const body = creationOf(form.draft, mappingOf(form.draft.mapping, fields))
    prepare().then(() => create.mutate(body, { onSuccess: onCreated, onError: refuse }), refuse)
  }
  const isMapping = step === 'mapping'
  return (
    <FormDialog
      title={isMapping ? m.incoming_form_mapping_title({ name: form.draft.name }) : m.incoming_form_create_title()}
      submit={
        !isMapping
          ? m.incoming_form_next()
          : layout.value === 'phone'
            ? m.incoming_form_create_short()
            : m.incoming_form_create_button()
      }
      form={form}
      busy={create.isPending}
      panel
      extra={
        isMapping && (
          <Button icon={ArrowLeft} onClick={() => setStep('settings')}>
            {m.incoming_form_back()}
          </Button>
        )
      }
      summary={isMapping ? undefined : <IncomingSummary draft={form.draft} />}
      onClose={onClose}
      onSubmit={submit}
    >
      {isMapping ? (
        <MappingStep
          draft={form.draft}
          fields={fields}
          rows={form.draft.mapping}
          errors={form.errors}
          onRows={(mapping) => form.change({ mapping })}
        />
      ) : (
        <SettingsStep draft={form.draft} errors={form.errors} onDraft={form.change} />
      )}
    </FormDialog>
  )
}

function SettingsStep(fields: FieldsProps<Draft>) {
  const { draft, errors, onDraft } = fields
  return (
    <>
      <SenderField {...fields} />
      <TextField
        label={m.incoming_form_name()}
        hint={m.incoming_form_name_hint()}
        required
        autocomplete="off"
        maxLength={MAX_NAME}
        error={errorAt(errors, 'name')}
        value={draft.name}
        onValue={(name) => onDraft({ name })}
      />
      <VerificationFields {...fields} />
      <TargetFields {...fields} />
      <EnvironmentField
        value={draft.environment}
        errors={errors}
        labels={{
          legend: m.incoming_form_environment(),
          liveHint: m.incoming_form_live_hint(),
          testHint: m.incoming_form_test_hint(),
        }}
        onValue={(environment) => onDraft({ environment })}
      />
      <CollapsibleSection
        title={m.incoming_form_advanced()}
        lead={m.incoming_form_advanced_inside()}
        wrong={ADVANCED.some((path) => errorAt(errors, path))}
      >
        <AdvancedFields {...fields} />
      </CollapsibleSection>
    </>
  )
}
