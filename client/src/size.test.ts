import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'rolldown'
import { expect, test } from 'vitest'

/** The minified and compressed size of an entry with everything that it imports, in bytes. */
async function sizeOf(entry: string): Promise<number> {
  const { output } = await build({
    input: fileURLToPath(new URL(entry, import.meta.url)),
    write: false,
    platform: 'browser',
    output: { minify: true },
  })
  return gzipSync(output.map((file) => (file.type === 'chunk' ? file.code : '')).join('')).length
}

test('the core is at most 6 KB, compressed', async () => {
  expect(await sizeOf('./index.ts')).toBeLessThan(6 * 1024)
})
