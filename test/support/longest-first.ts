import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Short files whose tests take long, because they share a large part. */
const LONG = /test\/browser\/accessibility-/

/** The order of vitest, which is by size where a checkout has no earlier results; but these come before all others. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => Number(LONG.test(b.moduleId)) - Number(LONG.test(a.moduleId)))
  }
}
