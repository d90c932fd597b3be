import { readFileSync } from 'node:fs'
import preact from '@preact/preset-vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'

/** Where the API answers while `vite` serves the dashboard with hot reload. */
const worker = `http://localhost:${process.env.PORT ?? 8787}`

// Cloudflare reads no more than this from a _headers file.
const MAX_HEADER_RULES = 100

/**
 * Lets browsers keep each built file for a year, by a rule for each. A rule for /assets/* would also hold for a file that
 * is not there: an address of the next version, asked of a server that still has this one, is answered with index.html,
 * and a browser would keep that for a year in place of the script. The smallest files, for which no rule is left, are
 * asked for again, and mostly answered that they are unchanged.
 */
const longLivedAssets = (): Plugin => ({
  name: 'long-lived-assets',
  apply: 'build',
  generateBundle(_, bundle) {
    const common = readFileSync(new URL('admin-ui/headers.txt', import.meta.url), 'utf8')
    const size = (it: (typeof bundle)[string]) => (it.type === 'chunk' ? it.code : it.source).length
    const files = Object.values(bundle)
      .filter(({ fileName }) => fileName.startsWith('assets/'))
      .toSorted((a, b) => size(b) - size(a))
      .slice(0, MAX_HEADER_RULES - 1)
      .map(({ fileName }) => fileName)
    const rules = files.map((file) => `/${file}\n  Cache-Control: public, max-age=31536000, immutable\n`)
    this.emitFile({ type: 'asset', fileName: '_headers', source: [common, ...rules].join('\n') })
  },
})

/**
 * Takes the keys out of the icons: each line of a drawing has one, for lists that change, but no drawing ever does, and
 * random letters do not compress.
 */
const leanIcons = (): Plugin => ({
  name: 'lean-icons',
  transform: {
    filter: { id: /lucide-preact\/dist\/esm\/icons\// },
    handler: (code) => ({ code: code.replace(/,\s*key: "[a-z0-9]+"/g, ''), map: null }),
  },
})

export default defineConfig(({ command }) => {
  // A test run that builds on its way sets NODE_ENV to test, and would get (and measure) development code.
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    root: 'admin-ui',
    base: '/',
    // Not the root's, which leads to every project: the dashboard builds without the others.
    tsconfig: 'tsconfig.json',
    plugins: [
      preact({ reactAliasesEnabled: false, devToolsEnabled: false }),
      tailwindcss(),
      leanIcons(),
      longLivedAssets(),
    ],
    build: {
      outDir: '../dist/admin-ui',
      emptyOutDir: true,
      // The size test reads it; .assetsignore keeps it from being served.
      manifest: true,
      // popover, light-dark() and <dialog> are used as they are: these are the first versions that have all three.
      target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
      // A data: URL would be an exception in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: {
          // What changes only with a library keeps its name over our releases, and so stays in the browser's cache.
          codeSplitting: {
            groups: [
              { name: 'core', test: /node_modules\/(preact|@preact|@tanstack|preact-iso)\// },
              // What every page needs, or the first, would else lie in a dozen small files, which compress worse than one.
              {
                name: 'base',
                test: /client\/src\/request\.ts$|admin-ui\/(api\/call-api|features\/api-keys\/key\/words|format\/(language|links)|hooks\/(clock|storage)|lists\/page-query|ui\/(async-states|button|feature|note|toast|tooltip|words))\.tsx?$|contract\/scopes\.ts$/,
              },
              // So would what dialogs and forms are made of. Not what they need in turn: some of that is on the first page.
              {
                name: 'dialog',
                includeDependenciesRecursively: false,
                test: /admin-ui\/ui\/(details-of|dialog)\.tsx$/,
              },
              {
                name: 'input',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(forms\/(button-group|form|text-area)|hooks\/use-idempotency-key)\.tsx?$|contract\/fold\.ts$/,
              },
              {
                name: 'form',
                includeDependenciesRecursively: false,
                test: /admin-ui\/forms\/(choice|common-fields|confirm-dialog|draft-form|picker|slider|use-edit-form)\.tsx?$/,
              },
              // And what the list, the pages and the form of webhooks share.
              {
                name: 'webhook',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(features\/webhooks\/webhook\/(queries|routes)|hooks\/(event-types|use-debounced))\.tsx?$|contract\/(delivery-schedule|event-pattern)\.ts$|icons\/send\.mjs$/,
              },
              // Whatever saves a file needs these three, which are tiny.
              { name: 'download', test: /format\/download\.ts$|contract\/csv\.ts$|icons\/download\.mjs$/ },
            ],
          },
        },
      },
    },
    server: {
      port: 5173,
      proxy: { '/api': { target: worker, changeOrigin: false } },
    },
  }
})
