import { useLocation } from 'preact-iso/router'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import { pageOfConnector } from '../connector/routes.ts'

const CreateDialog = lazy(() => import('../form/create-dialog.tsx').then((it) => it.CreateDialog))
const TestDialog = lazy(() => import('../lifecycle/test-dialog.tsx').then((it) => it.TestDialog))
const ResumeDialog = lazy(() => import('../lifecycle/end-dialogs.tsx').then((it) => it.ResumeDialog))
const DeleteDialog = lazy(() => import('../lifecycle/end-dialogs.tsx').then((it) => it.DeleteDialog))

/** The dialog that the URL names. */
export function ConnectorDialogs({ url }: { url: UrlState }) {
  const mayWrite = useCan('connectors:write')
  const { route } = useLocation()
  const { dialog, for: id, connector: page } = url.query
  const close = () => url.close('dialog', 'for')
  if (!mayWrite) return null
  if (dialog === 'create') {
    // A new connector is tried at once.
    return (
      <CreateDialog onClose={close} onCreated={(made) => route(`${pageOfConnector(made)}&for=${made}&dialog=test`)} />
    )
  }
  if (!id) return null
  if (dialog === 'test') return <TestDialog key={id} id={id} onClose={close} />
  if (dialog === 'resume') return <ResumeDialog key={id} id={id} onClose={close} />
  if (dialog === 'delete') {
    // The page of the connector is closed too.
    const leave = () => (page === id ? url.leave({}) : close())
    return <DeleteDialog key={id} id={id} onClose={close} onDeleted={leave} />
  }
  return null
}
