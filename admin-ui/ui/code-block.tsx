/** Text as it is, in a box that scrolls when it is long. */
export function CodeBlock({ children }: { children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre class="secret max-h-72 overflow-y-auto whitespace-pre-wrap select-auto!" tabIndex={0}>
      {children}
    </pre>
  )
}
