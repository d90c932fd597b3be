import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { jobDeps } from '../../../test/support/job-deps.ts'
import { call, newTestOrg, type TestOrg } from '../../../test/support/kit.ts'
import { alertRow } from '../../platform/alerts/raise.ts'
import { databaseOf, runBatch } from '../../platform/db/client.ts'
import { loadJobs } from '../../platform/manifest/jobs.ts'
import type { JobDeps } from '../../platform/scheduler/job.ts'
import { runJobs } from '../../platform/scheduler/run-jobs.ts'
import { sendAlertMails } from './send-mails.ts'

const db = databaseOf(env.DB)

type Mail = { from: string; to: string; subject: string; text: string }

/** The real binding, recorded: what it accepted. While `broken`, it fails. */
function watchedMail() {
  const sent: Mail[] = []
  const state = { broken: false }
  const binding = new Proxy(env.ALERTS_EMAIL, {
    get: (target, property) =>
      property === 'send'
        ? async (mail: Mail) => {
            if (state.broken) throw new Error('the mail service is unavailable')
            await target.send(mail)
            sent.push(mail)
          }
        : Reflect.get(target, property, target),
  })
  return { sent, state, mail: { binding, from: 'alerts@gatehouse.test' } }
}

const depsWith = (mail: JobDeps['mail']) => jobDeps(Date.now(), mail)
const raise = (org: TestOrg, name: string, at = Date.now()) =>
  runBatch(
    db,
    alertRow(
      {
        organizationId: org.organizationId,
        kind: 'key_leaked',
        severity: 'critical',
        target: { type: 'api_key', id: `key_${name}`, name },
        details: { source: `sk_live_${'a1B2'.repeat(12)} on a page`, action: 'disabled' },
      },
      at,
    ),
  )

/** An organization with alerts by email, with its own address, so that tests do not read mails of others. */
async function newOrgWithMail() {
  const org = await newTestOrg()
  const to = `${org.organizationId}@example.com`
  await call('PATCH', '/api/v1/organization', { key: org.key, body: { alertEmail: to, name: 'Acme\r\nBcc: all' } })
  return { org, to }
}

describe('an alert by email', () => {
  it('is sent to the address of its organization once, with a message, without a secret', async () => {
    const { org, to } = await newOrgWithMail()
    const { sent, mail } = watchedMail()
    await raise(org, 'Mobile App')
    for (let n = 0; n < 3; n++) await sendAlertMails.run(await depsWith(mail), null)
    const ours = sent.filter((one) => one.to === to)
    expect(ours).toHaveLength(1)
    expect(ours[0]).toMatchObject({ from: 'alerts@gatehouse.test', subject: '[Acme Bcc: all] Alert for Mobile App' })
    expect(ours[0]?.text).toContain('CRITICAL: The key "Mobile App" was found in public (sk_live_a1B... on a page)')
    expect(ours[0]?.text).not.toContain('a1B2a1B2')
    await raise(org, 'Mobile App')
    await sendAlertMails.run(await depsWith(mail), null)
    expect(sent.filter((one) => one.to === to)).toHaveLength(1)
  })

  it('is in one mail with the others of its organization, and in no mail of another', async () => {
    const [one, two] = [await newOrgWithMail(), await newOrgWithMail()]
    const silent = await newTestOrg()
    for (const name of ['a', 'b', 'c']) await raise(one.org, name)
    await raise(two.org, 'theirs')
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
    const { org, to } = await newOrgWithMail()
    const { sent, mail } = watchedMail()
    for (const name of ['a', 'b']) await raise(org, name)
    const deps = await depsWith(mail)
    await Promise.all(Array.from({ length: 5 }, () => sendAlertMails.run(deps, null)))
    expect(sent.filter((one) => one.to === to)).toHaveLength(1)
  })

  it('that could not be sent is sent by a later run, but not after three days', async () => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { org, to } = await newOrgWithMail()
    const { sent, state, mail } = watchedMail()
    await raise(org, 'old', Date.now() - 4 * 86_400_000)
    await raise(org, 'late')
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

  it('that was resolved before sending is not sent', async () => {
    const { org, to } = await newOrgWithMail()
    const { sent, mail } = watchedMail()
    await raise(org, 'a')
    await env.DB.prepare("UPDATE alerts SET status = 'resolved' WHERE organization_id = ?")
      .bind(org.organizationId)
      .run()
    await sendAlertMails.run(await depsWith(mail), null)
    expect(sent.filter((one) => one.to === to)).toEqual([])
  })

  it('costs nothing without a binding', async () => {
    await runJobs(await depsWith(null), await loadJobs())
    expect(await env.DB.prepare("SELECT * FROM job_runs WHERE job = 'send-alert-mails'").first()).toBeNull()
    await runJobs(await depsWith(watchedMail().mail), await loadJobs())
    expect(await env.DB.prepare("SELECT cursor FROM job_runs WHERE job = 'send-alert-mails'").first()).not.toBeNull()
  })
})
