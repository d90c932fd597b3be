import { m } from '../../../messages/index.ts'

type ValueButtonProps = {
  name: string
  /** Null: it cannot be read by a path. */
  path: string | null
  text: string
  color: string
  onPick: (path: string) => void
}

/** A value of the sample: a press maps it. */
export const ValueButton = ({ name, path, text, color, onPick }: ValueButtonProps) => (
  <button
    type="button"
    class="flex min-w-0 flex-1 items-baseline gap-1.5 rounded-sm px-1.5 py-0.5 text-left hover:bg-tint max-sm:min-h-9 max-sm:items-center aria-disabled:cursor-not-allowed"
    title={path ?? undefined}
    aria-label={m.incoming_mapping_use({ path: path ?? name, value: text })}
    aria-disabled={path === null || undefined}
    onClick={() => path !== null && onPick(path)}
  >
    <span class="flex-none text-code-name">{`${name}: `}</span>
    <span class={`min-w-0 truncate ${color}`}>{text}</span>
  </button>
)
