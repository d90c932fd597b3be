import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

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

export default defineConfig(async () => ({
  test: {
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
          exclude: ['worker/**/*.runtime.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: { ...bindings, TEST_MIGRATIONS: await readD1Migrations('./migrations') },
              r2Buckets: ['ARCHIVE'],
              email: { send_email: [{ name: 'ALERTS_EMAIL' }] },
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
                  serviceBindings: { GATEHOUSE: { name: 'vitest-plugin-runner-runtime', entrypoint: 'GatehouseRpc' } },
                },
              ],
            },
          }),
        ],
        test: {
          name: 'runtime',
          include: ['worker/**/*.runtime.test.ts'],
          // Most of their time is waiting: for an alarm, a lease, a queue.
          maxWorkers: 3,
          globalSetup: ['./test/support/receiver-setup.ts'],
          setupFiles: ['./test/support/migrate.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
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
