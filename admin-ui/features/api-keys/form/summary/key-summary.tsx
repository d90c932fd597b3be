import { Check, X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { formatDay, formatList } from '../../../../format/language.ts'
import { useScopeGroups } from '../../../../hooks/scope-groups.ts'
import { m } from '../../../../messages/index.ts'
import { Note } from '../../../../ui/feedback/note.tsx'
import { limitTexts } from '../../key/facts.tsx'
import type { Summarized } from './summarized.ts'
import { canLines, cannotLines, minutesUntilUsed } from './summary.ts'

/** Lines that are shown of each list. */
const MOST = 9

/** What a key can and cannot do, its limits and its lifetime, in words, and what to be careful about. */
export function KeySummary({ of }: { of: Summarized }) {
  const groups = useScopeGroups()
  const { name, environment, scopes, rateLimit, expiresAt, addresses, rotation } = of
  const full = scopes.includes('*')
  const can = canLines(scopes, groups, formatList)
  const cannot = cannotLines(scopes, groups, formatList, (count) => m.api_keys_summary_more({ count }))
  const limits = limitTexts(rateLimit)
  const minutes = minutesUntilUsed(rateLimit)
  return (
    <div class="flex flex-col gap-4 text-base">
      <div>
        <h3>{m.api_keys_summary_title()}</h3>
        <p class="text-soft wrap-anywhere">
          {name ? m.api_keys_summary_named({ name, environment }) : m.api_keys_summary_unnamed({ environment })}
        </p>
      </div>
      <Part title={m.api_keys_summary_can()}>
        {full ? (
          <Lines lines={[m.api_keys_summary_everything()]} />
        ) : can.length > 0 ? (
          <Lines lines={can} />
        ) : (
          <p class="text-soft">{m.api_keys_summary_nothing()}</p>
        )}
      </Part>
      {!full && cannot.length > 0 && (
        <Part title={m.api_keys_summary_cannot()}>
          <Lines not lines={cannot} />
        </Part>
      )}
      <Part title={m.api_keys_summary_limits()}>
        <p class="text-soft">
          {limits.length > 0
            ? m.api_keys_summary_at_most({ limits: formatList(limits) })
            : m.api_keys_summary_no_limits()}
          {minutes !== null && ` ${m.api_keys_summary_used_up({ count: minutes })}`}
          {addresses > 0 && ` ${m.api_keys_summary_addresses({ count: addresses })}`}
        </p>
      </Part>
      <Part title={m.api_keys_summary_lifetime()}>
        <p class="text-soft">
          {expiresAt === undefined
            ? m.api_keys_summary_expiry_open()
            : expiresAt
              ? m.api_keys_dialog_expires_on({ day: formatDay(expiresAt) })
              : m.api_keys_summary_never()}
          {rotation &&
            ` ${rotation.automatic ? m.api_keys_summary_rotates({ count: rotation.everyDays }) : m.api_keys_summary_reminds({ count: rotation.everyDays })}`}
        </p>
      </Part>
      <Warnings of={of} />
    </div>
  )
}

function Warnings({ of }: { of: Summarized }) {
  const { environment, scopes, rateLimit, expiresAt, addresses, recoverable } = of
  const unlimited = limitTexts(rateLimit).length === 0
  const warnings = [
    scopes.includes('*') && environment === 'live' && m.api_keys_summary_warn_full(),
    unlimited && m.api_keys_summary_warn_unlimited(),
    scopes.includes('*') && expiresAt === null && addresses === 0 && m.api_keys_summary_warn_endless(),
    recoverable && m.api_keys_summary_warn_recoverable(),
  ].filter((text) => typeof text === 'string')
  if (warnings.length === 0) return null
  return (
    <Note tone="warn">
      <ul class="flex flex-col gap-1.5 text-sm">
        {warnings.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Note>
  )
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h4 class="mb-1 text-sm text-soft">{title}</h4>
      {children}
    </section>
  )
}

function Lines({ lines, not = false }: { lines: readonly string[]; not?: boolean }) {
  const Icon = not ? X : Check
  const rest = lines.length - MOST
  return (
    <ul class="flex flex-col gap-1">
      {lines.slice(0, rest > 1 ? MOST : lines.length).map((line) => (
        <li key={line} class={`flex gap-2 ${not ? 'text-soft' : ''}`}>
          <Icon size={14} class={`mt-0.75 flex-none ${not ? 'text-faint' : 'text-good-mark'}`} aria-hidden="true" />
          <span class="min-w-0 wrap-anywhere">{line}</span>
        </li>
      ))}
      {rest > 1 && <li class="pl-5.5 text-soft">{m.api_keys_summary_more({ count: rest })}</li>}
    </ul>
  )
}
