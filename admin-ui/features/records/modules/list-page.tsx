import { Plus, Table2 } from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import type { Module } from '../../../../client/src/generated.ts'
import { formatNumber } from '../../../format/language.ts'
import { moduleHref } from '../../../format/object-links.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { ListCard, NoMatch } from '../../../lists/list.tsx'
import { listMoves } from '../../../lists/list-state.ts'
import { readPaging } from '../../../lists/paging.ts'
import { SearchBox } from '../../../lists/search-box.tsx'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback/async-states.tsx'
import { GuardedPage } from '../../../ui/page/guarded-page.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { useShortcut } from '../../../ui/page/shortcuts.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { matchesModule } from './module-list.ts'
import { useModules } from './queries.ts'

const CreateDemoDataButton = lazy(() => import('./create-demo-button.tsx').then((it) => it.CreateDemoDataButton))
const DemoNote = lazy(() => import('./demo-note.tsx').then((it) => it.DemoNote))
const CreateModuleDialog = lazy(() => import('./create-dialog.tsx').then((it) => it.CreateModuleDialog))

/** The list of modules. */
export function ListPage({ url }: { url: UrlState }) {
  const mayWrite = useCan('modules:write')
  const list = useModules()
  const { q = '', dialog } = url.query
  const moves = listMoves(url, readPaging(url.query), ['q'])
  const create = () => url.open({ dialog: 'create-module' })
  useShortcut('c', create, mayWrite)
  const isCreating = dialog === 'create-module' && mayWrite
  const created = useSticky(isCreating)
  const createButton = mayWrite && (
    <Button kind="primary" icon={Plus} onClick={create}>
      {m.records_create_module()}
    </Button>
  )
  const isEmpty = list.data?.data.length === 0
  return (
    <GuardedPage
      title={m.records_modules_title()}
      scope="modules:read"
      filters={
        !isEmpty && (
          <search class="flex min-w-0 max-sm:order-last max-sm:w-full">
            <SearchBox label={m.records_modules_search()} value={q} onValue={(text) => moves.type('q', text)} />
          </search>
        )
      }
      actions={!isEmpty && createButton}
      viewOnly={!mayWrite && m.records_modules_view_only()}
    >
      <ListCard
        caption={m.records_modules_caption()}
        query={list}
        waiting={{ rows: 6, height: layout.value === 'phone' ? 'person' : 'row' }}
        onShowAll={moves.clear}
      >
        {({ data }) => {
          const shown = data.filter((module) => matchesModule(module, q))
          if (data.length === 0) {
            return (
              <EmptyState
                icon={Table2}
                title={m.records_modules_empty_title()}
                action={
                  mayWrite && (
                    <>
                      {createButton}
                      <CreateDemoDataButton url={url} />
                    </>
                  )
                }
              >
                <p>{m.records_modules_empty_text()}</p>
                {mayWrite && <p class="mt-2">{m.records_demo_hint()}</p>}
              </EmptyState>
            )
          }
          if (shown.length === 0) return <NoMatch onClear={moves.clear} />
          return <Modules modules={shown} />
        }}
      </ListCard>
      {/* Below the list, which must not move when it is known. */}
      {list.data && !isEmpty && <DemoNote url={url} />}
      {created && isCreating && <CreateModuleDialog url={url} modules={list.data?.data ?? []} />}
    </GuardedPage>
  )
}

function Modules({ modules }: { modules: readonly Module[] }) {
  const { route } = useLocation()
  if (layout.value === 'phone') {
    return (
      <ul aria-label={m.records_modules_caption()}>
        {modules.map((module) => (
          <li key={module.id} class="relative border-t border-line px-4 py-2.5 first:border-t-0">
            {/* The link covers the item. */}
            <a
              class="name-link block truncate text-form after:absolute after:inset-0"
              title={module.name}
              href={moduleHref(module.slug)}
            >
              {module.name}
            </a>
            <div class="mt-0.5 flex items-center gap-3 text-sm text-soft">
              <code class="min-w-0 truncate">{module.slug}</code>
              <span class="flex-none">{m.records_field_count({ count: module.fields.length })}</span>
              <span class="ml-auto flex-none">
                <RelativeTime at={module.updatedAt} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    )
  }
  const columns: Column<Module>[] = [
    {
      key: 'name',
      title: m.records_module_name(),
      cell: (module) => (
        <a class="name-link block truncate" title={module.name} href={moduleHref(module.slug)}>
          {module.name}
        </a>
      ),
    },
    {
      key: 'slug',
      title: m.records_module_slug(),
      width: 220,
      cell: ({ slug }) => (
        <code class="block truncate text-soft" title={slug}>
          {slug}
        </code>
      ),
    },
    {
      key: 'description',
      title: m.fields_description(),
      from: 860,
      cell: ({ description }) => (
        <span class="block truncate text-soft" title={description}>
          {description}
        </span>
      ),
    },
    {
      key: 'fields',
      title: m.records_module_fields(),
      width: 84,
      class: 'number',
      cell: ({ fields }) => formatNumber(fields.length),
    },
    {
      key: 'updated',
      title: m.records_updated(),
      width: 124,
      class: 'number text-soft',
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
    },
  ]
  return (
    <Table
      caption={m.records_modules_caption()}
      columns={columns}
      rows={modules}
      rowKey={({ id }) => id}
      onOpen={({ slug }) => route(moduleHref(slug))}
    />
  )
}
