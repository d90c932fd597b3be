/**
 * Small bars for a few numbers, the last of them lighter, because its day is not over. They are decoration: the number
 * beside them says how much it is. The place stays as large while there are no numbers yet.
 */
export function Sparkline({ counts = [] }: { counts?: readonly number[] | undefined }) {
  const most = Math.max(1, ...counts)
  return (
    <span class="flex h-4.5 w-13.5 flex-none items-end gap-0.5" aria-hidden="true">
      {counts.map((count, index) => (
        <span
          key={index}
          class={`min-h-px flex-1 rounded-[1px] bg-chart-good ${index === counts.length - 1 ? 'opacity-50' : ''}`}
          style={{ height: `${(count / most) * 100}%` }}
        />
      ))}
    </span>
  )
}
