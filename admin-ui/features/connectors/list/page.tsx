import { useLacks } from '../../../hooks/me.ts'
import { useUrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import type { PageProps } from '../../../ui/page/feature.ts'
import { lazy } from '../../../ui/page/lazy.tsx'

const ListPage = lazy(() => import('./list-page.tsx').then((it) => it.ListPage))
const OnePage = lazy(() => import('../page/connector-page.tsx').then((it) => it.OnePage))
const ConnectorDialogs = lazy(() => import('./dialogs.tsx').then((it) => it.ConnectorDialogs))

/** The list of connectors, or the page of the one in the URL. */
export function ConnectorsPage(page: PageProps) {
  const url = useUrlState()
  const mayNotRead = useLacks('connectors:read')
  const asked = useSticky(url.query.dialog)
  const { connector } = url.query
  return (
    <>
      {connector && !mayNotRead ? (
        <OnePage key={connector} id={connector} url={url} />
      ) : (
        <ListPage {...page} url={url} />
      )}
      {asked && <ConnectorDialogs url={url} />}
    </>
  )
}
