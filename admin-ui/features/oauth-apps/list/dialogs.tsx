import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OAuthAppWithSecret } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { pageOfApp } from '../app/routes.ts'

const CreatedDialog = lazy(() => import('../lifecycle/created-dialog.tsx').then((it) => it.CreatedDialog))
/** Before a secret is made, the dialog that shows it is loaded: if that code failed to load later, it would be lost. */
const withCreated = async <T,>(code: Promise<T>): Promise<T> => (await Promise.all([code, CreatedDialog.load()]))[0]
const CreateDialog = lazy(() => import('../form/create-dialog.tsx').then((it) => it.CreateDialog))
const RotateDialog = lazy(() => withCreated(import('../lifecycle/dialogs.tsx')).then((it) => it.RotateDialog))
const DeleteDialog = lazy(() => import('../lifecycle/dialogs.tsx').then((it) => it.DeleteDialog))

type Fresh = { app: OAuthAppWithSecret; isNew: boolean }

/** The dialog that the URL names, and the dialog with a new secret, which must not be in the URL. */
export function AppDialogs({ url }: { url: UrlState }) {
  const mayWrite = useCan('oauth-apps:write')
  const [fresh, setFresh] = useState<Fresh | null>(null)
  const { route } = useLocation()
  const { dialog, for: id, app: page } = url.query
  const close = () => url.close('dialog', 'for')
  const show = (isNew: boolean) => (app: OAuthAppWithSecret) => {
    setFresh({ app, isNew })
    close()
  }
  if (fresh) {
    return (
      <CreatedDialog
        {...fresh}
        onClose={() => setFresh(null)}
        onView={() => {
          setFresh(null)
          route(pageOfApp(fresh.app.id))
        }}
      />
    )
  }
  if (!mayWrite) return null
  if (dialog === 'create') return <CreateDialog prepare={CreatedDialog.load} onClose={close} onCreated={show(true)} />
  if (!id) return null
  if (dialog === 'rotate') return <RotateDialog key={id} id={id} onClose={close} onRotated={show(false)} />
  if (dialog === 'delete') {
    // The page of the deleted app is closed too.
    const leave = () => (page === id ? url.leave({}) : close())
    return <DeleteDialog key={id} id={id} onClose={close} onDeleted={leave} />
  }
  return null
}
