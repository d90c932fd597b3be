import { ChevronDown } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { Sparkline } from '../../../charts/sparkline.tsx'
import { formatDay } from '../../../format/language.ts'
import { useCan } from '../../../hooks/me.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { KeyMenu, useKeyActions, useReveal } from './actions.tsx'
import { useCallsByDay } from './by-day.ts'
import {
  ChildMark,
  CopyReference,
  KeyBadge,
  LastUsed,
  Limits,
  limitTexts,
  MaskedKey,
  Permissions,
  StatusDot,
  UsageNumber,
  useScopeLabel,
} from './facts.tsx'
import { NearLimit } from './near-limit.tsx'
import { openKey, openUsage, pageOfKey } from './routes.ts'

/** The list on a phone: one expandable card per key. */
export function KeyCards({ keys, url }: { keys: readonly ApiKey[]; url: UrlState }) {
  const label = useScopeLabel()
  const actions = useKeyActions(url)
  const reveal = useReveal(url)
  return (
    <ul aria-label={m.api_keys_caption()}>
      {keys.map((key) => (
        <KeyCard key={key.id} apiKey={key} {...{ url, label, actions, reveal }} />
      ))}
    </ul>
  )
}

type KeyCardProps = {
  apiKey: ApiKey
  url: UrlState
  label: (scope: string) => string
  actions: ReturnType<typeof useKeyActions>
  reveal: ReturnType<typeof useReveal>
}

function KeyCard({ apiKey, url, label, actions, reveal }: KeyCardProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const works = apiKey.status === 'active'
  return (
    <li class="border-t border-line px-3 py-2 first:border-t-0">
      <div class="flex items-center">
        <button
          type="button"
          class="flex min-h-11 min-w-0 flex-1 items-center gap-2.5 text-left"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <StatusDot status={apiKey.status} />
          <ChildMark apiKey={apiKey} />
          <span
            class={`min-w-0 truncate text-form font-medium ${works ? '' : 'text-faint'} ${apiKey.status === 'revoked' ? 'line-through' : ''}`}
          >
            {apiKey.name}
          </span>
          <span class="ml-auto flex flex-none items-center gap-2">
            <KeyBadge apiKey={apiKey} />
            <ChevronDown size={18} class={`text-faint ${open ? 'rotate-180' : ''}`} aria-hidden="true" />
          </span>
        </button>
        <KeyMenu apiKey={apiKey} actions={actions} />
      </div>
      <div class="flex items-center justify-between gap-2 pl-4.5">
        <MaskedKey apiKey={apiKey} onReveal={reveal(apiKey)} />
        <CopyReference short apiKey={apiKey} />
      </div>
      <div class="flex min-h-7 items-center justify-between gap-2 pl-4.5">
        <LastUsed apiKey={apiKey} />
        <span class="flex items-center gap-2 has-[[data-near=warn]]:text-warn has-[[data-near=bad]]:text-bad">
          <Limits apiKey={apiKey} />
          <span class="w-10 empty:hidden">
            <NearLimit apiKey={apiKey} compact />
          </span>
        </span>
      </div>
      <div id={id} hidden={!open} class="pl-4.5">
        {open && <More {...{ apiKey, url, label }} />}
      </div>
    </li>
  )
}

function More({ apiKey, url, label }: Pick<KeyCardProps, 'apiKey' | 'url' | 'label'>) {
  const mayWrite = useCan('api-keys:write')
  const limits = limitTexts(apiKey.rateLimit)
  const callsOf = useCallsByDay([apiKey.id])
  return (
    <div class="mt-2 border-t border-line py-2">
      {apiKey.description && <p class="mb-3 wrap-anywhere whitespace-pre-line">{apiKey.description}</p>}
      <dl class="grid grid-cols-[7rem_minmax(0,1fr)] gap-y-2.5">
        <Fact name={m.api_keys_permissions()}>
          <Permissions apiKey={apiKey} label={label} shown={6} wrap />
        </Fact>
        <Fact name={m.api_keys_rate_limit()}>
          {limits.length ? limits.join(', ') : m.api_keys_no_limit()}
          <NearLimit apiKey={apiKey} />
        </Fact>
        <Fact name={m.api_keys_usage()}>
          <span class="flex items-center gap-3">
            <UsageNumber apiKey={apiKey} onOpen={() => openUsage(url, apiKey.id)} />
            <Sparkline counts={callsOf(apiKey.id)} />
          </span>
        </Fact>
        <Fact name={m.api_keys_dialog_expires()}>
          {apiKey.expiresAt ? formatDay(new Date(apiKey.expiresAt)) : m.api_keys_dialog_never()}
        </Fact>
        <Fact name={m.api_keys_created()}>
          {formatDay(new Date(apiKey.createdAt))} {apiKey.createdBy && m.api_keys_dialog_by({ name: apiKey.createdBy })}
        </Fact>
        {apiKey.tags.length > 0 && <Fact name={m.api_keys_dialog_tags()}>{apiKey.tags.join(', ')}</Fact>}
      </dl>
      <div class="mt-3 grid grid-cols-2 gap-2">
        <a class="btn" href={pageOfKey(apiKey.id)}>
          {m.api_keys_open()}
        </a>
        {mayWrite && apiKey.status !== 'revoked' && (
          <Button onClick={() => openKey(url, apiKey.id, 'edit')}>{m.api_keys_edit()}</Button>
        )}
      </div>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt class="text-soft">{name}</dt>
      <dd class="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}
