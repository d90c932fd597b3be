import { afterAll, beforeAll } from 'vitest'
import { type Instance as Started, startInstance } from '../support/instance.ts'

type Instance = Pick<Started, 'url' | 'adminEmail' | 'adminPassword' | 'apiKey' | 'leakReportSecret' | 'stop'>

/** A running Gatehouse, for work on the tests: it is neither started nor stopped. */
function fromEnvironment(): Instance | null {
  const {
    GATEHOUSE_TEST_URL: url,
    GATEHOUSE_TEST_EMAIL,
    GATEHOUSE_TEST_PASSWORD,
    GATEHOUSE_TEST_KEY,
    GATEHOUSE_TEST_LEAK_SECRET,
  } = process.env
  if (!url) return null
  return {
    url,
    adminEmail: GATEHOUSE_TEST_EMAIL ?? '',
    adminPassword: GATEHOUSE_TEST_PASSWORD ?? '',
    apiKey: GATEHOUSE_TEST_KEY ?? '',
    leakReportSecret: GATEHOUSE_TEST_LEAK_SECRET ?? '',
    stop: async () => {},
  }
}

/** One Gatehouse for the whole file, built and with a first owner. Read the result only inside tests and hooks. */
export function useInstance(): () => Instance {
  let instance: Instance | undefined
  beforeAll(async () => {
    instance = fromEnvironment() ?? (await startInstance())
  }, 120_000)
  afterAll(() => instance?.stop(), 30_000)
  return () => {
    if (!instance) throw new Error('useInstance() is ready inside tests and hooks only')
    return instance
  }
}
