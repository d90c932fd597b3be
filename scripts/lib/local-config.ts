import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from './files.ts'
import { ROOT, readIfExists } from './settings.ts'

const ARCHIVE = `
[[r2_buckets]]
binding = "ARCHIVE"
bucket_name = "gatehouse-archive"
`

/**
 * The configuration of a local installation: that of wrangler.toml, with the bucket for archives, which is optional in
 * an account. Locally it is a directory below the state. The file is next to wrangler.toml, because its paths are
 * relative.
 */
export function localConfig(): string {
  const deployed = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')
  const bound = /^\[\[r2_buckets\]\]/m.test(deployed) ? '' : ARCHIVE
  const text = `# Made from wrangler.toml whenever a local copy starts: change that one.\n${deployed}${bound}`
  const path = join(ROOT, 'wrangler.local.toml')
  // A running copy watches this file, and would restart.
  if (readIfExists(path) !== text) writeAtomically(path, text)
  return path
}
