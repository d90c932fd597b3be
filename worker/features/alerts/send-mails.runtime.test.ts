import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { jobDeps } from '../../../test/support/job-deps.ts'
import { call, newTestOrg, type TestOrg } from '../../../test/support/kit.ts'
import { alertRow } from '../../platform/alerts/raise.ts'
import { databaseOf, runBatch } from '../../platform/db/client.ts'
import type { JobDeps } from '../../platform/scheduler/job.ts'
import { installedJobs, runJobs } from '../../platform/scheduler/run-jobs.ts'
import { sendAlertMails } from './send-mails.ts'

const db = databaseOf(env.DB)

type Mail = { from: string; to: string; subject: string; text: string }

/** The real binding, watched: what it accepted, and while `broken` nothing gets to it. */
function watchedMail() {
  const sent: Mail[] = []
  const state = { broken: false }
  const binding = new Proxy(env.ALERTS_EMAIL, {
    get: (target, property) =>
      property === 'send'
        ? async (mail: Mail) => {
            if (state.broken) throw new Error('the mail service is away')
            await target.send(mail)
            sent.push(mail)
          }
        : Reflect.get(target, property, target),
  })
  return { sent, state, mail: { binding, from: 'alerts@gatehouse.test' } }
}

const depsWith = (mail: JobDeps['mail']) => jobDeps(Date.now(), mail)
const raise = (house: TestOrg, name: string, at = Date.now()) =>
  runBatch(
    db,
    alertRow(
      {
        organizationId: house.organizationId,
        kind: 'key_leaked',
        severity: 'critical',
        target: { type: 'api_key', id: `key_${name}`, name },
        details: { source: `sk_live_${'a1B2'.repeat(12)} on a page`, action: 'disabled' },
      },
      at,
    ),
  )

/** An organization that wants mail; its address is its own, so that tests do not read each other's. */
async function houseWithMail() {
  const house = await newTestOrg()
  const to = `${house.organizationId}@example.com`
  await call('PATCH', '/api/v1/organization', { key: house.key, body: { alertEmail: to, name: 'Acme\r\nBcc: all' } })
  return { house, to }
}

describe('an alert by email', () => {
  it('goes to the address of its organization once, in words, without a secret', async () => {
    const { house, to } = await houseWithMail()
    const { sent, mail } = watchedMail()
    await raise(house, 'Mobile App')
    for (let n = 0; n < 3; n++) await sendAlertMails.run(await depsWith(mail), null)
    const ours = sent.filter((one) => one.to === to)
    expect(ours).toHaveLength(1)
    expect(ours[0]).toMatchObject({ from: 'alerts@gatehouse.test', subject: '[Acme Bcc: all] Alert for Mobile App' })
    expect(ours[0]?.text).toContain('CRITICAL: The key "Mobile App" was found in public (sk_live_a1B... on a page)')
    expect(ours[0]?.text).not.toContain('a1B2a1B2')
    await raise(house, 'Mobile App')
    await sendAlertMails.run(await depsWith(mail), null)
    expect(sent.filter((one) => one.to === to)).toHaveLength(1)
  })

  it('comes in one mail with the others of its organization, and in none of another', async () => {
    const [one, two] = [await houseWithMail(), await houseWithMail()]
    const silent = await newTestOrg()
    for (const name of ['a', 'b', 'c']) await raise(one.house, name)
    await raise(two.house, 'theirs')
    await raise(silent, 'nobody hears')
    const { sent, mail } = watchedMail()
    await sendAlertMails.run(await depsWith(mail), null)
    const to = (address: string) => sent.filter((mail) => mail.to === address)
    expect(to(one.to).map((mail) => mail.subject)).toEqual(['[Acme Bcc: all] 3 new alerts'])
    expect(to(two.to)).toHaveLength(1)
    expect(to(one.to)[0]?.text).not.toContain('theirs')
    expect(JSON.stringify(sent)).not.toContain('nobody hears')
  })

  it('is sent once by two runs at the same time', async () => {
    const { house, to } = await houseWithMail()
    const { sent, mail } = watchedMail()
    for (const name of ['a', 'b']) await raise(house, name)
    const deps = await depsWith(mail)
    await Promise.all(Array.from({ length: 5 }, () => sendAlertMails.run(deps, null)))
    expect(sent.filter((one) => one.to === to)).toHaveLength(1)
  })

  it('that could not be sent is sent by a later run, but not after three days', async () => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { house, to } = await houseWithMail()
    const { sent, state, mail } = watchedMail()
    await raise(house, 'old', Date.now() - 4 * 86_400_000)
    await raise(house, 'late')
    state.broken = true
    const failing = await sendAlertMails.run(await depsWith(mail), null)
    expect(failing.result.failed).toBeGreaterThan(0)
    expect(reported.mock.calls.join()).not.toContain(to)
    state.broken = false
    await sendAlertMails.run(await depsWith(mail), null)
    const ours = sent.filter((one) => one.to === to)
    expect(ours).toHaveLength(1)
    expect(ours[0]?.text).toContain('late')
    expect(ours[0]?.text).not.toContain('"old"')
    reported.mockRestore()
  })

  it('that was resolved before it left is not sent', async () => {
    const { house, to } = await houseWithMail()
    const { sent, mail } = watchedMail()
    await raise(house, 'a')
    await env.DB.prepare("UPDATE alerts SET status = 'resolved' WHERE organization_id = ?")
      .bind(house.organizationId)
      .run()
    await sendAlertMails.run(await depsWith(mail), null)
    expect(sent.filter((one) => one.to === to)).toEqual([])
  })

  it('costs nothing where no binding for it stands', async () => {
    await runJobs(await depsWith(null), installedJobs())
    expect(await env.DB.prepare("SELECT * FROM job_runs WHERE job = 'send-alert-mails'").first()).toBeNull()
    await runJobs(await depsWith(watchedMail().mail), installedJobs())
    expect(await env.DB.prepare("SELECT cursor FROM job_runs WHERE job = 'send-alert-mails'").first()).not.toBeNull()
  })
})
