import { ChevronRight } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { formatNumber } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { itemPath, type JsonValue, memberPath, shortValue } from './paths.ts'
import { ValueButton } from './value-button.tsx'

/** Members of one object or list that are shown at first, and with each press on "more". */
const SHOWN = 40
/** Levels that are open at first. */
const OPEN_LEVELS = 3

type Pick = (path: string) => void

type SampleTreeProps = { value: JsonValue; onPick: Pick }

/** A payload whose values can be pressed, which maps them. */
export function SampleTree({ value, onPick }: SampleTreeProps) {
  const isBranch = typeof value === 'object' && value !== null
  return (
    <div class="font-mono text-sm">
      {isBranch ? (
        <Members value={value} path="" depth={0} onPick={onPick} />
      ) : (
        <p class="px-2 text-soft">{shortValue(value)}</p>
      )}
    </div>
  )
}

type Branch = JsonValue[] | { [name: string]: JsonValue }

type MembersProps = { value: Branch; path: string; depth: number; onPick: Pick }

function Members({ value, path, depth, onPick }: MembersProps) {
  const [shown, setShown] = useState(SHOWN)
  const all = Array.isArray(value)
    ? value.map((item, index) => ({ name: `[${index}]`, at: itemPath(path, index), item }))
    : Object.entries(value).map(([name, item]) => ({ name, at: memberPath(path, name), item }))
  const rest = all.length - shown
  return (
    <ul class={depth > 0 ? 'ml-2.5 border-l border-line pl-1.5' : ''}>
      {all.slice(0, shown).map(({ name, at, item }) => (
        <Member key={name} name={name} path={at} value={item} depth={depth} onPick={onPick} />
      ))}
      {rest > 0 && (
        <li>
          <Button kind="link" onClick={() => setShown(shown + SHOWN)}>
            {m.incoming_mapping_more_values({ count: rest })}
          </Button>
        </li>
      )}
    </ul>
  )
}

type MemberProps = { name: string; path: string | null; value: JsonValue; depth: number; onPick: Pick }

const colorOf = (value: JsonValue): string => (typeof value === 'string' ? 'text-good' : 'text-primary')

function Member({ name, path, value, depth, onPick }: MemberProps) {
  const [open, setOpen] = useState(depth < OPEN_LEVELS)
  const isBranch = typeof value === 'object' && value !== null && Object.keys(value).length > 0
  const text = isBranch ? sizeText(value) : shortValue(value, 120)
  const pick = (
    <ValueButton name={name} path={path} text={text} color={isBranch ? 'text-faint' : colorOf(value)} onPick={onPick} />
  )
  if (!isBranch) return <li class="flex pl-5">{pick}</li>
  return (
    <li>
      <div class="flex items-center">
        <button
          type="button"
          class="grid size-5 flex-none place-items-center text-faint"
          aria-expanded={open}
          aria-label={m.incoming_mapping_values_of({ name })}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight size={14} class={open ? 'rotate-90' : ''} aria-hidden="true" />
        </button>
        {pick}
      </div>
      {open && path !== null && <Members value={value as Branch} path={path} depth={depth + 1} onPick={onPick} />}
    </li>
  )
}

const sizeText = (value: Branch): string =>
  Array.isArray(value) ? `[${formatNumber(value.length)}]` : `{${formatNumber(Object.keys(value).length)}}`
