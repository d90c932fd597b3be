import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from './files.ts'
import { ROOT, readIfThere } from './settings.ts'

const ARCHIVE = `
[[r2_buckets]]
binding = "ARCHIVE"
bucket_name = "gatehouse-archive"
`

/**
 * The configuration of a local copy: that of wrangler.toml, with the bucket for archives, which in an account is bound by
 * whoever wants it. Locally it is a directory below the state. Beside wrangler.toml, because its paths begin there.
 */
export function localConfig(): string {
  const deployed = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')
  const bound = /^\[\[r2_buckets\]\]/m.test(deployed) ? '' : ARCHIVE
  const text = `# Made from wrangler.toml whenever a local copy starts: change that one.\n${deployed}${bound}`
  const path = join(ROOT, 'wrangler.local.toml')
  // Whoever runs already watches this file, and would begin anew.
  if (readIfThere(path) !== text) writeAtomically(path, text)
  return path
}
