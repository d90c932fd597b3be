export type SkeletonRowsProps = { rows: number; height: 'row' | 'dense' | 'card' | 'person' }

/** Placeholder lines for rows, each as tall as its row, so that the layout does not shift. */
export function SkeletonRows({ rows, height }: SkeletonRowsProps) {
  const tall = { row: 'h-10', dense: 'h-8', card: 'h-25', person: 'h-16' }[height]
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} class={`flex items-center gap-6 border-t border-line px-4 first:border-t-0 ${tall}`}>
          <span class="skeleton w-1/4" />
          <span class="skeleton w-1/3" />
          <span class="skeleton ml-auto w-1/6" />
        </div>
      ))}
    </div>
  )
}
