import type { ComponentType, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Failed } from './async-states.tsx'
import { words } from './words.ts'

type Lazy<P> = ((props: P) => VNode | null) & {
  /** Fetches the code ahead of its first use. */
  load: () => Promise<void>
}

/**
 * A component whose code is fetched when it is first drawn; `waiting` stands in its place until then. Code that cannot
 * be fetched (no connection, or a new version has replaced the files) is said, with a way to try again.
 */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: () => VNode | null = () => null,
): Lazy<P> {
  let Loaded: ComponentType<P> | undefined
  const fetchCode = async () => {
    Loaded ??= await load()
  }
  function LazyComponent(props: P) {
    const [failed, setFailed] = useState(false)
    const [, redraw] = useState(0)
    // As it stood when this was drawn: the code may arrive between the drawing and the effect, and must be drawn then too.
    const drawn = Loaded !== undefined
    useEffect(() => {
      if (drawn || failed) return
      let gone = false
      fetchCode().then(
        () => gone || redraw((count) => count + 1),
        () => gone || setFailed(true),
      )
      return () => {
        gone = true
      }
    }, [drawn, failed])
    if (Loaded) return <Loaded {...props} />
    if (failed)
      return <Failed text={words().newVersionText} action={words().reload} onAction={() => location.reload()} />
    return waiting()
  }
  LazyComponent.load = fetchCode
  return LazyComponent
}
