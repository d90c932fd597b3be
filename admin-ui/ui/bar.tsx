type BarProps = {
  /** From 0 to 1. */
  share: number
  tone?: 'plain' | 'warn' | 'bad'
}

const FILL = { plain: 'bg-solid', warn: 'bg-warn', bad: 'bg-danger' }

/** A thin bar that is filled in part. It repeats what words beside it say, so it is not read aloud. */
export function Bar({ share, tone = 'plain' }: BarProps) {
  const percent = Math.min(100, Math.max(0, share * 100))
  return (
    <span class="block h-1.5 overflow-hidden rounded-full bg-hover" aria-hidden="true">
      <span class={`block h-full rounded-full ${FILL[tone]}`} style={{ width: `${percent}%` }} />
    </span>
  )
}
