import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '@inlang/paraglide-js'
import { hashOf, writeAtomically } from './files.ts'
import { acquireLock } from './lock.mjs'
import { MESSAGE_OPTIONS } from './message-options.ts'
import { ROOT, readIfExists } from './settings.ts'

const INPUTS = ['admin-ui/messages/en.json', 'admin-ui/messages/project.inlang/settings.json', 'package-lock.json']
const STAMP = join(ROOT, '.local/messages.inputs')

/**
 * Compiles admin-ui/messages into admin-ui/messages/compiled, unless it is up to date. Concurrent processes take turns,
 * and none sees a partial result.
 */
export async function compileMessages(): Promise<void> {
  const lock = await acquireLock(join(ROOT, '.local/messages.lock'))
  try {
    const inputs = hashOf(ROOT, INPUTS)
    if (readIfExists(STAMP) === inputs && existsSync(join(MESSAGE_OPTIONS.outdir, 'messages/_index.js'))) return
    await compile(MESSAGE_OPTIONS)
    writeAtomically(STAMP, inputs)
  } finally {
    lock.release()
  }
}
