import { Send } from 'lucide-preact'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Note } from '../parts/note.tsx'
import { testOf } from './draft.ts'
import { words } from './form-words.ts'
import { hostOf, Outcome } from './outcome.tsx'
import { useTestUnsaved } from './trials.ts'
import type { useWebhookForm } from './use-webhook-form.ts'
import { WebhookForm } from './webhook-form.tsx'

type FormDialogProps = {
  title: string
  submit: string
  form: ReturnType<typeof useWebhookForm>
  existing?: boolean
  busy: boolean
  onSubmit: () => void
  onClose: () => void
}

/** What a test needs to be right. */
const TESTED = ['url', 'headers', 'secret']

/** The dialog around the form of a webhook, with a test of what stands in it before anything is saved. */
export function FormDialog({ title, submit, form, existing, busy, onSubmit, onClose }: FormDialogProps) {
  const t = words()
  const trial = useTestUnsaved()
  const test = () => {
    if (form.check(TESTED)) trial.mutate(testOf(form.draft), { onError: form.refuse })
  }
  return (
    <Dialog
      title={title}
      size="wide"
      keepOnOutsidePress
      onClose={onClose}
      onSubmit={() => busy || onSubmit()}
      footer={
        <>
          <div class="mr-auto">
            <Button icon={Send} busy={trial.isPending} onClick={test}>
              {t.testConnection}
            </Button>
          </div>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" kind="primary" busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <div ref={form.container} class="flex flex-col gap-5">
        {form.problem && (
          <Note tone="bad" alert>
            {form.problem}
          </Note>
        )}
        <WebhookForm draft={form.draft} errors={form.errors} existing={existing ?? false} onDraft={form.change} />
        {existing && trial.data && <Note>{t.testEdited}</Note>}
        <Outcome trial={trial} host={hostOf(form.draft.url)} />
      </div>
    </Dialog>
  )
}
