import { useEffect } from 'preact/hooks'
import { lazy } from '../ui/page/lazy.tsx'

/** Asks whether to lose what was typed. */
export const DiscardQuestion = lazy(() => import('./discard-question.tsx').then((it) => it.DiscardQuestion))

/** Loads the question once there is something to lose: when it is asked there may be no connection. */
export function useDiscardQuestion(touched: boolean) {
  useEffect(() => {
    if (touched) DiscardQuestion.load().catch(() => undefined)
  }, [touched])
}
