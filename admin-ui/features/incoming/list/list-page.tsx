import { Inbox, Plus } from 'lucide-preact'
import { INCOMING_STATUSES } from '../../../../contract/incoming.data.ts'
import { choicesOf } from '../../../forms/select.tsx'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { FilterBar } from '../../../lists/filter-bar.tsx'
import { List } from '../../../lists/list.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import type { PageProps } from '../../../ui/page/feature.ts'
import { GuardedPage } from '../../../ui/page/guarded-page.tsx'
import { useShortcut } from '../../../ui/page/shortcuts.ts'
import { useIncomingWebhooks } from '../webhook/queries.ts'
import { useModuleNames } from '../webhook/words.ts'
import { IncomingCards } from './cards.tsx'
import { incomingListAt, listParams } from './list-state.ts'
import { IncomingTable } from './table.tsx'

/** The list of incoming webhooks. */
export function ListPage({ scope, url }: PageProps & { url: UrlState }) {
  const mayWrite = useCan('incoming:write')
  const create = () => url.open({ dialog: 'create' })
  useShortcut('c', create, mayWrite)
  const at = incomingListAt(url)
  const list = useIncomingWebhooks(listParams(at.state))
  const nameOf = useModuleNames()
  const phone = layout.value === 'phone'
  const createButton = mayWrite && (
    <Button kind="primary" icon={Plus} onClick={create}>
      {m.incoming_create()}
    </Button>
  )
  const isEmpty = !at.filtered && !at.state.cursor && list.data?.data.length === 0
  return (
    <GuardedPage
      title={m.incoming_webhooks_label()}
      scope={scope}
      filters={
        !isEmpty && (
          <FilterBar
            {...at}
            search={{ name: 'q', label: m.incoming_search() }}
            filters={[
              {
                name: 'status',
                label: m.incoming_status(),
                choices: choicesOf(
                  INCOMING_STATUSES,
                  (status) => m.incoming_status_name({ status }),
                  m.incoming_any_status(),
                ),
              },
            ]}
          />
        )
      }
      actions={!isEmpty && createButton}
      viewOnly={!mayWrite && m.incoming_view_only()}
    >
      <List
        {...at}
        caption={m.incoming_webhooks_label()}
        query={list}
        waiting={{ rows: 6, height: phone ? 'card' : 'row' }}
        blank={{
          icon: Inbox,
          title: m.incoming_empty_title(),
          text: m.incoming_empty_text(),
          action: createButton,
        }}
        pages={m.incoming_pages()}
      >
        {({ data }) =>
          phone ? (
            <IncomingCards webhooks={data} nameOf={nameOf} url={url} />
          ) : (
            <IncomingTable webhooks={data} nameOf={nameOf} url={url} />
          )
        }
      </List>
    </GuardedPage>
  )
}
