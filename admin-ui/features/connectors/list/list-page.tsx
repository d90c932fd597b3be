import { Plug, Plus } from 'lucide-preact'
import { ALL_PROVIDERS } from '../../../../contract/connectors.data.ts'
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
import { PROVIDERS } from '../connector/providers.ts'
import { useConnectors } from '../connector/queries.ts'
import { connectorListAt, listParams } from './list-state.ts'
import { ConnectorCards, ConnectorTable } from './table.tsx'

/** The list of connectors. */
export function ListPage({ scope, url }: PageProps & { url: UrlState }) {
  const mayWrite = useCan('connectors:write')
  const create = () => url.open({ dialog: 'create' })
  useShortcut('c', create, mayWrite)
  const at = connectorListAt(url)
  const list = useConnectors(listParams(at.state))
  const phone = layout.value === 'phone'
  const createButton = mayWrite && (
    <Button kind="primary" icon={Plus} onClick={create}>
      {m.connectors_create()}
    </Button>
  )
  const isEmpty = !at.filtered && !at.state.cursor && list.data?.data.length === 0
  return (
    <GuardedPage
      title={m.connectors_label()}
      scope={scope}
      filters={
        !isEmpty && (
          <FilterBar
            {...at}
            search={{ name: 'q', label: m.connectors_search() }}
            filters={[
              {
                name: 'provider',
                label: m.connectors_platform(),
                choices: choicesOf(ALL_PROVIDERS, (provider) => PROVIDERS[provider].name, m.connectors_any_platform()),
              },
            ]}
          />
        )
      }
      actions={!isEmpty && createButton}
      viewOnly={!mayWrite && m.connectors_view_only()}
    >
      <List
        {...at}
        caption={m.connectors_label()}
        query={list}
        waiting={{ rows: 6, height: phone ? 'card' : 'row' }}
        blank={{
          icon: Plug,
          title: m.connectors_empty_title(),
          text: m.connectors_empty_text(),
          action: createButton,
        }}
        pages={m.connectors_pages()}
      >
        {({ data }) =>
          phone ? <ConnectorCards connectors={data} url={url} /> : <ConnectorTable connectors={data} url={url} />
        }
      </List>
    </GuardedPage>
  )
}
