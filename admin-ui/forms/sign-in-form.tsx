import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { ApiError } from '../../client/src/request.ts'
import { signIn } from '../api/sign-in.ts'
import { m } from '../messages/index.ts'
import { Button } from '../ui/button.tsx'
import { explain } from '../ui/feedback/async-states.tsx'
import { Note } from '../ui/feedback/note.tsx'
import { TextField } from './field.tsx'
import { PasswordField } from './password-field.tsx'

type SignInFormProps = {
  /** The email that the field starts with. */
  email?: string
  /** Shown above the fields until something is wrong. */
  note?: ComponentChildren
  onSignedIn: () => void
}

/** Email and password, which start a session. */
export function SignInForm({ email: initial = '', note, onSignedIn }: SignInFormProps) {
  const [email, setEmail] = useState(initial)
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  const submit = async () => {
    setBusy(true)
    setProblem('')
    try {
      await signIn(email, password)
      onSignedIn()
    } catch (error) {
      setProblem(problemText(error))
      setBusy(false)
    }
  }

  return (
    <form
      class="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) submit()
      }}
    >
      {note && !problem && <Note>{note}</Note>}
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
        autofocus={initial === ''}
        value={email}
        onValue={setEmail}
      />
      <PasswordField
        label={m.sign_in_password()}
        name="password"
        autocomplete="current-password"
        required
        autofocus={initial !== ''}
        value={password}
        onValue={setPassword}
      />
      <Button class="min-h-9" type="submit" kind="primary" busy={busy}>
        {m.sign_in_button()}
      </Button>
    </form>
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
