import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { CreatedWebhook, WebhookWithSecret } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { pageOfWebhook } from '../webhook/routes.ts'

const CreatedDialog = lazy(() => import('../lifecycle/created-dialog.tsx').then((it) => it.CreatedDialog))
/**
 * Before a secret is created, the dialog that shows it is loaded: if that code failed to load later, the new secret
 * would be lost.
 */
const withCreated = async <T,>(code: Promise<T>): Promise<T> => (await Promise.all([code, CreatedDialog.load()]))[0]
const CreateDialog = lazy(() => import('../form/create-dialog.tsx').then((it) => it.CreateDialog))
const EditDialog = lazy(() => import('../form/edit-dialog.tsx').then((it) => it.EditDialog))
const TestDialog = lazy(() => import('../testing/test-dialog.tsx').then((it) => it.TestDialog))
const RotateDialog = lazy(() => withCreated(import('../lifecycle/rotate-dialog.tsx')).then((it) => it.RotateDialog))
const ResumeDialog = lazy(() => import('../lifecycle/end-dialogs.tsx').then((it) => it.ResumeDialog))
const DeleteDialog = lazy(() => import('../lifecycle/end-dialogs.tsx').then((it) => it.DeleteDialog))

/** The dialog that the URL names, and the dialog with a new secret, which must not be in the URL. */
export function WebhookDialogs({ url }: { url: UrlState }) {
  const mayWrite = useCan('webhooks:write')
  const [fresh, setFresh] = useState<WebhookWithSecret | CreatedWebhook | null>(null)
  const { route } = useLocation()
  const { dialog, for: id, webhook: page } = url.query
  const close = () => url.close('dialog', 'for')
  const show = (webhook: WebhookWithSecret | CreatedWebhook) => {
    setFresh(webhook)
    close()
  }

  if (fresh) {
    return (
      <CreatedDialog
        created={fresh}
        onClose={() => setFresh(null)}
        onDeliveries={() => {
          setFresh(null)
          route(pageOfWebhook(fresh.id))
        }}
      />
    )
  }
  if (!mayWrite) return null
  if (dialog === 'create') return <CreateDialog prepare={CreatedDialog.load} onClose={close} onCreated={show} />
  if (!id) return null
  if (dialog === 'edit') return <EditDialog key={id} id={id} onClose={close} />
  if (dialog === 'test') return <TestDialog key={id} id={id} onClose={close} />
  if (dialog === 'rotate') {
    return <RotateDialog key={id} id={id} onClose={close} onRotated={show} />
  }
  if (dialog === 'resume') return <ResumeDialog key={id} id={id} onClose={close} />
  if (dialog === 'delete') {
    // The page of the deleted webhook is closed too.
    const leave = () => (page === id ? url.leave({}) : close())
    return <DeleteDialog key={id} id={id} onClose={close} onDeleted={leave} />
  }
  return null
}
