/**
 * Who may import whom. The first layer whose `files` match a path is its layer. `may` lists what a file of that layer
 * may import, as patterns for paths from the project's root and for names of packages. `{feature}` is replaced by the
 * folder of the file's own feature.
 */
export type Layer = {
  name: string
  files: RegExp
  may: string[]
  /** Wins over `may`. */
  never?: string[]
  why: string
}

const PLATFORM = 'worker/platform/**'
const CONTRACT = 'contract/**'
/** The parts of the contract that a browser loads: the validator would be most of the download. */
const CONTRACT_DATA = ['contract/*.data.ts', 'contract/lib/**']
const OWN = '{feature}/**'
/** Verbs of other features; their order is checked separately. */
const OTHER_FEATURES = 'worker/features/**'
const STORES = ['worker/**/store.ts', 'worker/**/*-store.ts']
const ROUTES = 'worker/**/routes.ts'
const OBJECTS = 'worker/**/*-object.ts'
const HTTP_LIBRARIES = ['hono', 'hono/**', '@hono/**']
const SQL_LIBRARIES = ['drizzle-orm', 'drizzle-orm/**', 'worker/platform/db/schema.ts']
/**
 * What a store may import from the platform besides the database: stores of tables that the platform shares with the
 * feature, and shapes that are types and pure functions. A store that imports more would be a verb.
 */
const SHARED_STORES = ['worker/platform/**/*-store.ts', 'worker/platform/**/store.ts']
const SHAPES = [
  'worker/platform/auth/actor.ts',
  'worker/platform/manifest/event-target.ts',
  'worker/platform/request-log/entry.ts',
  'worker/platform/retention/retention.ts',
]
const SHARED_UI = ['api', 'ui', 'forms', 'lists', 'charts', 'hooks', 'format', 'messages'].map(
  (name) => `admin-ui/${name}/**`,
)

export const LAYERS: readonly Layer[] = [
  {
    name: 'contract helpers',
    files: /^contract\/lib\//,
    may: ['contract/lib/**'],
    why: 'Helpers of the contract import each other only, so that the dashboard can load them.',
  },
  {
    name: 'contract data',
    files: /^contract\/[^/]+\.data\.ts$/,
    may: CONTRACT_DATA,
    why: 'Data of the contract imports other data and helpers only, so that the dashboard can load it.',
  },
  {
    name: 'contract',
    files: /^contract\//,
    may: [CONTRACT, 'zod'],
    why: 'The contract imports zod and other contract files only.',
  },
  {
    name: 'client for a framework',
    files: /^client\/src\/(?:hono|preact|cli)\//,
    may: ['client/**', 'hono', 'preact', 'preact/hooks', '@tanstack/preact-query', 'node:**'],
    why: 'The client imports nothing else of this project, and no package but those that its user has.',
  },
  {
    name: 'client',
    files: /^client\//,
    may: ['client/**'],
    never: ['client/src/hono/**', 'client/src/preact/**', 'client/src/cli/**'],
    why: 'The client imports nothing else of this project, and no package.',
  },
  {
    name: 'platform/lib',
    files: /^worker\/platform\/lib\//,
    may: ['worker/platform/lib/**', 'npm:**'],
    never: [...HTTP_LIBRARIES, ...SQL_LIBRARIES, 'zod'],
    why: 'platform/lib imports nothing else of this project.',
  },
  {
    name: 'platform/db',
    files: /^worker\/platform\/db\//,
    may: ['worker/platform/db/**', 'worker/platform/lib/**', 'drizzle-orm', 'drizzle-orm/**'],
    why: 'platform/db imports platform/lib and drizzle only.',
  },
  {
    name: 'a store of the platform',
    files: /^worker\/platform\/.*(?:^|[/-])store\.ts$/,
    may: [PLATFORM, CONTRACT, 'npm:**'],
    never: [...HTTP_LIBRARIES, ROUTES, OBJECTS],
    why: 'The platform knows no feature, and a store knows no HTTP.',
  },
  {
    name: 'platform that speaks HTTP',
    files: /^worker\/platform\/(?:http|request-log)\//,
    may: [PLATFORM, CONTRACT, 'npm:**'],
    never: [ROUTES],
    why: 'The platform knows no feature.',
  },
  {
    name: 'platform',
    files: /^worker\/platform\//,
    may: [PLATFORM, CONTRACT, 'npm:**'],
    never: [...HTTP_LIBRARIES, ROUTES],
    why: 'The platform knows no feature; only platform/http and request-log know HTTP.',
  },
  {
    name: 'a store of a feature',
    files: /^worker\/features\/.*(?:^|[/-])store\.ts$/,
    may: [
      'worker/platform/db/**',
      'worker/platform/lib/**',
      ...SHARED_STORES,
      ...SHAPES,
      CONTRACT,
      OWN,
      'drizzle-orm',
      'drizzle-orm/**',
    ],
    never: [ROUTES, OBJECTS, 'worker/**/*-client.ts'],
    why: 'A store imports the database, platform/lib, stores and shapes of the platform, and pure files of its own feature.',
  },
  {
    name: 'the retention of a feature',
    files: /^worker\/features\/[^/]+\/retention\.ts$/,
    may: [OWN, PLATFORM, CONTRACT, 'worker/features/*/retention.ts', 'drizzle-orm', 'drizzle-orm/**'],
    never: [ROUTES, OBJECTS],
    why: 'The retention of a feature imports its stores, the platform and the retention of features before its own.',
  },
  {
    name: 'routes of a feature',
    files: /^worker\/features\/.*\/routes\.ts$/,
    may: [OWN, PLATFORM, CONTRACT, 'npm:**'],
    never: [...STORES, ...SQL_LIBRARIES, 'worker/platform/db/**', OBJECTS],
    why: 'Routes call verbs: never a store, the database or an object.',
  },
  {
    name: 'a Durable Object',
    files: /^worker\/features\/.*-object\.ts$/,
    may: [OWN, PLATFORM, CONTRACT, 'npm:**'],
    never: [...HTTP_LIBRARIES, ROUTES],
    why: 'A Durable Object imports files of its own feature and the platform, never HTTP.',
  },
  {
    name: 'a manifest',
    files: /^worker\/features\/[^/]+\/feature\.ts$/,
    may: [OWN, PLATFORM, CONTRACT],
    why: 'A manifest names parts of its own feature.',
  },
  {
    name: 'a verb of a feature',
    files: /^worker\/features\//,
    may: [OWN, PLATFORM, CONTRACT, OTHER_FEATURES, 'npm:**'],
    never: [...HTTP_LIBRARIES, ...SQL_LIBRARIES, ROUTES],
    why: 'A verb imports its store, the platform, and verbs and clients of features before its own.',
  },
  {
    name: 'the list of features',
    files: /^worker\/features\.ts$/,
    may: ['worker/features/*/feature.ts', PLATFORM],
    why: 'features.ts imports manifests only.',
  },
  {
    name: 'the entry point',
    files: /^worker\/index\.ts$/,
    may: ['worker/*.ts', OBJECTS, PLATFORM],
    why: 'index.ts names the entry points of the runtime only.',
  },
  {
    name: 'a root file of the Worker',
    files: /^worker\/[^/]+\.ts$/,
    may: ['worker/*.ts', PLATFORM, CONTRACT, 'npm:**'],
    never: [...SQL_LIBRARIES, ...STORES],
    why: 'A root file of the Worker reaches features through features.ts only.',
  },
  {
    name: 'a shared part of the dashboard',
    files: /^admin-ui\/(?:api|ui|forms|lists|charts|hooks|format|messages)\//,
    may: [...SHARED_UI, ...CONTRACT_DATA, 'client/**', 'npm:**'],
    never: ['zod'],
    why: 'A shared part of the dashboard knows no feature, and only data and helpers of the contract.',
  },
  {
    name: 'a feature of the dashboard',
    files: /^admin-ui\/features\/[^/]+\//,
    may: [OWN, ...SHARED_UI, ...CONTRACT_DATA, 'client/**', 'npm:**'],
    never: ['zod'],
    why: 'A feature of the dashboard imports shared parts, data of the contract and the client, never another feature.',
  },
  {
    name: 'the list of features of the dashboard',
    files: /^admin-ui\/features\.ts$/,
    may: ['admin-ui/features/*/feature.ts', 'admin-ui/features/*/feature.tsx', 'admin-ui/ui/page/feature.ts'],
    why: 'features.ts of the dashboard imports manifests only.',
  },
  {
    name: 'the frame of the dashboard',
    files: /^admin-ui\/shell\//,
    may: ['admin-ui/shell/**', ...SHARED_UI, ...CONTRACT_DATA, 'client/**', 'npm:**'],
    never: ['zod'],
    why: 'The frame of the dashboard knows no feature: it draws what the manifests say.',
  },
  {
    name: 'a root file of the dashboard',
    files: /^admin-ui\/[^/]+\.tsx?$/,
    may: ['admin-ui/*', 'admin-ui/shell/**', ...SHARED_UI, ...CONTRACT_DATA, 'client/**', 'npm:**'],
    never: ['zod'],
    why: 'A root file of the dashboard reaches features through features.ts only, and never the Worker.',
  },
]

/** Only files of its own feature may call a store. */
export const STORE = /(?:^|[/-])store\.ts$/
