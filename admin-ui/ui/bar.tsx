type BarProps = {
  /** From 0 to 1. */
  share: number
  tone?: 'plain' | 'gray' | 'warn' | 'bad'
}

const FILL = { plain: 'bg-solid', gray: 'bg-edge', warn: 'bg-warn-mark', bad: 'bg-bad-mark' }

/** A thin progress bar. It repeats the text beside it, so screen readers ignore it. */
export function Bar({ share, tone = 'plain' }: BarProps) {
  const percent = Math.min(100, Math.max(0, share * 100))
  return (
    <span class="block h-1.5 overflow-hidden rounded-full bg-press" aria-hidden="true">
      <span class={`block h-full rounded-full ${FILL[tone]}`} style={{ width: `${percent}%` }} />
    </span>
  )
}
