import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { WebhookWithSecret } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { lazy } from '../../../ui/lazy.tsx'
import { pageOfWebhook } from '../webhook/routes.ts'

const CreatedDialog = lazy(() => import('../lifecycle/created-dialog.tsx').then((it) => it.CreatedDialog))
/** What makes a secret opens only with the dialog that shows it: code that is late or lost would take the secret with it. */
const withCreated = async <T,>(code: Promise<T>): Promise<T> => (await Promise.all([code, CreatedDialog.load()]))[0]
const CreateDialog = lazy(() => withCreated(import('../form/create-dialog.tsx')).then((it) => it.CreateDialog))
const EditDialog = lazy(() => import('../form/edit-dialog.tsx').then((it) => it.EditDialog))
const TestDialog = lazy(() => import('../testing/test-dialog.tsx').then((it) => it.TestDialog))
const RotateDialog = lazy(() => withCreated(import('../lifecycle/rotate-dialog.tsx')).then((it) => it.RotateDialog))
const ResumeDialog = lazy(() => import('../lifecycle/end-dialogs.tsx').then((it) => it.ResumeDialog))
const DeleteDialog = lazy(() => import('../lifecycle/end-dialogs.tsx').then((it) => it.DeleteDialog))

/** The dialog that the address names, and the one that must not be in it: the new secret. */
export function WebhookDialogs({ url }: { url: UrlState }) {
  const mayWrite = useCan('webhooks:write')
  const [fresh, setFresh] = useState<{ webhook: WebhookWithSecret; rotated: boolean } | null>(null)
  const { route } = useLocation()
  const { dialog, for: id, webhook: page } = url.query
  const close = () => url.close('dialog', 'for')
  const show = (webhook: WebhookWithSecret, rotated: boolean) => {
    setFresh({ webhook, rotated })
    close()
  }

  if (fresh) {
    return (
      <CreatedDialog
        created={fresh.webhook}
        rotated={fresh.rotated}
        onClose={() => setFresh(null)}
        onDeliveries={() => {
          setFresh(null)
          route(pageOfWebhook(fresh.webhook.id))
        }}
      />
    )
  }
  if (!mayWrite) return null
  if (dialog === 'create') return <CreateDialog onClose={close} onCreated={(made) => show(made, false)} />
  if (!id) return null
  if (dialog === 'edit') return <EditDialog key={id} id={id} onClose={close} />
  if (dialog === 'test') return <TestDialog key={id} id={id} onClose={close} />
  if (dialog === 'rotate') {
    return <RotateDialog key={id} id={id} onClose={close} onRotated={(made) => show(made, true)} />
  }
  if (dialog === 'resume') return <ResumeDialog key={id} id={id} onClose={close} />
  if (dialog === 'delete') {
    // Its own page goes with it.
    const leave = () => (page === id ? url.leave({}) : close())
    return <DeleteDialog key={id} id={id} onClose={close} onDeleted={leave} />
  }
  return null
}
