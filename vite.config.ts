import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import preact from '@preact/preset-vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import { MESSAGE_OPTIONS } from './scripts/lib/message-options.ts'

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
 * Draws icons by our own small component instead of the one of the library, and takes out the keys of their shapes: those
 * are for lists that change, but no drawing ever does, and random letters do not compress.
 */
const leanIcons = (): Plugin => ({
  name: 'lean-icons',
  apply: 'build',
  transform: {
    filter: { id: /lucide-preact\/dist\/esm\/icons\/(?!index\.mjs)/ },
    handler(code, id) {
      const shapes = /^ {2}node: (\[[\s\S]*?\])(?:,\n {2}aliases: .*)?\n\};$/m.exec(code)?.[1]
      if (!shapes) return this.error(`The shapes of the icon ${id} were not found.`)
      const component = JSON.stringify(fileURLToPath(new URL('admin-ui/ui/icon.ts', import.meta.url)))
      const drawing = shapes.replace(/,\s*key: "[a-z0-9]+"/g, '')
      return { code: `import { iconOf } from ${component}\nexport default iconOf(${drawing})\n`, map: null }
    },
  },
})

/**
 * Leaves out of TanStack Query what only infinite queries need, which the dashboard has none of. A use of one fails in every
 * test of its page.
 */
const leanQuery = (): Plugin => ({
  name: 'lean-query',
  apply: 'build',
  transform: {
    filter: { id: /query-core\/build\/modern\/infiniteQueryBehavior\.js$/ },
    handler: () => ({
      code: 'const none = () => { throw new Error("Infinite queries are left out, see vite.config.ts") }\nexport { none as hasNextPage, none as hasPreviousPage, none as infiniteQueryBehavior }\n',
      map: null,
    }),
  },
})

/**
 * Takes out of each message the question which language to use, while there is one language. With a second, each language
 * has a build of its own, and this plugin goes.
 */
const leanMessages = (): Plugin => ({
  name: 'lean-messages',
  transform: {
    filter: { id: /admin-ui\/messages\/compiled\/messages\/\w+\.js$/ },
    handler: (code) => ({
      code: code.replace(/^(export const (\w+) =)[\s\S]*return (en_\2)\(inputs\)\n\}\);?/m, '$1 $3'),
      map: null,
    }),
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
      // A build finds them compiled: see scripts/lib/dashboard.ts.
      ...(command === 'serve' ? [paraglideVitePlugin(MESSAGE_OPTIONS)] : []),
      leanMessages(),
      leanIcons(),
      leanQuery(),
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
      // The page names what it needs first. A list of what each later file needs would be in every file that loads one, and
      // costs 2 KB in all; without it such a file asks for the others itself.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, files, { hostType }) => (hostType === 'html' ? files : []),
      },
      rolldownOptions: {
        output: {
          // What changes only with a library keeps its name over our releases, and so stays in the browser's cache.
          codeSplitting: {
            groups: [
              { name: 'core', test: /node_modules\/(preact|@preact|@tanstack|preact-iso)\// },
              // What every page needs, or the first, would else lie in a dozen small files, which compress worse than one.
              {
                name: 'base',
                test: /client\/src\/request\.ts$|admin-ui\/(api\/call-api|format\/(language|links)|hooks\/(clock|storage)|lists\/page-query|ui\/(\w+\/)?(async-states|button|feature|icon|note|toast|tooltip))\.tsx?$|contract\/(api-keys|common|identity|plan-names|scopes)\.data\.ts$|compiled\/messages\/(ui_\w+|shell_(copy_)?base_url)\.js$|icons\/(circle-check|x)\.mjs$/,
              },
              // So would what dialogs and forms are made of. Not what they need in turn: some of that is on the first page.
              // What nearly every page shows: those of one object have no list.
              {
                name: 'page',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(ui\/(\w+\/)?(badge|copy|relative-time|skeleton|status-dot|toaster)|forms\/select|hooks\/(clock|use-debounced|use-sticky|title|url-state))\.tsx?$|icons\/(arrow-right|ban|circle-dashed|chevron-right|plus|search|send|clock|chart-column|circle-play|circle-pause|check|chevron-down|copy|ellipsis-vertical|eye|pencil|refresh-cw|trash)\.mjs$/,
              },
              // Alerts that are looked for on every page.
              {
                name: 'alert-watch',
                includeDependenciesRecursively: false,
                test: /admin-ui\/features\/alerts\/(new-alerts|new-alerts-watcher|open-count|queries)\.tsx?$|compiled\/messages\/alerts_open\.js$/,
              },
              // What many pages show, but not the list of keys, which is the first.
              {
                name: 'more',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(ui\/(state|switch)|format\/(local-time|pretty-json))\.tsx?$|icons\/(circle-slash|circle-x|eye-off|rotate-cw)\.mjs$/,
              },
              // What a table is made of, and what every list page is made of besides.
              {
                name: 'table',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(lists\/(row-keys|table)|ui\/middle|hooks\/use-width)\.tsx?$|icons\/(arrow-up|arrow-down)\.mjs$/,
              },
              {
                name: 'list',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(lists\/(active-filters|columns|filter-bar|list|list-state|pagination|paging|search-box|selection|selection-bar)|ui\/page\/(area-head|guarded-page))\.tsx?$|icons\/(sliders-horizontal|chevron-left)\.mjs$|compiled\/messages\/filters_(text|value)\.js$/,
              },
              {
                name: 'dialog',
                includeDependenciesRecursively: false,
                test: /admin-ui\/ui\/overlays\/(dialog|foot)\.tsx$/,
              },
              // And what the pages of one object are made of.
              {
                name: 'object',
                includeDependenciesRecursively: false,
                test: /admin-ui\/ui\/page\/(object-head|tabs)\.tsx$/,
              },
              {
                name: 'input',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(format\/json-object|forms\/(form|text-area)|hooks\/use-idempotency-key)\.tsx?$|contract\/lib\/fold\.ts$/,
              },
              {
                name: 'form',
                includeDependenciesRecursively: false,
                test: /admin-ui\/forms\/(common-fields|draft-form|picker)\.tsx?$/,
              },
              // Forms on a page and in a dialog.
              {
                name: 'fields',
                includeDependenciesRecursively: false,
                test: /admin-ui\/forms\/(choice|field|number-input|slider|use-draft|discard)\.tsx?$/,
              },
              // A form for something new needs neither.
              {
                name: 'edit',
                includeDependenciesRecursively: false,
                test: /admin-ui\/forms\/(confirm-dialog|use-edit-form)\.tsx?$/,
              },
              // And what the list and the pages of keys share, and those of webhooks with their form.
              {
                name: 'key',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(features\/api-keys\/key\/(actions|by-day|facts|name-cell|near-limit|queries|routes)|charts\/sparkline)\.tsx?$|icons\/corner-down-right\.mjs$/,
              },
              // A card of the overview of a key, of which one part is loaded later.
              {
                name: 'key-card',
                includeDependenciesRecursively: false,
                test: /admin-ui\/features\/api-keys\/page\/overview\/card\.tsx$/,
              },
              // What is left of the limits of keys in use.
              {
                name: 'key-use',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(features\/api-keys\/key\/(limit-left|usage))\.tsx?$/,
              },
              // The form of a key: what is typed, also on the page of its settings, and the panel.
              {
                name: 'key-draft',
                includeDependenciesRecursively: false,
                test: /admin-ui\/features\/api-keys\/form\/(draft\/(draft|credits-draft|rotation-draft|use-key-form)|life\/expiry-field)\.tsx?$|compiled\/messages\/api_keys_form_problem\.js$/,
              },
              {
                name: 'key-form',
                includeDependenciesRecursively: false,
                test: /admin-ui\/features\/api-keys\/form\/(key-form|key-form-dialog|advanced\/advanced-fields|limits\/limit-fields|scopes\/(preset-field|presets))\.tsx?$|compiled\/messages\/api_keys_form_preset\w*\.js$/,
              },
              {
                name: 'webhook',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(features\/webhooks\/webhook\/(actions|facts|pause-resume|queries|routes|target))\.tsx?$/,
              },
              // Routes of the gateway have headers too, and incoming webhooks have event types.
              {
                name: 'webhook-data',
                test: /contract\/(webhooks|events)\.data\.ts$|admin-ui\/hooks\/event-types\.ts$/,
                includeDependenciesRecursively: false,
              },
              // What the list of deliveries, the details of one and the dialogs that send some again share.
              {
                name: 'delivery',
                includeDependenciesRecursively: false,
                test: /features\/webhooks\/deliveries\/(deliveries|delivery-facts|delivery-state|outcome|retry-jobs)\.tsx?$/,
              },
              // What several screens of a feature say would else be a request of its own for each message.
              {
                name: 'key-summary-messages',
                test: /compiled\/messages\/api_keys_summary_(?!title|nothing)\w+\.js$/,
                minShareCount: 2,
              },
              { name: 'key-form-messages', test: /compiled\/messages\/api_keys_dialog_\w+\.js$/, minShareCount: 2 },
              {
                name: 'key-page-messages',
                test: /compiled\/messages\/api_keys_(details|page|rotation|usage)_(?!of\.)\w+\.js$/,
                minShareCount: 2,
              },
              { name: 'key-messages', test: /compiled\/messages\/api_keys_(?!form_|child_)\w+\.js$/, minShareCount: 2 },
              { name: 'delivery-messages', test: /compiled\/messages\/deliveries_\w+\.js$/ },
              // What filters lists by time.
              {
                name: 'time',
                test: /admin-ui\/lists\/time-(filter|range)\.tsx?$|compiled\/messages\/time_filter_\w+\.js$/,
                includeDependenciesRecursively: false,
              },
              // What the list and the pages of incoming webhooks share.
              {
                name: 'incoming',
                includeDependenciesRecursively: false,
                test: /admin-ui\/features\/incoming\/webhook\/(actions|facts|mutations|queries|routes|senders|words)\.tsx?$|contract\/incoming\.data\.ts$|icons\/(credit-card|file-input|fingerprint|git-branch|list-tree|shopping-bag)\.mjs$/,
              },
              {
                name: 'incoming-messages',
                test: /compiled\/messages\/incoming_(?!created|delete_|fix|form|mapping|problem|regenerate_|secret|sender_(id|text)|setting|summary)\w+\.js$/,
                minShareCount: 2,
              },
              // What the list and the pages of OAuth apps share.
              {
                name: 'oauth-app',
                includeDependenciesRecursively: false,
                test: /admin-ui\/features\/oauth-apps\/app\/(actions|facts|mutations|queries|routes)\.tsx?$|contract\/oauth\.data\.ts$/,
              },
              {
                name: 'oauth-app-messages',
                test: /compiled\/messages\/oauth_apps_(?!form|created|problem|setting)\w+\.js$/,
                minShareCount: 2,
              },
              // What the list and the pages of gateway routes share.
              {
                name: 'gateway',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(features\/gateway\/route\/(actions|facts|mutations|queries|routes|words))\.tsx?$|contract\/gateway\.data\.ts$/,
              },
              // What is typed about a route, also on the page of its settings.
              {
                name: 'gateway-form',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(features\/gateway\/form\/(controls|cors-draft|draft|header-rules|problems|tool-draft|use-route-form)|forms\/scope-chips)\.tsx?$|compiled\/messages\/(gateway_(problem|range)|scope_chips_\w+)\.js$/,
              },
              {
                name: 'gateway-rows',
                includeDependenciesRecursively: false,
                test: /admin-ui\/features\/gateway\/form\/(cors-rows|header-editor|rows)\.tsx?$|compiled\/messages\/gateway_(cors|headers|(request|response)_headers|idle|exact|strip|retry)\w*\.js$/,
              },
              {
                name: 'gateway-messages',
                test: /compiled\/messages\/gateway_(?!connect|import|tools|waiting|approv|hosts|den)\w+\.js$/,
                minShareCount: 2,
              },
              { name: 'event-messages', test: /compiled\/messages\/events_\w+\.js$/, minShareCount: 2 },
              {
                name: 'json',
                includeDependenciesRecursively: false,
                test: /admin-ui\/format\/json-text\.ts$|compiled\/messages\/json_text_\w+\.js$/,
              },
              // What the list and the pages of connectors share.
              {
                name: 'connector',
                includeDependenciesRecursively: false,
                test: /admin-ui\/features\/connectors\/connector\/\w+\.tsx?$|contract\/connectors\.data\.ts$/,
              },
              { name: 'connector-messages', test: /compiled\/messages\/connectors_\w+\.js$/, minShareCount: 2 },
              // The tree of event types, of webhooks and of connectors.
              {
                name: 'event-picker',
                includeDependenciesRecursively: false,
                test: /admin-ui\/forms\/events\/event-(picker|groups)\.tsx?$|compiled\/messages\/webhooks_form_(add|add_event|add_event_hint|all_events|all_events_hint|all_of|bad_pattern|clear|every_of|expand|included_in|no_event_found|other_event_hint|other_events|search_events|selected|selected_of)\.js$/,
              },
              // What is typed about a webhook, also on the page of its settings.
              {
                name: 'webhook-draft',
                includeDependenciesRecursively: false,
                test: /admin-ui\/features\/webhooks\/form\/(draft|use-webhook-form)\.tsx?$|compiled\/messages\/webhooks_form_problem\.js$/,
              },
              {
                name: 'webhook-test',
                includeDependenciesRecursively: false,
                test: /admin-ui\/features\/webhooks\/(form\/collapsible-section|testing\/(use-payload|use-test))\.tsx?$/,
              },
              {
                name: 'webhook-form',
                includeDependenciesRecursively: false,
                test: /admin-ui\/features\/webhooks\/form\/(event-presets|folded|form-dialog|form-summary|preset-field|secret-field|webhook-form|webhook-summary)\.tsx?$|compiled\/messages\/webhooks_form_(preset|secret|summary|test)_\w+\.js$/,
              },
              {
                name: 'webhook-form-messages',
                test: /compiled\/messages\/webhooks_form_(?!summary)\w+\.js$/,
                minShareCount: 2,
              },
              {
                name: 'webhook-setting-messages',
                test: /compiled\/messages\/webhooks_(setting|settings|shaping)_\w+\.js$/,
                minShareCount: 2,
              },
              {
                name: 'webhook-test-messages',
                test: /compiled\/messages\/webhooks_(testing|exchange)_\w+\.js$/,
                minShareCount: 2,
              },
              { name: 'webhook-messages', test: /compiled\/messages\/webhooks_\w+\.js$/, minShareCount: 2 },
              { name: 'form-messages', test: /compiled\/messages\/(draft_form|edit_form|fields)_\w+\.js$/ },
              { name: 'outcome-messages', test: /compiled\/messages\/outcomes_\w+\.js$/ },
              // What the log and the details of its entries share, so that the details do not need the whole page.
              {
                name: 'log-entry',
                includeDependenciesRecursively: false,
                test: /admin-ui\/(features\/event-logs\/entry\/(attempt|command|facts)|format\/(curl|entry-outcome|outcome)|ui\/call-outcome)\.tsx?$|compiled\/messages\/event_logs_(type\w*|no_caller|webhook|app)\.js$|icons\/(arrow-left-right|arrow-down-to-line|split)\.mjs$/,
              },
              { name: 'log-messages', test: /compiled\/messages\/event_logs_\w+\.js$/, minShareCount: 2 },
              // Whatever saves a file needs these three, which are tiny.
              { name: 'download', test: /format\/download\.ts$|contract\/lib\/csv\.ts$|icons\/download\.mjs$/ },
            ],
          },
        },
      },
    },
    server: {
      port: 5173,
      proxy: {
        '/api': { target: worker, changeOrigin: false },
        '^/oauth/': { target: worker, changeOrigin: false },
      },
    },
  }
})
