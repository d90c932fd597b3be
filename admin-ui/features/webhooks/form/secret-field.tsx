import { PencilLine, RefreshCw } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { TextField } from '../../../forms/field.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy.tsx'
import { words } from './form-words.ts'

type SecretFieldProps = { secret: string; error?: string | undefined; onSecret: (secret: string) => void }

/** The secret that signs: made here and shown, or one of the person's own. */
export function SecretField({ secret, error, onSecret }: SecretFieldProps) {
  const t = words()
  const [own, setOwn] = useState(false)
  return (
    <div>
      {own ? (
        <TextField
          label={t.secret}
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
          <h3 class="mb-1 font-medium">{t.secret}</h3>
          <code class="secret" data-secret>
            {secret}
          </code>
          <p class="mt-1 text-sm text-soft">{t.secretHint}</p>
        </>
      )}
      <div class="mt-2 flex flex-wrap gap-2">
        {!own && <CopyButton text={secret} label={t.copySecret} />}
        <Button
          icon={RefreshCw}
          onClick={() => {
            setOwn(false)
            onSecret(newSecret())
          }}
        >
          {t.newSecret}
        </Button>
        {!own && (
          <Button
            icon={PencilLine}
            onClick={() => {
              setOwn(true)
              onSecret('')
            }}
          >
            {t.ownSecret}
          </Button>
        )}
      </div>
    </div>
  )
}

/** A new signing secret as Standard Webhooks has it: `whsec_` and 32 random bytes in base64. */
export const newSecret = () => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`
