import { BadgeCheck, Ellipsis, X } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import type { OAuthAuthorization } from '../../../../client/src/generated.ts'
import { ApiError } from '../../../../client/src/request.ts'
import { initialsOf } from '../../../format/initials.ts'
import { useTitle } from '../../../hooks/title.ts'
import { m } from '../../../messages/index.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Refusal } from '../../../ui/feedback/note.tsx'
import { settingsHref } from '../../../ui/page/feature.ts'
import { type Asked, useDecision } from './authorization.ts'
import { Mark, Message, Over } from './frame.tsx'
import { limitsOf } from './limits.ts'
import { ScopeList } from './scope-list.tsx'

type ConsentProps = { asked: Asked; authorization: OAuthAuthorization; onSwitchAccount: () => void }

/** The question, and the two answers. What was allowed before is allowed again without a question. */
export function Consent({ asked, authorization, onSwitchAccount }: ConsentProps) {
  const { app, organization, scopes, mustAsk, returnsTo } = authorization
  const held = scopes.filter((one) => one.held).map(({ scope }) => scope)
  const [chosen, setChosen] = useState(held)
  const { goesTo, busy, error, decide } = useDecision(asked)
  useTitle(m.oauth_consent_allow_title({ app: app.name }))
  useEffect(() => {
    if (!mustAsk) decide({ what: 'accept', scopes: held })
  }, [])
  if (goesTo !== null) return <Returning app={app.name} place={returnsTo} goesTo={goesTo} />
  if (!mustAsk && !error) return <Message title={m.oauth_consent_going_on({ app: app.name })}>{returnsTo}</Message>
  if (error instanceof ApiError && error.status === 410) return <Over error={error} />
  return (
    <>
      <div class="mb-4.5 flex items-center justify-center gap-2.5 text-faint" aria-hidden="true">
        <Mark name={app.name} />
        <Ellipsis size={16} />
        <Mark name={organization.name} own />
      </div>
      <h1 class="text-center text-balance wrap-anywhere">
        {m.oauth_consent_heading({ app: app.name, organization: organization.name })}
      </h1>
      <Maker authorization={authorization} />
      <Account authorization={authorization} {...(asked.kind === 'member' ? { onSwitch: onSwitchAccount } : {})} />
      <h2 class="mt-5 mb-2 text-base! font-medium! text-soft">{m.oauth_consent_can()}</h2>
      {held.length > 0 ? (
        <ScopeList scopes={scopes.filter((one) => one.held)} chosen={chosen} onChosen={setChosen} />
      ) : (
        <p class="text-soft">{m.oauth_consent_nothing()}</p>
      )}
      <h2 class="mt-5 mb-2 text-base! font-medium! text-soft">{m.oauth_consent_cannot()}</h2>
      <ul class="grid gap-2.5 text-soft">
        {limitsOf(authorization, chosen).map((text) => (
          <li key={text} class="flex gap-3">
            <X size={16} class="mt-0.75 flex-none text-faint" aria-hidden="true" />
            <span class="min-w-0 wrap-anywhere">{text}</span>
          </li>
        ))}
      </ul>
      {error && (
        <div class="mt-5">
          <Refusal error={error} unanswered={m.oauth_consent_unanswered()} />
        </div>
      )}
      <div class="mt-6 mb-3.5 grid grid-cols-2 gap-2.5">
        <Button class="min-h-10" busy={busy === 'reject'} onClick={() => decide({ what: 'reject' })}>
          {m.oauth_consent_cancel()}
        </Button>
        <Button
          class="min-h-10"
          kind="primary"
          busy={busy === 'accept'}
          aria-disabled={chosen.length === 0}
          onClick={() => decide({ what: 'accept', scopes: chosen })}
        >
          {m.oauth_consent_allow()}
        </Button>
      </div>
      <Foot authorization={authorization} isMember={asked.kind === 'member'} />
    </>
  )
}

/** Who made the app, and whether the organization vouches for it. */
function Maker({ authorization: { app, organization } }: Pick<ConsentProps, 'authorization'>) {
  const site = siteOf(app)
  const maker = app.source === 'organization' ? app.createdBy : null
  return (
    <div class="mt-1.5 flex flex-wrap items-center justify-center gap-x-1.5 text-center text-soft">
      {app.verified && <BadgeCheck size={14} class="text-primary" aria-hidden="true" />}
      {maker && (
        <span class="wrap-anywhere">
          {m.oauth_consent_by({ name: maker })}
          {site && ','}
        </span>
      )}
      {site && <b class="font-medium text-ink wrap-anywhere">{site}</b>}
      {app.environment === 'test' && <Badge tone="test">{m.oauth_consent_test()}</Badge>}
      <span class="basis-full text-sm text-faint wrap-anywhere">
        {app.verified
          ? m.oauth_consent_verified({ organization: organization.name })
          : m.oauth_consent_unverified({ organization: organization.name })}
      </span>
    </div>
  )
}

/** The site that stands for an app. One that registered itself could claim any. */
function siteOf({ source, clientId, websiteUrl }: ConsentProps['authorization']['app']): string | null {
  if (source === 'registration') return null
  return hostOf(source === 'document' ? clientId : websiteUrl)
}

const hostOf = (url: string | null): string | null => (url && URL.canParse(url) ? new URL(url).host : null)

function Account({
  authorization: { subject },
  onSwitch,
}: Pick<ConsentProps, 'authorization'> & { onSwitch?: () => void }) {
  if (!subject) return null
  return (
    <div class="mt-5 flex items-center gap-3 rounded-[10px] border border-line bg-subtle px-3.5 py-2">
      <span
        class="grid size-8 flex-none place-items-center rounded-full bg-press text-xs font-semibold text-ink"
        aria-hidden="true"
      >
        {initialsOf(subject.name)}
      </span>
      <span class="min-w-0">
        <b class="block truncate font-medium">{subject.name}</b>
        {subject.email && <span class="block truncate text-sm text-faint">{subject.email}</span>}
      </span>
      {onSwitch && (
        <Button kind="link" class="ml-auto flex-none" onClick={onSwitch}>
          {m.oauth_consent_switch()}
        </Button>
      )}
    </div>
  )
}

function Foot({ authorization, isMember }: Pick<ConsentProps, 'authorization'> & { isMember: boolean }) {
  const { returnsTo, lastsDays, app } = authorization
  return (
    <p class="text-center text-sm text-faint wrap-anywhere">
      {m.oauth_consent_returns()} <b class="font-medium text-ink">{returnsTo}</b>.{' '}
      {m.oauth_consent_lasts({ days: lastsDays })}{' '}
      {isMember && (
        <>
          {m.oauth_consent_remove()}{' '}
          <a class="link" href={settingsHref('connected-apps')} target="_blank" rel="noopener">
            {m.oauth_consent_connected_apps()}
          </a>
          .{' '}
        </>
      )}
      {app.privacyPolicyUrl?.startsWith('https://') && (
        <a class="link" href={app.privacyPolicyUrl} target="_blank" rel="noopener noreferrer">
          {m.oauth_consent_privacy()}
        </a>
      )}
    </p>
  )
}

/** Shown until the browser has left. It stays where a native app has opened, or where the browser asks whether it may. */
function Returning({ app, place, goesTo }: { app: string; place: string; goesTo: string }) {
  const isNative = !/^https?:/.test(goesTo)
  return (
    <Message
      title={isNative ? m.oauth_consent_done() : m.oauth_consent_going_on({ app })}
      action={
        <a class="btn no-underline" href={goesTo} target="_top" rel="noreferrer">
          {m.oauth_consent_go_back({ place })}
        </a>
      }
    >
      {isNative ? m.oauth_consent_done_text() : place}
    </Message>
  )
}
