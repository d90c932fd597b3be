import { UserCheck } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Approval } from '../../../../client/src/generated.ts'
import { APPROVAL_STATUSES } from '../../../../contract/agents.data.ts'
import { choicesOf } from '../../../forms/select.tsx'
import { environmentOf } from '../../../hooks/environment.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import { type UrlState, useUrlState } from '../../../hooks/url-state.ts'
import { FilterBar } from '../../../lists/filter-bar.tsx'
import { List } from '../../../lists/list.tsx'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { readPaging } from '../../../lists/paging.ts'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { GuardedPage } from '../../../ui/page/guarded-page.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { useTools } from '../route/queries.ts'
import { DecidedTable } from './decided-table.tsx'
import { type Decision, useApprovals, useDecide, useWaiting } from './queries.ts'
import { WaitingList } from './waiting-list.tsx'

const DecideDialog = lazy(() => import('./decide-dialog.tsx').then((it) => it.DecideDialog))
const ApprovalDrawer = lazy(() => import('./approval-drawer.tsx').then((it) => it.ApprovalDrawer))

const DECIDED = APPROVAL_STATUSES.filter((status) => status !== 'pending')
const FILTERS = ['status'] as const

const stateOf = (url: UrlState) =>
  listAt(url, { status: oneOf(DECIDED, url.query.status), ...readPaging(url.query) }, FILTERS)

/** The tool calls that wait for a person, and below them what was decided. Only a press of a button decides. */
export function ApprovalsPage() {
  const url = useUrlState()
  const mayDecide = useCan('gateway:write')
  const mayReadTools = useCan('gateway:read')
  const environment = environmentOf(url.query)
  const waiting = useWaiting(environment)
  const at = stateOf(url)
  const { status, cursor } = at.state
  const list = useApprovals({ status, cursor, environment })
  const decided = (list.data?.data ?? []).filter((one) => one.status !== 'pending')
  const tools = useTools(mayReadTools).data?.data
  const decide = useDecide()
  const [asking, setAsking] = useState<{ approval: Approval; decision: Decision } | null>(null)
  const isDestructive = ({ tool }: Approval) => tools?.find(({ name }) => name === tool)?.destructive ?? true
  const onDecide = mayDecide ? (approval: Approval, decision: Decision) => setAsking({ approval, decision }) : null
  const open = (id: string) => url.open({ id })
  const index = decided.findIndex(({ id }) => id === url.query.id)
  const [before, after] = [decided[index - 1], index < 0 ? undefined : decided[index + 1]]
  return (
    <>
      <GuardedPage
        title={m.gateway_view_name({ view: 'approvals' })}
        scope="approvals:read"
        viewOnly={!mayDecide && m.gateway_approvals_view_only()}
      >
        <section class="mb-6" aria-label={m.gateway_waiting_title()}>
          <h3 class="mb-2">{m.gateway_waiting_title()}</h3>
          <Loaded query={waiting} waiting={<SkeletonRows rows={3} height="row" />}>
            {({ data }) =>
              data.length === 0 ? (
                <p class="card px-4 py-6 text-center text-soft">{m.gateway_none_waiting()}</p>
              ) : (
                <WaitingList
                  approvals={data}
                  onDecide={
                    onDecide &&
                    ((approval, decision) =>
                      // What can be undone, or changes nothing that matters, needs no second press.
                      decision === 'approve' && !isDestructive(approval)
                        ? decide.mutate(
                            { approval, decision, reason: '' },
                            { onError: () => onDecide(approval, decision) },
                          )
                        : onDecide(approval, decision))
                  }
                  onOpen={open}
                />
              )
            }
          </Loaded>
        </section>
        <div class="mb-2 flex flex-wrap items-center gap-3">
          <h3>{m.gateway_decided_title()}</h3>
          <FilterBar
            {...at}
            filters={[
              {
                name: 'status',
                label: m.gateway_status(),
                choices: choicesOf(
                  DECIDED,
                  (one) => m.gateway_approval_status({ status: one }),
                  m.gateway_any_status(),
                ),
              },
            ]}
          />
        </div>
        <List
          {...at}
          caption={m.gateway_decided_title()}
          query={list}
          waiting={{ rows: 6, height: layout.value === 'phone' ? 'person' : 'row' }}
          blank={{ icon: UserCheck, title: m.gateway_none_decided_title(), text: m.gateway_none_decided() }}
          pages={m.gateway_approval_pages()}
          byTime
        >
          {() =>
            decided.length === 0 ? (
              <p class="px-4 py-6 text-center text-soft">{m.gateway_none_decided_title()}</p>
            ) : (
              <DecidedTable approvals={decided} openId={url.query.id} onOpen={open} />
            )
          }
        </List>
      </GuardedPage>
      {url.query.id && (
        <ApprovalDrawer
          key={url.query.id}
          id={url.query.id}
          onDecide={onDecide}
          onClose={() => url.close('id')}
          onPrevious={before && (() => open(before.id))}
          onNext={after && (() => open(after.id))}
        />
      )}
      {asking && (
        <DecideDialog {...asking} destructive={isDestructive(asking.approval)} onClose={() => setAsking(null)} />
      )}
    </>
  )
}
