import { FileUp } from 'lucide-preact'
import { useRef, useState } from 'preact/hooks'
import { CodeArea } from '../../../forms/text-area.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'

type ImportSourceProps = {
  text: string
  onText: (text: string) => void
  onFile: (file: File) => void
}

/** The first step: a file, chosen or dropped, or pasted text. */
export function ImportSource({ text, onText, onFile }: ImportSourceProps) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button does the same */}
      <div
        class={`flex flex-col items-center gap-2 rounded-lg border border-dashed px-4 py-8 text-center ${over ? 'border-primary bg-selected' : 'border-line-strong'}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          const file = event.dataTransfer?.files[0]
          if (file) onFile(file)
        }}
      >
        <FileUp size={20} class="text-faint" aria-hidden="true" />
        <p class="text-soft">{m.gateway_import_drop()}</p>
        <Button onClick={() => input.current?.click()}>{m.gateway_import_choose()}</Button>
        <input
          ref={input}
          type="file"
          class="hidden"
          tabIndex={-1}
          aria-label={m.gateway_import_file()}
          accept=".json,.yaml,.yml,application/json,application/yaml,text/yaml"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file) onFile(file)
          }}
        />
      </div>
      <CodeArea
        label={m.gateway_import_paste()}
        hint={m.gateway_import_paste_hint()}
        rows={8}
        placeholder={'openapi: 3.1.0\ninfo:\n  title: Forum'}
        value={text}
        onValue={onText}
      />
    </>
  )
}
