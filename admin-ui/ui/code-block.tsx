import { useMemo } from 'preact/hooks'
import { type JsonToken, jsonTokens } from '../format/json-tokens.ts'

const COLORS: Record<JsonToken['kind'], string | undefined> = {
  name: 'text-code-name',
  string: 'text-good',
  number: 'text-primary',
  word: 'text-primary',
  plain: undefined,
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Preformatted text in a box that scrolls if it is long. An object or a list in JSON gets colors. */
export function CodeBlock({ children }: { children: string }) {
  const tokens = useMemo(() => (isJson(children) ? jsonTokens(children) : null), [children])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre class="secret max-h-80 overflow-y-auto font-normal! whitespace-pre-wrap select-auto!" tabIndex={0}>
      {tokens
        ? tokens.map(({ kind, text }, index) =>
            COLORS[kind] ? (
              <span key={index} class={COLORS[kind]}>
                {text}
              </span>
            ) : (
              text
            ),
          )
        : children}
    </pre>
  )
}
