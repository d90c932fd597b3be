import { useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { Setup } from '../../../../client/src/generated.ts'
import { ApiError } from '../../../../client/src/request.ts'
import { MAX_NAME } from '../../../../contract/common.data.ts'
import { PASSWORD_LENGTH } from '../../../../contract/identity.data.ts'
import { callApi } from '../../../api/call-api.ts'
import { signIn } from '../../../api/sign-in.ts'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, refusedFields, useFieldErrors } from '../../../forms/form.ts'
import { PasswordField } from '../../../forms/password-field.tsx'
import { useTitle } from '../../../hooks/title.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { toastDone, toastFailed } from '../../../ui/feedback/toast.ts'
import { Gate } from './gate.tsx'

/** The code may be in the fragment (#setup=...), which browsers do not send to servers and which is in no log. */
const tokenFromHash = () => new URLSearchParams(location.hash.slice(1)).get('setup') ?? ''

/** First-run setup: creates the first owner and signs them in. */
export function SetupPage() {
  useTitle(m.setup_title())
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
      toastDone(m.setup_done())
      route('/', true)
    } catch (error) {
      setBusy(false)
      if (error instanceof ApiError && (error.status === 409 || error.status === 410)) {
        toastFailed(m.setup_gone())
        client.removeQueries({ queryKey: ['setup'] })
        return route('/sign-in', true)
      }
      const refused = refusedFields(error)
      setErrors(refused)
      if (Object.keys(refused).length === 0) setProblem(explain(error).text)
    }
  }

  return (
    <Gate title={m.setup_title()} lead={m.setup_lead()}>
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
            label={m.setup_token()}
            hint={m.setup_token_hint()}
            autocomplete="off"
            spellcheck={false}
            {...field('setupToken')}
          />
          <TextField
            label={m.setup_organization_name()}
            hint={m.setup_organization_hint()}
            autocomplete="organization"
            maxLength={MAX_NAME}
            autofocus={prefilled !== ''}
            {...field('organizationName')}
          />
          <TextField label={m.setup_your_name()} autocomplete="name" maxLength={MAX_NAME} {...field('name')} />
          <TextField label={m.setup_email()} type="email" autocomplete="username" {...field('email')} />
          <PasswordField
            label={m.setup_password()}
            hint={m.setup_password_hint()}
            autocomplete="new-password"
            minLength={PASSWORD_LENGTH.min}
            maxLength={PASSWORD_LENGTH.max}
            {...field('password')}
          />
          <Button class="min-h-9" type="submit" kind="primary" busy={busy}>
            {m.setup_finish_setup()}
          </Button>
        </div>
      </form>
    </Gate>
  )
}
