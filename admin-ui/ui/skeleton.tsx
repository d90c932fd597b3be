export type SkeletonRowsProps = { rows: number; height: 'row' | 'dense' | 'card' | 'person' }

/** Gray lines where rows will be, each as tall as the row it stands for, so that nothing jumps. */
export function SkeletonRows({ rows, height }: SkeletonRowsProps) {
  const tall = { row: 'h-13', dense: 'h-10.5', card: 'h-25', person: 'h-16' }[height]
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} class={`flex items-center gap-6 border-t border-line px-4 first:border-t-0 ${tall}`}>
          <span class="skeleton h-4 w-1/4" />
          <span class="skeleton h-4 w-1/3" />
          <span class="skeleton ml-auto h-4 w-1/6" />
        </div>
      ))}
    </div>
  )
}
