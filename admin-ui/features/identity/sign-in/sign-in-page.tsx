import { useQuery, useQueryClient } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { ApiError } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { TextField } from '../../../forms/field.tsx'
import { PasswordField } from '../../../forms/password-field.tsx'
import { useTitle } from '../../../hooks/title.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { Gate } from './gate.tsx'
import { returnPath, signIn } from './sign-in.ts'

/** Sign-in with email and password; afterwards it returns to the requested page. */
export function SignInPage() {
  useTitle(m.sign_in_title())
  const { query, route } = useLocation()
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/setup', { signal }),
  })
  const needed = setup.data?.needed
  useEffect(() => {
    // The hash may contain the setup code; route() would drop it.
    if (needed) route(`/setup${location.hash}`, true)
  }, [needed])

  const submit = async () => {
    setBusy(true)
    setProblem('')
    try {
      await signIn(email, password)
      client.clear()
      route(returnPath(query.next), true)
    } catch (error) {
      setProblem(problemText(error))
      setBusy(false)
    }
  }

  return (
    <Gate title={m.sign_in_title()} lead={m.sign_in_lead()}>
      <form
        class="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) submit()
        }}
      >
        {query.next && !problem && <Note>{m.sign_in_signed_out_note()}</Note>}
        {problem && (
          <Note tone="bad" alert>
            {problem}
          </Note>
        )}
        <TextField
          label={m.sign_in_email()}
          type="email"
          name="email"
          autocomplete="username"
          required
          autofocus
          value={email}
          onValue={setEmail}
        />
        <PasswordField
          label={m.sign_in_password()}
          name="password"
          autocomplete="current-password"
          required
          value={password}
          onValue={setPassword}
        />
        <Button class="min-h-9" type="submit" kind="primary" busy={busy}>
          {m.sign_in_button()}
        </Button>
      </form>
    </Gate>
  )
}

function problemText(error: unknown): string {
  if (error instanceof ApiError && error.status === 429)
    return m.sign_in_too_many({ seconds: error.retryAfterSeconds ?? 60 })
  // One message for both cases, so that it does not reveal which emails exist.
  if (error instanceof ApiError && (error.status === 401 || error.status === 400 || error.status === 422))
    return m.sign_in_wrong()
  return explain(error).text
}
