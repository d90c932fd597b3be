import { z } from 'zod'
import { Instant, idOf } from './common.ts'

export const BatchJobId = idOf('job', 'a job')

/** What every job over many items says of itself. `done`: how many of them it is through with. */
export const batchJob = (done: string) => ({
  id: BatchJobId,
  status: z.enum(['running', 'done', 'canceled']),
  total: z.int().meta({ description: 'How many matched when it was started.' }),
  done: z.int().meta({ description: done }),
  createdAt: Instant,
  createdBy: z.string().nullable(),
  finishedAt: Instant.nullable(),
})
export type BatchJob = z.infer<z.ZodObject<ReturnType<typeof batchJob>>>
