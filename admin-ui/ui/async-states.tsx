import { CloudOff, Lock, type LucideIcon, SearchX, WifiOff } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { ApiError } from '../../client/src/request.ts'
import { Button } from './button.tsx'
import { words } from './words.ts'

/** Shown in place of a list or a page that is empty or could not be loaded. */
export function Blank({
  icon: Icon,
  title,
  children,
  action,
  alert,
}: {
  icon: LucideIcon
  title: string
  children?: ComponentChildren
  action?: ComponentChildren
  alert?: boolean
}) {
  return (
    <div class="flex flex-col items-center gap-2 px-6 py-14 text-center" role={alert ? 'alert' : undefined}>
      <span class="grid size-11 place-items-center rounded-full bg-tint text-primary">
        <Icon size={22} aria-hidden="true" />
      </span>
      <h2 class="mt-1">{title}</h2>
      {children && <div class="max-w-md text-soft wrap-anywhere">{children}</div>}
      {action && <div class="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

/** Filters that leave nothing, and the way out. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  const t = words()
  return (
    <Blank icon={SearchX} title={t.noMatchTitle} action={<Button onClick={onClear}>{t.clearFilters}</Button>}>
      {t.noMatchText}
    </Blank>
  )
}

/** A failure with a way to try again. */
export function Failed({
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
    <Blank icon={CloudOff} title={words().failedTitle} alert action={<Button onClick={onAction}>{action}</Button>}>
      <p>{text}</p>
      {detail && <p class="mt-1 font-mono text-sm">{detail}</p>}
    </Blank>
  )
}

/** Not loaded because there is no connection; the query goes on by itself. */
export function Offline() {
  const t = words()
  return (
    <Blank icon={WifiOff} title={t.offlineTitle} alert>
      {t.offlineText}
    </Blank>
  )
}

/** A 403, or a page whose scope the role does not hold. */
export function Forbidden({ detail }: { detail?: string | undefined }) {
  const t = words()
  return (
    <Blank icon={Lock} title={t.forbiddenTitle} alert>
      <p>{t.forbiddenText}</p>
      {detail && <p class="mt-1 text-sm">{detail}</p>}
    </Blank>
  )
}

/** A failure in words a person can act on. */
export function explain(error: unknown): { text: string; detail?: string } {
  const t = words()
  if (!(error instanceof ApiError)) return { text: t.failedText }
  if (error.kind === 'timeout') return { text: t.timeoutText }
  if (error.kind === 'network') return { text: t.networkText }
  const detail = error.problem?.requestId ? { detail: t.requestId(error.problem.requestId) } : {}
  if (error.status === 429) return { text: t.limitedText(error.retryAfterSeconds ?? 1), ...detail }
  // A failure of the server has a detail only if there is something to do about it, such as sending it again.
  if (!error.problem || (error.status >= 500 && !error.problem.detail)) return { text: t.failedText, ...detail }
  return { text: error.problem.detail ?? error.problem.title, ...detail }
}

/** The parts of a query that tell its state. */
export type QueryLike<T> = {
  data: T | undefined
  error: unknown
  fetchStatus: 'fetching' | 'paused' | 'idle'
  refetch: () => unknown
}

/** A query's data, or its state: loading, offline, no permission, failed with a retry. */
export function Loaded<T>({
  query,
  waiting,
  onShowAll,
  children,
}: {
  query: QueryLike<T>
  waiting: ComponentChildren
  /** Where the address may ask for what there cannot be, which trying again would not mend: asks for everything. */
  onShowAll?: (() => void) | undefined
  children: (data: T) => ComponentChildren
}) {
  const { data, error } = query
  if (data !== undefined && !(error instanceof ApiError && error.status === 403)) return <>{children(data)}</>
  if (error) {
    if (error instanceof ApiError && error.status === 403) return <Forbidden detail={error.problem?.detail} />
    if (error instanceof ApiError && error.status === 422 && onShowAll) {
      return <Failed {...explain(error)} action={words().showAll} onAction={onShowAll} />
    }
    return <Failed {...explain(error)} action={words().retry} onAction={() => query.refetch()} />
  }
  if (query.fetchStatus === 'paused') return <Offline />
  return (
    <div aria-busy="true">
      <span class="sr-only" role="status">
        {words().loading}
      </span>
      {waiting}
    </div>
  )
}
