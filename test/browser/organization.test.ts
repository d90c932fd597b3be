import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Organization } from '../../contract/identity.ts'
import { expectSound } from './a11y-audit.ts'
import { callWith, eventually, PHONE, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

const PATH = '/api/v1/organization'

const stored = async (): Promise<Organization> => (await callWith(instance().url, instance().apiKey, PATH)).json()

const patch = async (change: Partial<Organization>) => {
  const answer = await fetch(instance().url + PATH, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${instance().apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(change),
  })
  expect(answer.status).toBe(200)
}

const section = (page: Page) => page.getByRole('region', { name: 'Organization' })

async function openSettings(page: Page) {
  await page.goto('/settings')
  await eventually(() => section(page).getByLabel('Name').inputValue()).not.toBe('')
}

async function save(page: Page) {
  await section(page).getByRole('button', { name: 'Save Changes' }).click()
  await page.getByText('Settings saved.').last().waitFor()
}

async function asRole(page: Page, role: string, scopes: string[]) {
  await page.route('**/api/v1/me', async (route) => {
    const me = await (await route.fetch()).json()
    return route.fulfill({ json: { ...me, role, scopes } })
  })
}

describe('the settings of the organization', () => {
  test('each is saved, and only what was changed is sent', async () => {
    const page = await visit()
    await openSettings(page)
    const it = section(page)
    const saveButton = it.getByRole('button', { name: 'Save Changes' })
    await eventually(() => saveButton.getAttribute('aria-disabled')).toBe('true')
    await it.getByLabel('Name').fill('Acme Forum')
    await it.getByLabel('Time zone').selectOption('Europe/Berlin')
    await it.getByLabel('Email for alerts').fill('ops@acme.example')
    const [request] = await Promise.all([page.waitForRequest((one) => one.method() === 'PATCH'), save(page)])
    expect(request.postDataJSON()).toEqual({
      name: 'Acme Forum',
      timeZone: 'Europe/Berlin',
      alertEmail: 'ops@acme.example',
    })
    expect(request.headers()['if-match']).toMatch(/^"v\d+"$/)
    await eventually(() => saveButton.getAttribute('aria-disabled')).toBe('true')

    await it.getByLabel('Only tell us').check()
    await it.getByLabel('A key is unused after').fill('45')
    await it.getByLabel('Warn before a key expires').fill('14')
    await it.getByLabel('Remind to rotate a key after (days)', { exact: true }).uncheck()
    await it.getByLabel('Email for alerts').fill('')
    await save(page)
    await eventually(stored).toMatchObject({
      name: 'Acme Forum',
      timeZone: 'Europe/Berlin',
      alertEmail: null,
      leakAction: 'flag',
      unusedAfterDays: 45,
      expiryWarningDays: 14,
      rotationReminderDays: null,
    })
    await it.getByLabel('Disable it').check()
    await it.getByLabel('Remind to rotate a key after (days)', { exact: true }).check()
    await it.getByLabel('Remind to rotate a key after, days').fill('120')
    await save(page)
    await eventually(stored).toMatchObject({ leakAction: 'disable', rotationReminderDays: 120 })

    const keep = it.getByLabel('Keep headers and bodies of calls in the event log')
    await keep.check()
    await it.getByText('Whoever may read the log sees what your users send.').waitFor()
    const names = it.getByRole('textbox', { name: 'Fields to take out as well' })
    await names.fill('customer_pin,Kennwort,-_-,')
    await saveButton.click()
    await it.getByText('must hold at least two letters or digits').waitFor()
    await it.getByRole('button', { name: 'Remove field -_-' }).click()
    await save(page)
    await eventually(stored).toMatchObject({ captureBodies: true, redactNames: ['customer_pin', 'Kennwort'] })
    await keep.uncheck()

    await it.getByLabel('Keep the audit log').fill('29')
    await saveButton.click()
    await it.getByText('Enter whole days within the range.').waitFor()
    await it.getByLabel('Keep the audit log').fill('30')
    await it.getByLabel('Keep the event log').fill('90')
    await it.getByLabel('Archive before removing').uncheck()
    await save(page)
    await eventually(stored).toMatchObject({
      auditRetentionDays: 30,
      logRetentionDays: 90,
      archiveLogs: false,
      captureBodies: false,
    })
    await page.getByRole('region', { name: 'Archives' }).getByText('Nothing has been archived yet.').waitFor()
    const work = page.getByRole('region', { name: 'Background work' })
    await work.getByRole('listitem').filter({ hasText: 'Remove old entries of the event log' }).waitFor()
    await page.getByRole('button', { name: 'your account' }).click()
    await page.getByText('Acme Forum').waitFor()
  })

  test('the plan shows its figures; those of an enterprise plan are typed, or unlimited', async () => {
    const page = await visit()
    await openSettings(page)
    const plan = section(page).getByLabel('Plan', { exact: true })
    await eventually(() => plan.locator('option').allInnerTexts()).toContain(
      'Professional: 300/min, 10,000/hr, 100,000/day',
    )
    await plan.selectOption('business')
    await save(page)
    await eventually(async () => (await stored()).plan).toBe('business')
    await plan.selectOption('enterprise')
    await section(page).getByLabel('Requests per day', { exact: true }).check()
    await section(page).getByLabel('Requests per day, value').fill('0')
    await section(page).getByRole('button', { name: 'Save Changes' }).click()
    await page.getByText('Enter a whole number, 1 or more.').waitFor()
    await section(page).getByLabel('Requests per day, value').fill('7000000')
    await save(page)
    await eventually(stored).toMatchObject({
      plan: 'enterprise',
      planLimits: { perMinute: null, perHour: null, perDay: 7_000_000 },
    })
    await section(page).getByLabel('Requests per day', { exact: true }).uncheck()
    await save(page)
    await eventually(stored).toMatchObject({ planLimits: { perDay: null } })
  })

  test('keys in addresses are accepted once the risk was read, and refused again without a question', async () => {
    const { url, apiKey } = instance()
    const byAddress = async () => (await fetch(`${url}/api/v1/me?api_key=${apiKey}`)).status
    const page = await visit(PHONE)
    await openSettings(page)
    const box = section(page).getByLabel('Accept keys in the address (?api_key=)')
    await box.click()
    const dialog = page.getByRole('dialog', { name: 'Accept keys in addresses?' })
    const cancel = dialog.getByRole('button', { name: 'Cancel' })
    await eventually(() => cancel.evaluate((button) => button === document.activeElement)).toBe(true)
    await dialog.getByText('the history and bookmarks of a browser').waitFor()
    await cancel.click()
    await eventually(() => box.isChecked()).toBe(false)
    await box.click()
    await dialog.getByRole('button', { name: 'Accept keys in addresses' }).click()
    await eventually(() => box.isChecked()).toBe(true)
    expect(await byAddress()).toBe(401)
    await save(page)
    await eventually(async () => (await stored()).keysInQuery).toBe(true)
    expect(await byAddress()).toBe(200)
    await box.click()
    await save(page)
    await eventually(async () => (await stored()).keysInQuery).toBe(false)
    expect(await byAddress()).toBe(401)
  })

  test('what is wrong is told at its field, by the page or by the server', async () => {
    const page = await visit()
    await openSettings(page)
    const it = section(page)
    await it.getByLabel('Name').fill(' ')
    await it.getByLabel('A key is unused after').fill('366')
    await it.getByRole('button', { name: 'Save Changes' }).click()
    await it.getByText('Give the organization a name.').waitFor()
    await it.getByText('Enter whole days within the range.').waitFor()
    await eventually(() => it.getByLabel('Name').evaluate((field) => field === document.activeElement)).toBe(true)
    await it.getByRole('button', { name: 'Discard changes' }).click()
    await eventually(() => it.getByLabel('A key is unused after').inputValue()).not.toBe('366')
    await it.getByLabel('Email for alerts').fill('no address')
    await it.getByRole('button', { name: 'Save Changes' }).click()
    await it.getByText('must be an email address').waitFor()
  })

  test('a change that somebody else saved meanwhile is not overwritten, and nothing typed is lost', async () => {
    const page = await visit()
    await openSettings(page)
    const it = section(page)
    await it.getByLabel('Name').fill('Mine')
    await patch({ name: 'Theirs', unusedAfterDays: 77 })
    await it.getByRole('button', { name: 'Save Changes' }).click()
    await it.getByText('Somebody else changed these settings meanwhile.').waitFor()
    await eventually(() => it.getByLabel('A key is unused after').inputValue()).toBe('77')
    expect(await it.getByLabel('Name').inputValue()).toBe('Mine')
    expect((await stored()).name).toBe('Theirs')
    await save(page)
    await eventually(stored).toMatchObject({ name: 'Mine', unusedAfterDays: 77 })
  })

  test('a viewer sees them with the reason why not to change them, and an admin not the plan', async () => {
    const page = await visit()
    await asRole(page, 'viewer', ['organization:read', 'members:read'])
    await page.goto('/settings')
    await page.getByText('Only owners and admins can change these settings.').waitFor()
    await section(page).getByText('Warn before a key expires').waitFor()
    expect(await section(page).getByRole('button').count()).toBe(0)
    await expectSound(page, 'settings to look at')
    const admin = await visit()
    await asRole(admin, 'admin', ['*'])
    await openSettings(admin)
    await admin.getByText('Only an owner can change the plan.').waitFor()
    expect(await section(admin).getByLabel('Plan', { exact: true }).count()).toBe(0)
  })
})
