/** Text on one line, cut in the middle if it is too long: its end, which often tells it apart, stays. */
export function Middle({ text, tail = 12 }: { text: string; tail?: number }) {
  if (text.length <= tail * 2) return <span class="block truncate">{text}</span>
  return (
    <span class="middle" title={text}>
      <span>{text.slice(0, -tail)}</span>
      <span>{text.slice(-tail)}</span>
    </span>
  )
}
