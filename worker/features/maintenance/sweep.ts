import type { Job } from '../../platform/scheduler/job.ts'
import { sweepChunk } from './sweep-store.ts'

/** Removes small things that have served their time, whatever an organisation keeps; sweep-store.ts says which and when. */
export const sweep: Job = {
  name: 'sweep',
  phase: 'sweep',
  every: 'hour',
  run: async ({ db, now }) => {
    const { removed, more } = await sweepChunk(db, now)
    return { cursor: more ? 'more' : null, result: { removed } }
  },
}
