import { Search } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { MAX_SEARCH } from '../../contract/common.data.ts'
import { m } from '../messages/index.ts'
import { useShortcut } from '../ui/page/shortcuts.ts'
import { useActiveFilter } from './active-filters.ts'

const PAUSE_MS = 250

/** A search field with the shortcut `/`; it reports its text once the typing pauses. */
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
  useActiveFilter(value && m.filters_text({ text: value }))
  useShortcut('/', () => field.current?.focus())

  useEffect(() => {
    // Changed from outside (Back, clear filters): the field follows, unless the change came from this field.
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
    <label class="search max-sm:w-full">
      <span class="sr-only">{label}</span>
      <Search size={16} aria-hidden="true" />
      <input
        ref={field}
        class="input"
        data-small
        type="search"
        maxLength={MAX_SEARCH}
        placeholder={label}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </label>
  )
}
