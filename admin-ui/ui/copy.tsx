import { Check, Copy } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { Button, IconButton } from './button.tsx'
import { toastFailed } from './toast.ts'
import { words } from './words.ts'

/**
 * Puts text on the clipboard. Browsers offer the clipboard on https and localhost only; elsewhere the old command does it.
 * Resolves to false when neither was allowed.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    // Inside the open dialog, or it could not be selected.
    const home = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body
    home.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}

type CopyProps = {
  text: string
  /** What is copied, for the ear and the tooltip: "Copy key". */
  label?: string
  /** Only the icon, for rows of a table. */
  compact?: boolean
  primary?: boolean
  autofocus?: boolean
}

/** Copies `text` and shows that on the button itself for two seconds. */
export function CopyButton({ text, label, compact, primary, autofocus }: CopyProps) {
  const t = words()
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 2000)
    return () => clearTimeout(timer)
  }, [done])
  const copy = async () => {
    if (await copyText(text)) setDone(true)
    else toastFailed(t.copyFailed)
  }
  const said = done ? t.copied : (label ?? t.copy)
  const icon = done ? Check : Copy
  return (
    <>
      {compact ? (
        <IconButton icon={icon} label={said} onClick={copy} />
      ) : (
        <Button icon={icon} onClick={copy} kind={primary ? 'primary' : 'plain'} autofocus={autofocus}>
          {said}
        </Button>
      )}
      <span class="sr-only" role="status">
        {done ? t.copied : ''}
      </span>
    </>
  )
}
