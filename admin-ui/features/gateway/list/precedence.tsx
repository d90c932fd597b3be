import { CornerLeftUp, Layers } from 'lucide-preact'
import { m } from '../../../messages/index.ts'

type PrecedenceProps = { overlap: { longer: readonly string[]; over: string | null } | undefined }

/** Longer prefixes that are named; the others are counted. */
const NAMED = 5

/** Which prefix decides where those of several routes overlap: an icon, and a sentence in its tooltip. */
export function Precedence({ overlap }: PrecedenceProps) {
  if (!overlap) return null
  const { longer, over } = overlap
  const texts = [
    ...(over === null ? [] : [m.gateway_takes_precedence({ prefix: `/${over}` })]),
    ...(longer.length === 0
      ? []
      : [
          m.gateway_gives_way({
            count: longer.length,
            prefixes: longer
              .slice(0, NAMED)
              .map((prefix) => `/${prefix}`)
              .join(', '),
          }),
        ]),
  ]
  if (texts.length === 0) return null
  const text = texts.join(' ')
  const Icon = longer.length > 0 ? Layers : CornerLeftUp
  return (
    <span class="flex flex-none items-center gap-1 text-sm text-faint" title={text}>
      <Icon size={14} aria-hidden="true" />
      {longer.length > 0 && <span aria-hidden="true">{longer.length}</span>}
      <span class="sr-only">{text}</span>
    </span>
  )
}
