import { CollapsibleSection } from '../../../forms/collapsible-section.tsx'
import { FormDialog, type FormDialogProps } from '../../../forms/draft-form.tsx'
import { errorAt } from '../../../forms/form.ts'
import { m } from '../../../messages/index.ts'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { usePayload } from '../testing/use-payload.ts'
import { useTestUnsaved } from '../testing/use-test.ts'
import { testOf } from './draft.ts'
import { FormSummary } from './form-summary.tsx'
import type { useWebhookForm } from './use-webhook-form.ts'
import { WebhookForm } from './webhook-form.tsx'

// Settings that most users do not change: their code is loaded when they are expanded.
const PayloadFields = lazy(
  () => import('../testing/payload-fields.tsx').then((it) => it.PayloadFields),
  () => <SkeletonRows rows={4} height="row" />,
)

type WebhookFormDialogProps = Omit<FormDialogProps, 'form' | 'extra' | 'summary' | 'children'> & {
  form: ReturnType<typeof useWebhookForm>
  existing?: boolean
}

/** Fields that must be valid for a test. */
const TESTED = ['url', 'headers', 'secret']
/** Fields of the test payload that the server may refuse. */
const PAYLOAD = ['data', 'eventType']

/** The panel with the form of a webhook, which can test the draft before it is saved. */
export function WebhookFormDialog({ existing = false, ...dialog }: WebhookFormDialogProps) {
  const { form } = dialog
  const testRun = useTestUnsaved()
  const payload = usePayload()
  const test = () => {
    if (!form.check(TESTED) || !payload.ok) return
    testRun.mutate({ ...testOf(form.draft), ...payload.input }, { onError: form.refuse })
  }
  return (
    <FormDialog
      {...dialog}
      summary={
        <FormSummary
          draft={form.draft}
          existing={existing}
          testRun={testRun}
          eventType={payload.eventType}
          onTest={test}
        />
      }
    >
      <WebhookForm draft={form.draft} errors={form.errors} existing={existing} onDraft={form.change} />
      <CollapsibleSection
        title={m.webhooks_form_test_payload()}
        wrong={!payload.ok || PAYLOAD.some((path) => errorAt(form.errors, path))}
      >
        <PayloadFields payload={payload} transform={form.draft.transform.trim() || null} errors={form.errors} />
      </CollapsibleSection>
    </FormDialog>
  )
}
