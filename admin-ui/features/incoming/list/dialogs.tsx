import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { IncomingWebhookWithToken } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { pageOfIncoming } from '../webhook/routes.ts'

const CreatedDialog = lazy(() => import('../lifecycle/created-dialog.tsx').then((it) => it.CreatedDialog))
/**
 * Before a token is made, the dialog that shows it is loaded: if that code failed to load later, the new URL would be
 * lost.
 */
const withCreated = async <T,>(code: Promise<T>): Promise<T> => (await Promise.all([code, CreatedDialog.load()]))[0]
const CreateDialog = lazy(() => import('../form/create-dialog.tsx').then((it) => it.CreateDialog))
const RegenerateDialog = lazy(() => withCreated(import('../lifecycle/dialogs.tsx')).then((it) => it.RegenerateDialog))
const DeleteDialog = lazy(() => import('../lifecycle/dialogs.tsx').then((it) => it.DeleteDialog))

type Fresh = { webhook: IncomingWebhookWithToken; isNew: boolean }

/** The dialog that the URL names, and the dialog with a new token, which must not be in the URL. */
export function IncomingDialogs({ url }: { url: UrlState }) {
  const mayWrite = useCan('incoming:write')
  const [fresh, setFresh] = useState<Fresh | null>(null)
  const { route } = useLocation()
  const { dialog, for: id, incoming: page } = url.query
  const close = () => url.close('dialog', 'for')
  const show = (isNew: boolean) => (webhook: IncomingWebhookWithToken) => {
    setFresh({ webhook, isNew })
    close()
  }

  if (fresh) {
    return (
      <CreatedDialog
        {...fresh}
        onClose={() => setFresh(null)}
        onRequests={() => {
          setFresh(null)
          route(pageOfIncoming(fresh.webhook.id))
        }}
      />
    )
  }
  if (!mayWrite) return null
  if (dialog === 'create') return <CreateDialog prepare={CreatedDialog.load} onClose={close} onCreated={show(true)} />
  if (!id) return null
  if (dialog === 'regenerate') {
    return <RegenerateDialog key={id} id={id} onClose={close} onRegenerated={show(false)} />
  }
  if (dialog === 'delete') {
    // The page of the deleted webhook is closed too.
    const leave = () => (page === id ? url.leave({}) : close())
    return <DeleteDialog key={id} id={id} onClose={close} onDeleted={leave} />
  }
  return null
}
