import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { GatewayRoute } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { pageOfRoute } from '../route/routes.ts'

const CreateDialog = lazy(() => import('../form/create-dialog.tsx').then((it) => it.CreateDialog))
const DuplicateDialog = lazy(() => import('../form/duplicate-dialog.tsx').then((it) => it.DuplicateDialog))
const CreatedDialog = lazy(() => import('../form/created-dialog.tsx').then((it) => it.CreatedDialog))
const DeleteDialog = lazy(() => import('../page/delete-dialog.tsx').then((it) => it.DeleteDialog))
const TrialDialog = lazy(() => import('../trial/trial-dialog.tsx').then((it) => it.TrialDialog))
const ImportDialog = lazy(() => import('../import/import-dialog.tsx').then((it) => it.ImportDialog))
const ConnectDialog = lazy(() => import('../connect/connect-dialog.tsx').then((it) => it.ConnectDialog))

/** The dialog that the URL names, and the one that follows a new route. */
export function RouteDialogs({ url }: { url: UrlState }) {
  const mayWrite = useCan('gateway:write')
  const [created, setCreated] = useState<GatewayRoute | null>(null)
  const { route: goTo } = useLocation()
  const { dialog, for: id, route: page } = url.query
  const close = () => url.close('dialog', 'for')
  const show = (route: GatewayRoute) => {
    setCreated(route)
    close()
  }
  if (created) {
    const leave = (path?: string) => {
      setCreated(null)
      if (path) goTo(path)
    }
    return (
      <CreatedDialog
        route={created}
        onClose={() => leave()}
        onView={() => leave(pageOfRoute(created.id))}
        onTry={() => leave(`${pageOfRoute(created.id)}&dialog=test&for=${created.id}`)}
      />
    )
  }
  if (dialog === 'connect') return <ConnectDialog onClose={close} />
  if (!mayWrite) return null
  if (dialog === 'create') return <CreateDialog onClose={close} onCreated={show} />
  if (dialog === 'import') return <ImportDialog onClose={close} />
  if (!id) return null
  if (dialog === 'duplicate') return <DuplicateDialog key={id} id={id} onClose={close} onCreated={show} />
  if (dialog === 'test') return <TrialDialog key={id} id={id} onClose={close} />
  if (dialog === 'delete') {
    // The page of the deleted route is closed too.
    const leave = () => (page === id ? url.leave({}) : close())
    return <DeleteDialog key={id} id={id} onClose={close} onDeleted={leave} />
  }
  return null
}
