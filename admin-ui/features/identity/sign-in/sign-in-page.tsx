import { useQuery, useQueryClient } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { ApiError } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { defineWords } from '../../../format/language.ts'
import { PasswordField, TextField } from '../../../forms/field.tsx'
import { useTitle } from '../../../hooks/title.ts'
import { explain } from '../../../ui/async-states.tsx'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/note.tsx'
import { Gate } from './gate.tsx'
import { returnPath, signIn } from './sign-in.ts'

const words = defineWords({
  signInTitle: 'Sign in',
  signInLead: 'API keys, webhooks and the log of every call.',
  email: 'Email',
  password: 'Password',
  signIn: 'Sign in',
  wrong: 'Email or password is not right.',
  tooMany: (seconds: number) => `Too many attempts. Try again in ${seconds} s.`,
  signedOutNote: 'Sign in, and you go on where you wanted to.',
})

/** Email and password; afterwards back to where the person was heading. */
export function SignInPage() {
  const t = words()
  useTitle(t.signInTitle)
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
    // The hash may carry the setup code; route() would drop it.
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
      setProblem(problemText(error, t))
      setBusy(false)
    }
  }

  return (
    <Gate title={t.signInTitle} lead={t.signInLead}>
      <form
        class="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) submit()
        }}
      >
        {query.next && !problem && <Note>{t.signedOutNote}</Note>}
        {problem && (
          <Note tone="bad" alert>
            {problem}
          </Note>
        )}
        <TextField
          label={t.email}
          type="email"
          name="email"
          autocomplete="username"
          required
          autofocus
          value={email}
          onValue={setEmail}
        />
        <PasswordField
          label={t.password}
          name="password"
          autocomplete="current-password"
          required
          value={password}
          onValue={setPassword}
        />
        <Button type="submit" kind="primary" busy={busy}>
          {t.signIn}
        </Button>
      </form>
    </Gate>
  )
}

function problemText(error: unknown, t: ReturnType<typeof words>): string {
  if (error instanceof ApiError && error.status === 429) return t.tooMany(error.retryAfterSeconds ?? 60)
  // One sentence for both: which emails exist is nobody's business.
  if (error instanceof ApiError && (error.status === 401 || error.status === 400 || error.status === 422))
    return t.wrong
  return explain(error).text
}
