import { useState } from 'preact/hooks'
import type { ApiKeyWithSecret } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { lazy } from '../../../ui/lazy.tsx'

const CreatedDialog = lazy(() => import('../form/created-dialog.tsx').then((it) => it.CreatedDialog))
/** What makes a key opens only with the dialog that shows it: code that is late or lost would take the key with it. */
const withCreated = async <T,>(code: Promise<T>): Promise<T> => (await Promise.all([code, CreatedDialog.load()]))[0]
const CreateDialog = lazy(() => withCreated(import('../form/create-dialog.tsx')).then((it) => it.CreateDialog))
const DetailsDialog = lazy(() => import('../details/details-dialog.tsx').then((it) => it.DetailsDialog))
const EditDialog = lazy(() => import('../form/edit-dialog.tsx').then((it) => it.EditDialog))
const RegenerateDialog = lazy(() =>
  withCreated(import('../lifecycle/regenerate-dialog.tsx')).then((it) => it.RegenerateDialog),
)
const StopOldDialog = lazy(() => import('../lifecycle/stop-old-dialog.tsx').then((it) => it.StopOldDialog))
const RevealDialog = lazy(() => import('../lifecycle/reveal-dialog.tsx').then((it) => it.RevealDialog))
const UsageDialog = lazy(() => import('../usage/usage-dialog.tsx').then((it) => it.UsageDialog))
const ImportDialog = lazy(() => import('../import/import-dialog.tsx').then((it) => it.ImportDialog))
const RevokeDialog = lazy(() => import('../lifecycle/end-dialogs.tsx').then((it) => it.RevokeDialog))
const DeleteDialog = lazy(() => import('../lifecycle/end-dialogs.tsx').then((it) => it.DeleteDialog))

/** Here and not where they are drawn: what the first page names of later parts is loaded with the first page. */
export const KeyBulkBar = lazy(() => import('./bulk-bar.tsx').then((it) => it.KeyBulkBar))
export const LimitLeft = lazy(() => import('../usage/limit-left.tsx').then((it) => it.LimitLeft))

/** The dialog that the address names, and the one that must not be in it: the new key. */
export function KeyDialogs({ url }: { url: UrlState }) {
  const mayWrite = useCan('api-keys:write')
  const mayRead = useCan('api-keys:read')
  const [fresh, setFresh] = useState<{ key: ApiKeyWithSecret; regenerated: boolean } | null>(null)
  const { dialog, key, usage } = url.query
  const close = () => url.close('dialog', 'key')
  const show = (made: ApiKeyWithSecret, regenerated: boolean) => {
    setFresh({ key: made, regenerated })
    close()
  }

  if (fresh) {
    return <CreatedDialog created={fresh.key} regenerated={fresh.regenerated} onClose={() => setFresh(null)} />
  }
  if (dialog === 'create' && mayWrite) {
    return <CreateDialog onClose={close} onCreated={(made) => show(made, false)} />
  }
  if (dialog === 'import' && mayWrite) return <ImportDialog onClose={close} />
  if (usage && mayRead)
    return <UsageDialog key={usage} id={usage} url={url} onClose={() => url.close('usage', 'days')} />
  if (!key) return null
  if (dialog === 'edit' && mayWrite) return <EditDialog key={key} id={key} onClose={close} />
  if (dialog === 'regenerate' && mayWrite) {
    return <RegenerateDialog key={key} id={key} onClose={close} onRegenerated={(made) => show(made, true)} />
  }
  if (dialog === 'stop-old' && mayWrite) return <StopOldDialog key={key} id={key} onClose={close} />
  if (dialog === 'reveal' && mayWrite) return <RevealDialog key={key} id={key} onClose={close} />
  if (dialog === 'revoke' && mayWrite) return <RevokeDialog key={key} id={key} onClose={close} />
  if (dialog === 'delete' && mayWrite) return <DeleteDialog key={key} id={key} onClose={close} />
  return <DetailsDialog key={key} id={key} url={url} onClose={close} />
}
