/**
 * Loads something at its first use, and keeps it for all later calls of the isolate:
 * `const store = loadOnce(() => import('./policy-store.ts'))`. It keeps the value and not the promise, because a promise
 * belongs to the call that made it (docs/architecture.md).
 */
export function loadOnce<Loaded extends object>(load: () => Promise<Loaded>): () => Loaded | Promise<Loaded> {
  let kept: Loaded | undefined
  const first = async () => {
    kept = await load()
    return kept
  }
  return () => kept ?? first()
}
