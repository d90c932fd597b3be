import { useLocation } from 'preact-iso/router'
import { ApiError } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { SignInForm } from '../../../forms/sign-in-form.tsx'
import { useTitle } from '../../../hooks/title.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { toastError } from '../../../ui/feedback/toast.ts'
import { type Asked, useAuthorization } from './authorization.ts'
import { Consent } from './consent.tsx'
import { Frame, Message, Over } from './frame.tsx'

/** Asks whether an app may have access, and brings the answer back to it. */
export function AuthorizePage() {
  useTitle(m.oauth_consent_title())
  const { query } = useLocation()
  const { challenge, consent } = query
  if (consent) return <Page key={consent} asked={{ kind: 'external', challenge: consent }} />
  if (challenge) {
    return <Page key={challenge} asked={{ kind: 'member', challenge }} loginHint={query.login_hint} />
  }
  return (
    <Frame>
      <Message title={m.oauth_consent_unknown_title()}>{m.oauth_consent_unknown_text()}</Message>
    </Frame>
  )
}

function Page({ asked, loginHint }: { asked: Asked; loginHint?: string | undefined }) {
  const query = useAuthorization(asked)
  const { data, error } = query
  const refused = error instanceof ApiError ? error : null
  const again = () => void query.refetch()
  const switchAccount = async () => {
    try {
      await callApi('POST', '/api/auth/sign-out', { body: {} })
      again()
    } catch (failure) {
      toastError(failure)
    }
  }
  if (refused?.status === 401) {
    return (
      <Frame>
        <SignIn lead={m.oauth_consent_sign_in_lead()} email={loginHint} onSignedIn={again} />
      </Frame>
    )
  }
  if (refused?.status === 410) {
    return (
      <Frame>
        <Over error={refused} />
      </Frame>
    )
  }
  if (refused?.status === 403) {
    // Not a matter of the person's role: their organization does not let this app in.
    return (
      <Frame>
        <Message title={m.oauth_consent_refused_title()}>{refused.problem?.detail}</Message>
      </Frame>
    )
  }
  if (refused?.status === 404) {
    return (
      <Frame>
        <Message
          title={m.oauth_consent_unknown_title()}
          action={asked.kind === 'member' && <Button onClick={switchAccount}>{m.oauth_consent_other_account()}</Button>}
        >
          {asked.kind === 'member' ? m.oauth_consent_foreign_text() : m.oauth_consent_unknown_text()}
        </Message>
      </Frame>
    )
  }
  return (
    <Frame organization={data?.organization.name}>
      <Loaded query={query} waiting={<SkeletonRows rows={6} height="person" />}>
        {(authorization) =>
          authorization.mustSignIn ? (
            <SignIn
              lead={m.oauth_consent_sign_in_again({ app: authorization.app.name })}
              email={authorization.subject?.email ?? loginHint}
              onSignedIn={again}
            />
          ) : (
            <Consent asked={asked} authorization={authorization} onSwitchAccount={switchAccount} />
          )
        }
      </Loaded>
    </Frame>
  )
}

function SignIn({
  lead,
  email = '',
  onSignedIn,
}: {
  lead: string
  email?: string | undefined
  onSignedIn: () => void
}) {
  return (
    <>
      <h1>{m.sign_in_title()}</h1>
      <p class="mt-1 mb-5 text-soft">{lead}</p>
      <SignInForm email={email} onSignedIn={onSignedIn} />
    </>
  )
}
