import type { ComponentChildren } from 'preact'

type PressItemProps = {
  /** What it is. */
  children: ComponentChildren
  /** Further facts, in small print. */
  facts: ComponentChildren
  onPress: () => void
}

/** An item of a list that is one button, as on a phone. */
export function PressItem({ children, facts, onPress }: PressItemProps) {
  return (
    <li class="border-t border-line first:border-t-0">
      <button type="button" class="block w-full px-4 py-2.5 text-left hover:bg-hover" onClick={onPress}>
        <span class="flex items-center gap-2">{children}</span>
        <span class="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-soft">{facts}</span>
      </button>
    </li>
  )
}
