import { PencilLine, RefreshCw } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { TextField } from '../../../forms/field.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'

type SecretFieldProps = { secret: string; error?: string | undefined; onSecret: (secret: string) => void }

/** The signing secret: a generated one is shown, or the user enters one. */
export function SecretField({ secret, error, onSecret }: SecretFieldProps) {
  const [own, setOwn] = useState(false)
  return (
    <div>
      {own ? (
        <TextField
          label={m.webhooks_form_secret()}
          class="input font-mono"
          autocomplete="off"
          spellcheck={false}
          maxLength={100}
          error={error}
          value={secret}
          onValue={onSecret}
        />
      ) : (
        <>
          <h3 class="mb-1 font-medium">{m.webhooks_form_secret()}</h3>
          <code class="secret" data-secret>
            {secret}
          </code>
          <p class="mt-1 text-sm text-soft">{m.webhooks_form_secret_hint()}</p>
        </>
      )}
      <div class="mt-2 flex flex-wrap gap-2">
        {!own && <CopyButton text={secret} label={m.webhooks_form_copy_secret()} />}
        <Button
          icon={RefreshCw}
          onClick={() => {
            setOwn(false)
            onSecret(newSecret())
          }}
        >
          {m.webhooks_form_new_secret()}
        </Button>
        {!own && (
          <Button
            icon={PencilLine}
            onClick={() => {
              setOwn(true)
              onSecret('')
            }}
          >
            {m.webhooks_form_own_secret()}
          </Button>
        )}
      </div>
    </div>
  )
}

/** A new signing secret in the format of Standard Webhooks: `whsec_` and 32 random bytes in base64. */
export const newSecret = () => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`
