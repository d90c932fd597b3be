import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'
import { staticImports } from './test/support/static-imports.ts'

// Fixed and public: these guard nothing but the databases that the tests make and throw away.
const bindings = {
  GATEHOUSE_ENV: 'local',
  KEY_PEPPERS: `2:${btoa('a pepper of the tests, 32 bytes!')},1:${btoa('an older pepper of these tests!!')}`,
  DATA_KEYS: `1:${btoa('a data key of the tests 32 bytes')}`,
  AUTH_SECRET: 'a secret of the tests that is long enough',
  SETUP_TOKEN: 'setup-code-of-the-tests',
  LEAK_REPORT_SECRET: 'a secret of scanners, for the tests alone',
  ALERT_EMAIL_FROM: 'alerts@gatehouse.test',
}

const RUNTIME = ['worker/**/*.runtime.test.ts', 'client/**/*.runtime.test.ts']
/** Tests of what a Worker does first, or of a configuration that it reads once: each needs a runtime of its own. */
const FRESH = ['worker/fetch.runtime.test.ts', 'worker/features/api-keys/review/leak-reports-off.runtime.test.ts']

/**
 * Tests inside the runtime of Workers. Without `isolate` their files share a few of them: starting one and loading the
 * Worker takes longer than most files. test/support/migrate.ts empties it for each file.
 */
const runtimeProject = async (name: string, files: { include: string[]; exclude?: string[]; isolate: boolean }) => ({
  plugins: [
    ...(files.isolate ? [] : [staticImports()]),
    cloudflareTest({
      // The sources, and not the build that wrangler.toml names.
      main: './worker/index.ts',
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        bindings: { ...bindings, TEST_MIGRATIONS: await readD1Migrations('./migrations') },
        r2Buckets: ['ARCHIVE'],
        email: { send_email: [{ name: 'ALERTS_EMAIL' }] },
        // A fresh runtime loads its parts by dynamic imports, and two calls must not do so at once: see staticImports.
        ...(files.isolate ? { queueConsumers: { 'request-logs': { maxBatchTimeout: 60 } } } : {}),
        serviceBindings: { NEIGHBOR: 'neighbor' },
        workers: [
          {
            name: 'neighbor',
            modules: true,
            compatibilityDate: '2026-10-20',
            script: `export default {
              async fetch(request, env) {
                const input = await request.json()
                return Response.json(
                  await (input?.publish ? env.GATEHOUSE.publishEvent(input.publish) : env.GATEHOUSE.verifyKey(input)),
                )
              },
            }`,
            // The Worker under test, under the name that the test runner gives it.
            serviceBindings: { GATEHOUSE: { name: `vitest-plugin-runner-${name}`, entrypoint: 'GatehouseRpc' } },
          },
        ],
      },
    }),
  ],
  test: {
    name,
    ...files,
    // Most of their time is waiting: for an alarm, a lease, a queue.
    maxWorkers: 3,
    globalSetup: ['./test/support/receiver-setup.ts'],
    setupFiles: ['./test/support/migrate.ts'],
    // It only ends a test that hangs: every test waits for events, however long a busy machine needs for them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})

export default defineConfig(async () => ({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'worker/**/*.test.ts',
            'contract/**/*.test.ts',
            'client/src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
            'admin-ui/**/*.test.ts',
          ],
          exclude: RUNTIME,
          // Nearly all are pure, and most take less time than the start of a process.
          isolate: false,
          testTimeout: 120_000,
        },
      },
      await runtimeProject('runtime', { include: RUNTIME, exclude: FRESH, isolate: false }),
      await runtimeProject('runtime-fresh', { include: FRESH, isolate: true }),
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Each has ports, data and secrets of its own, and waits most of the time.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Each file has a Gatehouse and a browser of its own; side by side they keep two cores busy.
          maxWorkers: 2,
          // A whole browser on a busy machine: a second try, told as such in the report, and what stood is printed.
          retry: 1,
        },
      },
    ],
  },
}))
