import type { ComponentChildren } from 'preact'

type ButtonItemProps = {
  /** The main text. */
  children: ComponentChildren
  /** Further facts, in small print. */
  facts: ComponentChildren
  onPress: () => void
}

/** A list item that is one button, as on a phone. */
export function ButtonItem({ children, facts, onPress }: ButtonItemProps) {
  return (
    <li class="border-t border-line first:border-t-0">
      <button type="button" class="block w-full px-4 py-2.5 text-left hover:bg-hover" onClick={onPress}>
        <span class="flex items-center gap-2">{children}</span>
        <span class="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-soft">{facts}</span>
      </button>
    </li>
  )
}
