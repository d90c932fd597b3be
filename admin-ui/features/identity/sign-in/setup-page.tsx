import { useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { Setup } from '../../../../client/src/generated.ts'
import { ApiError } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { defineWords } from '../../../format/language.ts'
import { PasswordField, TextField } from '../../../forms/field.tsx'
import { errorAt, refusedFields, useFieldErrors } from '../../../forms/form.ts'
import { useTitle } from '../../../hooks/title.ts'
import { explain } from '../../../ui/async-states.tsx'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/note.tsx'
import { toastDone, toastFailed } from '../../../ui/toast.ts'
import { Gate } from './gate.tsx'
import { signIn } from './sign-in.ts'

/** What is said where the first owner is made. */
const words = defineWords({
  setupTitle: 'Set up Gatehouse',
  setupLead: 'This makes you the first owner. It can be done once.',
  setupToken: 'Setup code',
  setupTokenHint: 'Printed in the terminal when Gatehouse started, or the SETUP_TOKEN secret of your deployment.',
  organizationName: 'Organization',
  organizationHint: 'The team or company these keys belong to.',
  yourName: 'Your name',
  passwordHint: 'At least 10 characters.',
  finishSetup: 'Create owner account',
  setupDone: 'All set. Welcome to Gatehouse.',
  setupGone: 'Setup has already been done. Sign in instead.',
  email: 'Email',
  password: 'Password',
})

/** The code may come in the fragment (#setup=...), which browsers send to no server and keep out of every log. */
const tokenFromHash = () => new URLSearchParams(location.hash.slice(1)).get('setup') ?? ''

/** First-run setup: makes the first owner, and signs them in. */
export function SetupPage() {
  const t = words()
  useTitle(t.setupTitle)
  const { route } = useLocation()
  const client = useQueryClient()
  const [prefilled] = useState(tokenFromHash)
  const [form, setForm] = useState<Setup>({
    setupToken: prefilled,
    organizationName: '',
    name: '',
    email: '',
    password: '',
  })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [errors, setErrors, container] = useFieldErrors()

  const field = (name: keyof Setup) => ({
    name,
    required: true,
    value: form[name],
    error: errorAt(errors, name),
    onValue: (value: string) => setForm({ ...form, [name]: value }),
  })

  const submit = async () => {
    setBusy(true)
    setProblem('')
    setErrors({})
    try {
      await callApi('POST', '/api/v1/setup', { body: form })
      await signIn(form.email, form.password)
      client.clear()
      toastDone(t.setupDone)
      route('/', true)
    } catch (error) {
      setBusy(false)
      if (error instanceof ApiError && (error.status === 409 || error.status === 410)) {
        toastFailed(t.setupGone)
        client.removeQueries({ queryKey: ['setup'] })
        return route('/sign-in', true)
      }
      const refused = refusedFields(error)
      setErrors(refused)
      if (Object.keys(refused).length === 0) setProblem(explain(error).text)
    }
  }

  return (
    <Gate title={t.setupTitle} lead={t.setupLead}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) submit()
        }}
      >
        <div ref={container} class="flex flex-col gap-4">
          {problem && (
            <Note tone="bad" alert>
              {problem}
            </Note>
          )}
          <TextField
            label={t.setupToken}
            hint={t.setupTokenHint}
            autocomplete="off"
            spellcheck={false}
            {...field('setupToken')}
          />
          <TextField
            label={t.organizationName}
            hint={t.organizationHint}
            autocomplete="organization"
            maxLength={100}
            autofocus={prefilled !== ''}
            {...field('organizationName')}
          />
          <TextField label={t.yourName} autocomplete="name" maxLength={100} {...field('name')} />
          <TextField label={t.email} type="email" autocomplete="username" {...field('email')} />
          <PasswordField
            label={t.password}
            hint={t.passwordHint}
            autocomplete="new-password"
            minLength={10}
            maxLength={128}
            {...field('password')}
          />
          <Button type="submit" kind="primary" busy={busy}>
            {t.finishSetup}
          </Button>
        </div>
      </form>
    </Gate>
  )
}
