import { Table2 } from 'lucide-preact'
import type { Module } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { isNotFound } from '../../../api/call-api.ts'
import { formatNumber } from '../../../format/language.ts'
import { modulesHref } from '../../../format/object-links.ts'
import { useTitle } from '../../../hooks/title.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { Breadcrumb, ObjectHead } from '../../../ui/page/object-head.tsx'
import { Tabs } from '../../../ui/page/tabs.tsx'
import { useModule } from '../modules/queries.ts'
import { placeOf, TABS, type Tab } from '../modules/routes.ts'

const waiting = () => <SkeletonRows rows={8} height="row" />
const CONTENT = {
  records: lazy(() => import('./records-tab.tsx').then((it) => it.RecordsTab), waiting),
  fields: lazy(() => import('./fields-tab.tsx').then((it) => it.FieldsTab), waiting),
  settings: lazy(() => import('./settings-tab.tsx').then((it) => it.SettingsTab), waiting),
}

/** The page of one module. */
export function ModulePage({ slug, url }: { slug: string; url: UrlState }) {
  const query = useModule(slug)
  const gone = isNotFound(query.error)
  useTitle(gone ? m.records_module_gone_title() : (query.data?.data.name ?? slug))
  if (gone) {
    return (
      <>
        <Breadcrumb above={above()} here={m.records_module_gone_title()} />
        <EmptyState icon={Table2} title={m.records_module_gone_title()} heading="h1" alert>
          {m.records_module_gone()}
        </EmptyState>
      </>
    )
  }
  return (
    <Loaded query={query} waiting={<SkeletonRows rows={10} height="row" />}>
      {(read) => <Known read={read} url={url} />}
    </Loaded>
  )
}

function Known({ read, url }: { read: Versioned<Module>; url: UrlState }) {
  const module = read.data
  const { slug, name, fields, description } = module
  const tab: Tab = TABS.find((one) => one === url.query.tab) ?? 'records'
  const Content = CONTENT[tab]
  const endpoint = `/api/v1/records/${slug}`
  return (
    <>
      <Breadcrumb above={above()} here={name} />
      <ObjectHead
        name={name}
        facts={[
          <>
            <code class="min-w-0 truncate text-soft">{endpoint}</code>
            <CopyButton compact text={`${location.origin}${endpoint}`} label={m.records_copy_url()} />
          </>,
          description && (
            <span key="description" class="truncate" title={description}>
              {description}
            </span>
          ),
        ]}
      />
      <Tabs
        label={m.records_tabs_of({ name })}
        value={tab}
        tabs={TABS.map((value) => ({
          value,
          label: m.records_tab_name({ tab: value }),
          count: value === 'fields' ? formatNumber(fields.length) : undefined,
        }))}
        onValue={(next) => url.only(placeOf(slug, next))}
      >
        <Content module={module} read={read} url={url} />
      </Tabs>
    </>
  )
}

const above = (): [{ href: string; label: string }, { href: string; label: string }] => [
  { href: '/api-keys', label: m.shell_group_name({ group: 'integrations' }) },
  { href: modulesHref(), label: m.records_modules_title() },
]
