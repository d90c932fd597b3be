import type { Stays } from '../hooks/leave-guard.tsx'

/** Dialogs over a tab do not lose what is not saved on it: the page stays, and these parameters. */
export const staysWith =
  (...names: string[]): Stays =>
  (to, from) =>
    to.pathname === from.pathname && names.every((name) => to.searchParams.get(name) === from.searchParams.get(name))
