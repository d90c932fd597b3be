import { CloudOff, Lock, type LucideIcon, WifiOff } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { ApiError } from '../../../client/src/request.ts'
import { m } from '../../messages/index.ts'
import { Button } from '../button.tsx'

/** Shown in place of a list or a page that is empty or could not be loaded. */
export function EmptyState({
  icon: Icon,
  title,
  heading: Heading = 'h2',
  children,
  action,
  alert,
}: {
  icon: LucideIcon
  title: string
  /** h1 where nothing else names the page. */
  heading?: 'h1' | 'h2'
  children?: ComponentChildren
  action?: ComponentChildren
  alert?: boolean
}) {
  return (
    <div class="flex flex-col items-center gap-2 px-6 py-14 text-center" role={alert ? 'alert' : undefined}>
      <span class="grid size-11 place-items-center rounded-full bg-tint text-primary">
        <Icon size={22} aria-hidden="true" />
      </span>
      <Heading class="mt-1">{title}</Heading>
      {children && <div class="max-w-md text-soft wrap-anywhere">{children}</div>}
      {action && <div class="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

/** An error with a button to retry. */
export function ErrorState({
  text,
  detail,
  action,
  onAction,
}: {
  text: string
  detail?: string | undefined
  action: string
  onAction: () => void
}) {
  return (
    <EmptyState icon={CloudOff} title={m.ui_failed_title()} alert action={<Button onClick={onAction}>{action}</Button>}>
      <p>{text}</p>
      {detail && <p class="mt-1 font-mono text-sm">{detail}</p>}
    </EmptyState>
  )
}

/** Not loaded because there is no connection; the query continues by itself. */
export function Offline() {
  return (
    <EmptyState icon={WifiOff} title={m.ui_offline_title()} alert>
      {m.ui_offline_text()}
    </EmptyState>
  )
}

/** A 403, or a page whose scope the role does not have. */
export function Forbidden({ detail }: { detail?: string | undefined }) {
  return (
    <EmptyState icon={Lock} title={m.ui_forbidden_title()} alert>
      <p>{m.ui_forbidden_text()}</p>
      {detail && <p class="mt-1 text-sm">{detail}</p>}
    </EmptyState>
  )
}

/** An error as a text on which the user can act. */
export function explain(error: unknown): { text: string; detail?: string } {
  if (!(error instanceof ApiError)) return { text: m.ui_failed_text() }
  if (error.kind === 'timeout') return { text: m.ui_timeout_text() }
  if (error.kind === 'network') return { text: m.ui_network_text() }
  const detail = error.problem?.requestId ? { detail: m.ui_request_id({ id: error.problem.requestId }) } : {}
  if (error.status === 429) return { text: m.ui_limited_text({ seconds: error.retryAfterSeconds ?? 1 }), ...detail }
  // A server error has a detail only if the user can do something about it, such as sending it again.
  if (!error.problem || (error.status >= 500 && !error.problem.detail)) return { text: m.ui_failed_text(), ...detail }
  return { text: error.problem.detail ?? error.problem.title, ...detail }
}

/** The parts of a query that describe its state. */
export type QueryLike<T> = {
  data: T | undefined
  error: unknown
  fetchStatus: 'fetching' | 'paused' | 'idle'
  refetch: () => unknown
}

/** Renders a query's data, or its state: loading, offline, no permission, error with retry. */
export function Loaded<T>({
  query,
  waiting,
  onShowAll,
  children,
}: {
  query: QueryLike<T>
  waiting: ComponentChildren
  /** Resets invalid parameters of the URL, when retrying would not help. */
  onShowAll?: (() => void) | undefined
  children: (data: T) => ComponentChildren
}) {
  const { data, error } = query
  if (data !== undefined && !(error instanceof ApiError && error.status === 403)) return <>{children(data)}</>
  if (error) {
    if (error instanceof ApiError && error.status === 403) return <Forbidden detail={error.problem?.detail} />
    if (error instanceof ApiError && error.status === 422 && onShowAll) {
      return <ErrorState {...explain(error)} action={m.ui_show_all()} onAction={onShowAll} />
    }
    return <ErrorState {...explain(error)} action={m.ui_retry()} onAction={() => query.refetch()} />
  }
  if (query.fetchStatus === 'paused') return <Offline />
  return (
    <div aria-busy="true">
      <span class="sr-only" role="status">
        {m.ui_loading()}
      </span>
      {waiting}
    </div>
  )
}
