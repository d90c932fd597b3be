/** Scopes in one line; all of them in the tooltip. */
export const ScopeNames = ({ scopes }: { scopes: readonly string[] }) => (
  <code class="block truncate text-soft" title={scopes.join('\n')}>
    {scopes.join(', ')}
  </code>
)
