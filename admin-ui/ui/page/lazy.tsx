import type { ComponentType, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { m } from '../../messages/index.ts'
import { ErrorState, Offline } from '../feedback/async-states.tsx'
import { online } from '../feedback/online.ts'

type Lazy<P> = ((props: P) => VNode | null) & {
  /** Loads the code before its first use. */
  load: () => Promise<void>
}

/**
 * A component whose code is loaded when it is first rendered; `waiting` is shown until then. If the code cannot be
 * loaded because there is no connection, it says so and continues when there is one. If a new version has replaced the
 * files, it offers to reload.
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
    const [failure, setFailure] = useState<'offline' | 'broken' | null>(null)
    const [, redraw] = useState(0)
    // The state at render time: the code may arrive between rendering and the effect, and must be rendered then too.
    const drawn = Loaded !== undefined
    useEffect(() => {
      if (drawn || failure) return
      let gone = false
      fetchCode().then(
        () => gone || redraw((count) => count + 1),
        () => gone || setFailure(online.value ? 'broken' : 'offline'),
      )
      return () => {
        gone = true
      }
    }, [drawn, failure])
    const reconnected = failure === 'offline' && online.value
    useEffect(() => {
      if (reconnected) setFailure(null)
    }, [reconnected])
    if (Loaded) return <Loaded {...props} />
    if (failure === 'offline') return <Offline />
    if (failure)
      return <ErrorState text={m.ui_new_version_text()} action={m.ui_reload()} onAction={() => location.reload()} />
    return waiting()
  }
  LazyComponent.load = fetchCode
  return LazyComponent
}
