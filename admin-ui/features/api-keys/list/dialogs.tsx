import { useState } from 'preact/hooks'
import type { ApiKeyWithSecret } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { lazy } from '../../../ui/page/lazy.tsx'

const CreatedDialog = lazy(() => import('../form/created-dialog.tsx').then((it) => it.CreatedDialog))
const CreateDialog = lazy(() => import('../form/create-dialog.tsx').then((it) => it.CreateDialog))
const ChildDialog = lazy(() => import('../form/child-dialog.tsx').then((it) => it.ChildDialog))
const EditDialog = lazy(() => import('../form/edit-dialog.tsx').then((it) => it.EditDialog))
const RegenerateDialog = lazy(() => import('../lifecycle/regenerate-dialog.tsx').then((it) => it.RegenerateDialog))
const ExtendDialog = lazy(() => import('../lifecycle/extend-dialog.tsx').then((it) => it.ExtendDialog))
const StopOldDialog = lazy(() => import('../lifecycle/stop-old-dialog.tsx').then((it) => it.StopOldDialog))
const RevealDialog = lazy(() => import('../lifecycle/reveal-dialog.tsx').then((it) => it.RevealDialog))
const UsageDialog = lazy(() => import('../usage/usage-dialog.tsx').then((it) => it.UsageDialog))
const ImportDialog = lazy(() => import('../import/import-dialog.tsx').then((it) => it.ImportDialog))
const RevokeDialog = lazy(() => import('../lifecycle/end-dialogs.tsx').then((it) => it.RevokeDialog))
const DeleteDialog = lazy(() => import('../lifecycle/end-dialogs.tsx').then((it) => it.DeleteDialog))

/**
 * Declared here and not beside the component: whatever the first page imports from a module is loaded with the first
 * page.
 */
export const KeyBulkBar = lazy(() => import('./bulk-bar.tsx').then((it) => it.KeyBulkBar))

/** The dialog that the URL names, and the dialog with a new key, which must not be in the URL. */
export function KeyDialogs({ url }: { url: UrlState }) {
  const mayWrite = useCan('api-keys:write')
  const mayRead = useCan('api-keys:read')
  const [fresh, setFresh] = useState<{ key: ApiKeyWithSecret; regenerated: boolean } | null>(null)
  const { dialog, for: named, key: page, usage } = url.query
  /** The key of a dialog over the list, else the key whose page it is. */
  const key = named ?? page
  const close = () => url.close('dialog', 'for', 'add')
  const show = (made: ApiKeyWithSecret, regenerated: boolean) => {
    setFresh({ key: made, regenerated })
    close()
  }

  if (fresh) {
    return <CreatedDialog created={fresh.key} regenerated={fresh.regenerated} onClose={() => setFresh(null)} />
  }
  if (dialog === 'create' && mayWrite) {
    return <CreateDialog prepare={CreatedDialog.load} onClose={close} onCreated={(made) => show(made, false)} />
  }
  if (dialog === 'import' && mayWrite) return <ImportDialog onClose={close} />
  if (usage && mayRead)
    return <UsageDialog key={usage} id={usage} url={url} onClose={() => url.close('usage', 'days')} />
  if (!key) return null
  if (dialog === 'create-child' && mayWrite) {
    return (
      <ChildDialog
        key={key}
        parentId={key}
        prepare={CreatedDialog.load}
        onClose={close}
        onCreated={(made) => show(made, false)}
      />
    )
  }
  if (dialog === 'edit' && mayWrite) {
    return <EditDialog key={key} id={key} add={url.query.add?.split(' ') ?? []} onClose={close} />
  }
  if (dialog === 'regenerate' && mayWrite) {
    return (
      <RegenerateDialog
        key={key}
        id={key}
        prepare={CreatedDialog.load}
        onClose={close}
        onRegenerated={(made) => show(made, true)}
      />
    )
  }
  if (dialog === 'extend-old' && mayWrite) return <ExtendDialog key={key} id={key} onClose={close} />
  if (dialog === 'stop-old' && mayWrite) return <StopOldDialog key={key} id={key} onClose={close} />
  if (dialog === 'reveal' && mayWrite) return <RevealDialog key={key} id={key} onClose={close} />
  if (dialog === 'revoke' && mayWrite) return <RevokeDialog key={key} id={key} onClose={close} />
  if (dialog === 'delete' && mayWrite) {
    // The page of the deleted key is left too.
    const leave = () => (page === key ? url.leave({}) : close())
    return <DeleteDialog key={key} id={key} onClose={close} onDeleted={leave} />
  }
  return null
}
