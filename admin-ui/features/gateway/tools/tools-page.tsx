import { Bot, Plug } from 'lucide-preact'
import type { AgentTool } from '../../../../client/src/generated.ts'
import { fold } from '../../../../contract/lib/fold.ts'
import { choicesOf } from '../../../forms/select.tsx'
import { layout } from '../../../hooks/media.ts'
import { type UrlState, useUrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { FilterBar } from '../../../lists/filter-bar.tsx'
import { ListCard, NoMatch } from '../../../lists/list.tsx'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { readPaging } from '../../../lists/paging.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { ButtonItem } from '../../../ui/button-item.tsx'
import { EmptyState } from '../../../ui/feedback/async-states.tsx'
import { GuardedPage } from '../../../ui/page/guarded-page.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { ScopeTags } from '../route/facts.tsx'
import { useTools } from '../route/queries.ts'
import { Marks } from './marks.tsx'

const ToolDrawer = lazy(() => import('./tool-drawer.tsx').then((it) => it.ToolDrawer))
const ConnectDialog = lazy(() => import('../connect/connect-dialog.tsx').then((it) => it.ConnectDialog))

const SOURCES = ['route', 'gatehouse'] as const
const KINDS = ['reads', 'writes', 'approval'] as const
const FILTERS = ['q', 'source', 'kind'] as const

const stateOf = (url: UrlState) =>
  listAt(
    url,
    {
      q: url.query.q ?? '',
      source: oneOf(SOURCES, url.query.source),
      kind: oneOf(KINDS, url.query.kind),
      ...readPaging(url.query),
    },
    FILTERS,
  )

const isKind = (tool: AgentTool, kind: (typeof KINDS)[number]): boolean =>
  kind === 'approval' ? tool.approval : tool.readOnly === (kind === 'reads')

/** All tools that agents can call: those of Gatehouse itself, and routes. */
export function ToolsPage() {
  const url = useUrlState()
  const query = useTools()
  const at = stateOf(url)
  const { q, source, kind } = at.state
  const wanted = fold(q.trim())
  const shown = (query.data?.data ?? []).filter(
    (tool) =>
      fold(`${tool.name} ${tool.title} ${tool.description}`).includes(wanted) &&
      (source === '' || tool.source === source) &&
      (kind === '' || isKind(tool, kind)),
  )
  const open = (name: string) => url.open({ tool: name })
  const close = () => url.close('tool')
  const index = shown.findIndex(({ name }) => name === url.query.tool)
  const [before, opened, after] = [shown[index - 1], shown[index], shown[index + 1]]
  const isConnecting = useSticky(url.query.dialog === 'connect')
  return (
    <>
      <GuardedPage
        title={m.gateway_view_name({ view: 'tools' })}
        scope="gateway:read"
        filters={
          <FilterBar
            {...at}
            search={{ name: 'q', label: m.gateway_tools_search() }}
            filters={[
              {
                name: 'source',
                label: m.gateway_source(),
                choices: choicesOf(
                  SOURCES,
                  (one) => m.gateway_tools_source({ source: one }),
                  m.gateway_tools_any_source(),
                ),
              },
              {
                name: 'kind',
                label: m.gateway_tools_kind(),
                choices: choicesOf(
                  KINDS,
                  (one) => m.gateway_tools_kind_name({ kind: one }),
                  m.gateway_tools_any_kind(),
                ),
              },
            ]}
          />
        }
        actions={
          <Button kind="primary" icon={Plug} onClick={() => url.open({ dialog: 'connect' })}>
            {m.gateway_connect()}
          </Button>
        }
      >
        <ListCard
          caption={m.gateway_view_name({ view: 'tools' })}
          query={{ ...query, isPlaceholderData: false }}
          waiting={{ rows: 10, height: 'row' }}
          onShowAll={at.moves.clear}
        >
          {({ data }) =>
            data.length === 0 ? (
              <EmptyState icon={Bot} title={m.gateway_tools_empty_title()}>
                {m.gateway_tools_empty_text()}
              </EmptyState>
            ) : shown.length === 0 ? (
              <NoMatch onClear={at.moves.clear} />
            ) : (
              <Tools tools={shown} openName={url.query.tool} onOpen={open} />
            )
          }
        </ListCard>
      </GuardedPage>
      {opened && (
        <ToolDrawer
          key={opened.name}
          tool={opened}
          onClose={close}
          onPrevious={before && (() => open(before.name))}
          onNext={after && (() => open(after.name))}
        />
      )}
      {isConnecting && url.query.dialog === 'connect' && <ConnectDialog onClose={() => url.close('dialog')} />}
    </>
  )
}

type ToolsProps = { tools: readonly AgentTool[]; openName: string | undefined; onOpen: (name: string) => void }

function Tools({ tools, openName, onOpen }: ToolsProps) {
  if (layout.value === 'phone') {
    return (
      <ul aria-label={m.gateway_view_name({ view: 'tools' })}>
        {tools.map((tool) => (
          <ButtonItem key={tool.name} facts={<Marks tool={tool} />} onPress={() => onOpen(tool.name)}>
            <code class="min-w-0 truncate font-medium">{tool.name}</code>
          </ButtonItem>
        ))}
      </ul>
    )
  }
  const columns: Column<AgentTool>[] = [
    {
      key: 'name',
      title: m.gateway_tool(),
      width: 240,
      cell: ({ name }) => (
        <button
          type="button"
          class="name-link block max-w-full truncate font-mono"
          title={name}
          onClick={() => onOpen(name)}
        >
          {name}
        </button>
      ),
    },
    {
      key: 'description',
      title: m.fields_description(),
      from: 640,
      cell: ({ title, description }) => (
        <span class="block truncate text-soft" title={description}>
          {description || title}
        </span>
      ),
    },
    { key: 'marks', title: m.gateway_tools_kind(), width: 176, cell: (tool) => <Marks tool={tool} /> },
    {
      key: 'scopes',
      title: m.gateway_scopes(),
      width: 176,
      from: 820,
      cell: ({ scopes }) => <ScopeTags scopes={scopes} />,
    },
    {
      key: 'source',
      title: m.gateway_source(),
      width: 108,
      from: 980,
      cell: ({ source }) => <span class="text-soft">{m.gateway_tools_source({ source })}</span>,
    },
  ]
  return (
    <Table
      caption={m.gateway_view_name({ view: 'tools' })}
      columns={columns}
      rows={tools}
      rowKey={({ name }) => name}
      openKey={openName}
      onOpen={({ name }) => onOpen(name)}
    />
  )
}
