import { z } from 'zod'
import { NewEnvironment } from './api-keys.ts'

/** Which demonstration data an organization has: the modules of a small forum. */
export const DemoData = z
  .strictObject({
    modules: z
      .array(
        z.strictObject({
          slug: z.string(),
          name: z.string(),
          records: z.int().meta({ description: 'In both environments, at most 1,000.' }),
        }),
      )
      .meta({ description: 'Empty without demonstration data.' }),
  })
  .meta({ id: 'DemoData' })
export type DemoData = z.infer<typeof DemoData>

export const CreateDemoData = z.strictObject({ environment: NewEnvironment }).meta({ id: 'CreateDemoData' })
export type CreateDemoData = z.infer<typeof CreateDemoData>
