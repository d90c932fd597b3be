import { useLacks } from '../../hooks/me.ts'
import { useUrlState } from '../../hooks/url-state.ts'
import { useSticky } from '../../hooks/use-sticky.ts'
import type { PageProps } from '../../ui/page/feature.ts'
import { lazy } from '../../ui/page/lazy.tsx'

const ListPage = lazy(() => import('./list/page.tsx').then((it) => it.ListPage))
const KeyPage = lazy(() => import('./page/key-page.tsx').then((it) => it.KeyPage))
const KeyDialogs = lazy(() => import('./list/dialogs.tsx').then((it) => it.KeyDialogs))

/** The list of the organization's keys, or the page of the key in the URL, and the dialogs over both. */
export function ApiKeysPage(page: PageProps) {
  const url = useUrlState()
  const refused = useLacks('api-keys:read')
  const asked = useSticky(url.query.dialog || url.query.usage)
  const { key } = url.query
  return (
    <>
      {key && !refused ? <KeyPage key={key} id={key} url={url} /> : <ListPage {...page} url={url} />}
      {asked && <KeyDialogs url={url} />}
    </>
  )
}

/** Loads only what the address shows. */
ApiKeysPage.load = () => (new URLSearchParams(location.search).has('key') ? KeyPage : ListPage).load()
