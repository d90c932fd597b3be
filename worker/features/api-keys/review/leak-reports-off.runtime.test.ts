import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { Problem } from '../../../../contract/common.ts'
import { call } from '../../../../test/support/kit.ts'
import { signReport } from '../../../../test/support/sign-report.ts'

// A separate file, because an isolate reads its configuration once.
it('without a secret for scanners, the route for leak reports does not exist', async () => {
  const secret = env.LEAK_REPORT_SECRET
  const raw = JSON.stringify({ reports: [{ key: 'sk_live_x' }] })
  const headers = { 'content-type': 'application/json', ...signReport(secret, raw) }
  const answer = await call('POST', '/api/v1/api-keys/leak-reports', {
    raw,
    headers,
    env: { ...env, LEAK_REPORT_SECRET: '', LOCAL_LEAK_REPORT_SECRET: '' },
  })
  const nowhere = await call('POST', '/api/v1/nothing', { raw, headers })
  expect(answer.status).toBe(404)
  const [{ requestId: _a, ...one }, { requestId: _b, ...two }] = [
    await answer.json<Problem>(),
    await nowhere.json<Problem>(),
  ]
  expect(one).toEqual(two)
})
