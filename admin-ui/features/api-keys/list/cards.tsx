import { ChevronDown } from 'lucide-preact'
import { useId, useState } from 'preact/hooks'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { formatDay } from '../../../format/language.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { CopyButton } from '../../../ui/copy.tsx'
import { KeyMenu, openKey, openUsage, useKeyActions, useReveal } from '../key/actions.tsx'
import {
  EnvironmentBadge,
  LastUsed,
  LeakBadge,
  limitTexts,
  MaskedKey,
  Permissions,
  StatusBadge,
  StatusIcon,
  Tags,
  UsageNumber,
  useScopeLabel,
} from '../key/facts.tsx'
import { words } from '../key/words.ts'
import { NearLimit } from './near-limit.tsx'

/** The list on a phone: a card for each key that opens in place. */
export function KeyCards({ keys, url }: { keys: readonly ApiKey[]; url: UrlState }) {
  const label = useScopeLabel()
  const actions = useKeyActions(url)
  const reveal = useReveal(url)
  return (
    <ul aria-label={words().caption}>
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
  const t = words()
  const id = useId()
  const [open, setOpen] = useState(false)
  const limits = limitTexts(apiKey.rateLimit)
  return (
    <li class="border-t border-line px-4 py-3 first:border-t-0">
      <div class="flex items-start gap-2">
        <button
          type="button"
          class="flex min-w-0 flex-1 items-start gap-2 text-left"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <span class="mt-0.5 flex flex-none items-center gap-2">
            <ChevronDown size={18} class={`text-soft ${open ? '' : '-rotate-90'}`} aria-hidden="true" />
            <StatusIcon status={apiKey.status} />
          </span>
          <span class="min-w-0 flex-1">
            <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span class="min-w-0 font-semibold wrap-anywhere">{apiKey.name}</span>
              <EnvironmentBadge environment={apiKey.environment} />
              <LeakBadge apiKey={apiKey} />
            </span>
            <Tags apiKey={apiKey} />
            <span class="mt-0.5 block text-sm">
              <LastUsed apiKey={apiKey} />
            </span>
          </span>
        </button>
        <KeyMenu apiKey={apiKey} actions={actions} />
      </div>
      <div class="mt-2 flex flex-wrap items-center justify-between gap-2 pl-13">
        <MaskedKey apiKey={apiKey} onReveal={reveal(apiKey)} />
        <CopyButton text={apiKey.prefix} label={t.copyReference} />
      </div>
      <div id={id} hidden={!open} class="pl-13">
        {open && apiKey.description && <p class="mt-3 wrap-anywhere whitespace-pre-line">{apiKey.description}</p>}
        {open && (
          <dl class="mt-3 flex flex-col gap-2.5">
            <div class="flex justify-between gap-3">
              <dt class="text-soft">{t.status}</dt>
              <dd>
                <StatusBadge status={apiKey.status} />
              </dd>
            </div>
            <div class="flex justify-between gap-3">
              <dt class="text-soft">{t.rateLimit}</dt>
              <dd class="text-right">
                {limits.length ? limits.join(', ') : t.noLimit}
                <NearLimit apiKey={apiKey} />
              </dd>
            </div>
            <div class="flex justify-between gap-3">
              <dt class="text-soft">{t.usage}</dt>
              <dd>
                <UsageNumber apiKey={apiKey} onOpen={() => openUsage(url, apiKey.id)} />
              </dd>
            </div>
            <div class="flex justify-between gap-3">
              <dt class="text-soft">{t.created}</dt>
              <dd>{formatDay(new Date(apiKey.createdAt))}</dd>
            </div>
            <div>
              <dt class="mb-1 text-soft">{t.permissions}</dt>
              <dd>
                <Permissions
                  apiKey={apiKey}
                  label={label}
                  shown={6}
                  onMore={() => openKey(url, apiKey.id, 'details')}
                />
              </dd>
            </div>
          </dl>
        )}
      </div>
    </li>
  )
}
