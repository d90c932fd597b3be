import { useLacks } from '../../../hooks/me.ts'
import { useUrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import type { PageProps } from '../../../ui/page/feature.ts'
import { lazy } from '../../../ui/page/lazy.tsx'

const ListPage = lazy(() => import('./list-page.tsx').then((it) => it.ListPage))
const WebhookPage = lazy(() => import('../page/webhook-page.tsx').then((it) => it.WebhookPage))
const WebhookDialogs = lazy(() => import('./dialogs.tsx').then((it) => it.WebhookDialogs))

/** The list of webhooks, or the page of the webhook in the URL. */
export function WebhooksPage(page: PageProps) {
  const url = useUrlState()
  const refused = useLacks('webhooks:read')
  const asked = useSticky(url.query.dialog)
  const { webhook } = url.query
  return (
    <>
      {webhook && !refused ? <WebhookPage key={webhook} id={webhook} url={url} /> : <ListPage {...page} url={url} />}
      {asked && <WebhookDialogs url={url} />}
    </>
  )
}
