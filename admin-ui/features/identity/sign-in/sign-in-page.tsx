import { useQuery, useQueryClient } from '@tanstack/preact-query'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { callApi } from '../../../api/call-api.ts'
import { SignInForm } from '../../../forms/sign-in-form.tsx'
import { useTitle } from '../../../hooks/title.ts'
import { m } from '../../../messages/index.ts'
import { Gate } from './gate.tsx'
import { returnPath } from './sign-in.ts'

/** Sign-in with email and password; afterwards it returns to the requested page. */
export function SignInPage() {
  useTitle(m.sign_in_title())
  const { query, route } = useLocation()
  const client = useQueryClient()

  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/setup', { signal }),
  })
  const needed = setup.data?.needed
  useEffect(() => {
    // The hash may contain the setup code; route() would drop it.
    if (needed) route(`/setup${location.hash}`, true)
  }, [needed])

  return (
    <Gate title={m.sign_in_title()} lead={m.sign_in_lead()}>
      <SignInForm
        note={query.next && m.sign_in_signed_out_note()}
        onSignedIn={() => {
          client.clear()
          route(returnPath(query.next), true)
        }}
      />
    </Gate>
  )
}
