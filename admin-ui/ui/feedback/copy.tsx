import { Check, Copy } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { m } from '../../messages/index.ts'
import { Button, IconButton } from '../button.tsx'
import { toastFailed } from './toast.ts'

/**
 * Copies text to the clipboard. The Clipboard API exists only on https and localhost; elsewhere the deprecated command
 * is used. Resolves to false if neither was allowed.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    // Inside the open dialog; otherwise the text could not be selected.
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
  /** What is copied, for screen readers and the tooltip: "Copy key". */
  label?: string
  /** Only the icon, for table rows. */
  compact?: boolean
  /** The visible text, if the label is longer than there is room; the label begins with it. */
  short?: string
  /** Called when it was copied. */
  onCopied?: () => void
  primary?: boolean
  /** Without a border, for a third choice. */
  quiet?: boolean
  autofocus?: boolean
}

/** Copies `text` and confirms it on the button for two seconds. */
export function CopyButton({ text, label, compact, short, primary, quiet, autofocus, onCopied }: CopyProps) {
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 2000)
    return () => clearTimeout(timer)
  }, [done])
  const copy = async () => {
    if (!(await copyText(text))) return toastFailed(m.ui_copy_failed())
    setDone(true)
    onCopied?.()
  }
  const said = done ? m.ui_copied() : (label ?? m.ui_copy())
  const icon = done ? Check : Copy
  return (
    <>
      {compact ? (
        <IconButton icon={icon} label={said} onClick={copy} />
      ) : (
        <Button
          icon={icon}
          onClick={copy}
          kind={primary ? 'primary' : quiet ? 'quiet' : 'plain'}
          autofocus={autofocus}
          {...(short ? { 'aria-label': said } : {})}
        >
          {short && !done ? short : said}
        </Button>
      )}
      <span class="sr-only" role="status">
        {done ? m.ui_copied() : ''}
      </span>
    </>
  )
}
