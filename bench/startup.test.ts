import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { OutputChunk } from 'rolldown'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../scripts/lib/settings.ts'
import { bundleWorker } from '../scripts/lib/worker-bundle.ts'

async function builtFiles(): Promise<OutputChunk[]> {
  const directory = mkdtempSync(join(tmpdir(), 'gatehouse-eager-'))
  try {
    return await bundleWorker(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** The files that the runtime reads when the Worker starts: the entry, and all that it reaches by static imports. */
function filesAtStart(files: OutputChunk[]): OutputChunk[] {
  const reached = new Set(files.filter(({ isEntry }) => isEntry))
  for (const { imports } of reached) {
    for (const file of files) if (imports.includes(file.fileName)) reached.add(file)
  }
  return [...reached]
}

describe('a start of the Worker', () => {
  it('runs no schema, no routes and no library that only some calls need', async () => {
    const eager = filesAtStart(await builtFiles())
    const names = eager.flatMap(({ moduleIds }) => moduleIds.map((id) => relative(ROOT, id)))
    const lazy =
      /node_modules\/(?:zod|@hono|@asteasolutions|better-auth|@better-auth|jsonata|date-fns)\/|\/(?:app|scheduled|routes|retention)\.ts$/
    expect(names.filter((name) => lazy.test(name))).toEqual([])
    // What a call of the hot path needs is there.
    for (const part of ['worker/fetch.ts', 'verification/verifier.ts', 'identity/me-route.ts']) {
      expect(
        names.some((name) => name.endsWith(part)),
        part,
      ).toBe(true)
    }
    // The entry, what it needs, and the helpers of the bundler. Each file more costs time.
    expect(eager.length).toBeLessThanOrEqual(3)
    const bytes = eager.reduce((sum, { code }) => sum + code.length, 0)
    expect(bytes).toBeLessThan(240_000)
  })
})
