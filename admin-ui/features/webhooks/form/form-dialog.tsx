import { Send } from 'lucide-preact'
import { FormDialog, type FormDialogProps } from '../../../forms/draft-form.tsx'
import { errorAt } from '../../../forms/form.ts'
import { Button } from '../../../ui/button.tsx'
import { lazy } from '../../../ui/lazy.tsx'
import { Note } from '../../../ui/note.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { usePayload } from '../testing/use-payload.ts'
import { useTestUnsaved } from '../testing/use-test.ts'
import { hostOf } from '../webhook/target.ts'
import { testOf } from './draft.ts'
import { words } from './form-words.ts'
import type { useWebhookForm } from './use-webhook-form.ts'
import { Fold, WebhookForm } from './webhook-form.tsx'

// What most people leave as it is, and what comes after a press: its code comes then.
const waiting = () => <SkeletonRows rows={4} height="row" />
const PayloadFields = lazy(() => import('../testing/payload-fields.tsx').then((it) => it.PayloadFields), waiting)
const Outcome = lazy(() => import('../testing/outcome.tsx').then((it) => it.Outcome))

type WebhookFormDialogProps = Omit<FormDialogProps, 'form' | 'extra' | 'children'> & {
  form: ReturnType<typeof useWebhookForm>
  existing?: boolean
}

/** What a test needs to be right. */
const TESTED = ['url', 'headers', 'secret']
/** What the server may refuse of the payload. */
const PAYLOAD = ['data', 'eventType']

/** The dialog around the form of a webhook, with a test of the draft before it is saved. */
export function WebhookFormDialog({ existing, ...dialog }: WebhookFormDialogProps) {
  const { form } = dialog
  const t = words()
  const testRun = useTestUnsaved()
  const payload = usePayload()
  const tried = testRun.data !== undefined || testRun.error !== null
  const test = () => {
    if (!form.check(TESTED) || !payload.ok) return
    testRun.mutate({ ...testOf(form.draft), ...payload.input }, { onError: form.refuse })
  }
  return (
    <FormDialog
      {...dialog}
      extra={
        <Button icon={Send} busy={testRun.isPending} onClick={test}>
          {tried ? t.testAgain : t.testConnection}
        </Button>
      }
    >
      <WebhookForm draft={form.draft} errors={form.errors} existing={existing ?? false} onDraft={form.change} />
      <Fold title={t.testPayload} wrong={!payload.ok || PAYLOAD.some((path) => errorAt(form.errors, path))}>
        <PayloadFields payload={payload} transform={form.draft.transform.trim() || null} errors={form.errors} />
      </Fold>
      {existing && testRun.data && <Note>{t.testEdited}</Note>}
      <div role="status">
        {(tried || testRun.isPending) && <Outcome testRun={testRun} host={hostOf(form.draft.url)} />}
      </div>
    </FormDialog>
  )
}
