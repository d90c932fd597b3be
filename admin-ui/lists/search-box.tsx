import { Search } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useShortcut } from '../ui/shortcuts.ts'

const PAUSE_MS = 250

/** A search field: `/` leads to it, and it speaks up once the typing pauses. */
export function SearchBox({
  label,
  value,
  onValue,
}: {
  label: string
  value: string
  onValue: (value: string) => void
}) {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const reported = useRef(value)
  useShortcut('/', () => field.current?.focus())

  useEffect(() => {
    // Changed from outside (Back, clear filters): the field follows, unless it was this field that spoke.
    if (value !== reported.current) setText(value)
    reported.current = value
  }, [value])

  useEffect(() => {
    if (text === reported.current) return
    const timer = setTimeout(() => {
      reported.current = text
      onValue(text)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])

  return (
    <label class="relative block min-w-0 flex-1 basis-full sm:basis-56">
      <span class="sr-only">{label}</span>
      <Search
        size={16}
        class="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-soft"
        aria-hidden="true"
      />
      <input
        ref={field}
        class="input pl-9"
        type="search"
        maxLength={100}
        placeholder={label}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </label>
  )
}
