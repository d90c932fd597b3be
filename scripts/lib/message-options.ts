import { fileURLToPath } from 'node:url'
import type { CompilerOptions } from '@inlang/paraglide-js'

const messages = (path: string) => fileURLToPath(new URL(`../../admin-ui/messages/${path}`, import.meta.url))

/**
 * How the message catalog is compiled: one module per message, so that each chunk of the dashboard contains only its
 * own.
 */
export const MESSAGE_OPTIONS = {
  project: messages('project.inlang'),
  outdir: messages('compiled'),
  outputStructure: 'message-modules',
  strategy: ['globalVariable', 'baseLocale'],
  // There is one language, so no message has to check it. A second language will have its own build.
  experimentalStaticLocale: '"en"',
  isServer: 'false',
  emitGitIgnore: false,
  emitPrettierIgnore: false,
  emitReadme: false,
} satisfies CompilerOptions
