import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Organization } from '../../contract/identity.ts'
import { expectAccessible } from './a11y-audit.ts'
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

/** Opens a section of the settings by its link, or the page if it is not open yet. */
async function openSection(page: Page, name: string) {
  const links = page.getByRole('navigation', { name: 'Settings' })
  if (!page.url().includes('/settings')) await page.goto('/settings')
  await links.getByRole('link', { name }).click()
  const section = page.getByRole('region', { name, exact: true })
  await section.waitFor()
  return section
}

/** Opens the settings, and waits until those of the organization are there. */
async function openSettings(page: Page) {
  await page.goto('/settings')
  const general = page.getByRole('region', { name: 'General' })
  await eventually(() => general.getByLabel('Name').inputValue()).not.toBe('')
  return general
}

const saveBar = (page: Page) => page.getByRole('region', { name: 'Unsaved changes' })

const pressSave = (page: Page) => saveBar(page).getByRole('button', { name: 'Save Changes' }).click()

async function save(page: Page) {
  await pressSave(page)
  await page.getByText('Settings saved.').last().waitFor()
  await saveBar(page).waitFor({ state: 'detached' })
}

const question = (page: Page) => page.getByRole('dialog', { name: 'Discard your changes?' })

async function asRole(page: Page, role: string, scopes: string[]) {
  await page.route('**/api/v1/me', async (route) => {
    const me = await (await route.fetch()).json()
    return route.fulfill({ json: { ...me, role, scopes } })
  })
}

describe('the settings of the organization', () => {
  test('each setting is saved, and only changed ones are sent', async () => {
    const page = await visit()
    const general = await openSettings(page)
    expect(await saveBar(page).count()).toBe(0)
    await general.getByLabel('Name').fill('Acme Forum')
    await general.getByLabel('Time zone').selectOption('Europe/Berlin')
    await general.getByLabel('Alert email').fill('ops@acme.example')
    await saveBar(page).getByText('Unsaved: Name, Time zone, Alert email').waitFor()
    const [request] = await Promise.all([page.waitForRequest((one) => one.method() === 'PATCH'), save(page)])
    expect(request.postDataJSON()).toEqual({
      name: 'Acme Forum',
      timeZone: 'Europe/Berlin',
      alertEmail: 'ops@acme.example',
    })
    expect(request.headers()['if-match']).toMatch(/^"v\d+"$/)

    await general.getByLabel('Alert email').fill('')
    const keys = await openSection(page, 'Keys and security')
    await keys.getByLabel('Only send an alert').check()
    await keys.getByLabel('Mark a key as unused after').fill('45')
    await keys.getByLabel('Warn before a key expires').fill('14')
    await keys.getByLabel('Remind to rotate a key after').fill('')
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
    await keys.getByLabel('Disable the key').check()
    await keys.getByLabel('Remind to rotate a key after').fill('120')
    await save(page)
    await eventually(stored).toMatchObject({ leakAction: 'disable', rotationReminderDays: 120 })

    const log = await openSection(page, 'Event log')
    const keep = log.getByRole('switch', { name: 'Capture headers and bodies of calls' })
    await keep.click()
    await log.getByText('Anyone who can read the log sees what your users send.').waitFor()
    await log.getByRole('textbox', { name: 'Additional fields to redact' }).fill('customer_pin,Kennwort,-_-,')
    await pressSave(page)
    await log.getByText('must hold at least two letters or digits').waitFor()
    await log.getByRole('button', { name: 'Remove field -_-' }).click()
    await save(page)
    await eventually(stored).toMatchObject({ captureBodies: true, redactNames: ['customer_pin', 'Kennwort'] })
    await keep.click()

    const retention = await openSection(page, 'Retention')
    await retention.getByLabel('Audit log').fill('29')
    await pressSave(page)
    await retention.getByText('Enter a whole number of days within the range.').waitFor()
    await retention.getByLabel('Audit log').fill('30')
    await retention.getByText('Enter a whole number of days within the range.').waitFor({ state: 'detached' })
    await retention.getByLabel('Event log').fill('90')
    await retention.getByRole('switch', { name: 'Archive before deleting' }).click()
    await save(page)
    await eventually(stored).toMatchObject({
      auditRetentionDays: 30,
      logRetentionDays: 90,
      archiveLogs: false,
      captureBodies: false,
    })
    await (await openSection(page, 'Archives')).getByText('No archives yet.').waitFor()
    const work = await openSection(page, 'Background jobs')
    await work.getByRole('listitem').filter({ hasText: 'Delete old event log entries' }).waitFor()
    await page.getByRole('banner').getByText('Acme Forum').waitFor()
  })

  test('stand in one form: what was typed stays when another section is shown, and the URL names the section', async () => {
    const page = await visit()
    const general = await openSettings(page)
    await general.getByLabel('Name').fill('Typed first')
    const retention = await openSection(page, 'Retention')
    expect(new URL(page.url()).search).toBe('?section=retention')
    await retention.getByLabel('Event log').fill('0')
    await openSection(page, 'Members')
    await saveBar(page).getByText('Unsaved: Name, Event log').waitFor()
    await expectAccessible(page, 'unsaved settings')
    await page.goBack()
    await eventually(() => retention.getByLabel('Event log').inputValue()).toBe('0')
    await page.goBack()
    await eventually(() => general.getByLabel('Name').inputValue()).toBe('Typed first')
    // The field that cannot be saved is in another section, which is shown.
    await pressSave(page)
    await retention.getByText('Enter a whole number of days within the range.').waitFor()
    await eventually(() => retention.getByLabel('Event log').evaluate((it) => it === document.activeElement)).toBe(true)
    await page.getByRole('link', { name: 'Retention Has errors' }).waitFor()
    await page.getByRole('link', { name: 'General Not saved' }).waitFor()
    await saveBar(page).getByRole('button', { name: 'Discard' }).click()
    await saveBar(page).waitFor({ state: 'detached' })
    await eventually(() => retention.getByLabel('Event log').inputValue()).not.toBe('0')
    await page.goto('/settings?section=plan')
    await page.getByRole('region', { name: 'Plan and limits' }).waitFor()
  })

  test('that are not saved are not dropped: a link, a shortcut, Back and closing the tab ask first', async () => {
    const page = await visit({ path: '/api-keys' })
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
    const name = page.getByRole('region', { name: 'General' }).getByLabel('Name')
    await eventually(() => name.inputValue()).not.toBe('')
    await name.fill('Not saved')
    const leaveBy: (() => Promise<unknown>)[] = [
      () => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Webhooks' }).click(),
      async () => {
        await name.blur()
        await page.keyboard.press('g')
        await page.keyboard.press('w')
      },
      () => page.goBack(),
    ]
    for (const leave of leaveBy) {
      await leave()
      await question(page).getByText('These changes are not saved: Name.').waitFor()
      await question(page).getByRole('button', { name: 'Keep editing' }).click()
      await question(page).waitFor({ state: 'detached' })
      expect(new URL(page.url()).pathname).toBe('/settings')
      expect(await name.inputValue()).toBe('Not saved')
    }
    const asked = page.waitForEvent('dialog')
    await page.close({ runBeforeUnload: true })
    const dialog = await asked
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
    await page.goBack()
    await question(page).getByRole('button', { name: 'Discard' }).click()
    await page.waitForURL(/\/api-keys$/)
    await page.goForward()
    await eventually(() => name.inputValue()).not.toBe('Not saved')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Webhooks' }).click()
    await page.waitForURL(/\/webhooks$/)
  })

  test('the plan shows its limits; those of an enterprise plan can be typed, or are unlimited', async () => {
    const page = await visit({ path: '/settings?section=plan' })
    const plans = page.getByRole('group', { name: 'Plan' })
    await plans.getByRole('radio', { name: 'Professional 300/min, 10,000/hr, 100,000/day' }).waitFor()
    await plans.getByRole('radio', { name: /^Business/ }).check()
    await save(page)
    await eventually(async () => (await stored()).plan).toBe('business')
    await plans.getByRole('radio', { name: /^Enterprise/ }).check()
    const perDay = page.getByLabel('Requests per day')
    await perDay.fill('0')
    await pressSave(page)
    await page.getByText('Enter a whole number of 1 or more.').waitFor()
    await perDay.fill('7000000')
    await save(page)
    await eventually(stored).toMatchObject({
      plan: 'enterprise',
      planLimits: { perMinute: null, perHour: null, perDay: 7_000_000 },
    })
    await perDay.fill('')
    await save(page)
    await eventually(stored).toMatchObject({ planLimits: { perDay: null } })
  })

  test('keys in query strings are turned on after a warning, and turned off without one', async () => {
    const { url, apiKey } = instance()
    const byAddress = async () => (await fetch(`${url}/api/v1/me?api_key=${apiKey}`)).status
    const page = await visit({ ...PHONE, path: '/settings?section=keys' })
    const box = page.getByRole('switch', { name: 'Accept API keys in the URL' })
    await box.click()
    const dialog = page.getByRole('dialog', { name: 'Accept API keys in URLs?' })
    const cancel = dialog.getByRole('button', { name: 'Cancel' })
    await eventually(() => cancel.evaluate((button) => button === document.activeElement)).toBe(true)
    await dialog.getByText('browser history and bookmarks').waitFor()
    await cancel.click()
    await dialog.waitFor({ state: 'detached' })
    expect(await box.isChecked()).toBe(false)
    await box.click()
    await dialog.getByRole('button', { name: 'Accept API keys in URLs' }).click()
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

  test('errors of the page or the server are shown at their fields', async () => {
    const page = await visit()
    const it = await openSettings(page)
    await it.getByLabel('Name').fill(' ')
    await pressSave(page)
    await it.getByText('Enter a name for the organization.').waitFor()
    await eventually(() => it.getByLabel('Name').evaluate((field) => field === document.activeElement)).toBe(true)
    const keys = await openSection(page, 'Keys and security')
    await keys.getByLabel('Mark a key as unused after').fill('366')
    await keys.getByLabel('Warn before a key expires').focus()
    await keys.getByText('Enter a whole number of days within the range.').waitFor()
    await saveBar(page).getByRole('button', { name: 'Discard' }).click()
    await eventually(() => keys.getByLabel('Mark a key as unused after').inputValue()).not.toBe('366')
    await openSection(page, 'General')
    await it.getByLabel('Alert email').fill('no address')
    await it.getByLabel('Alert email').press('Control+Enter')
    await it.getByText('must be an email address').waitFor()
  })

  test('a change that somebody else saved in between is not overwritten, and typed values are kept', async () => {
    const page = await visit()
    const it = await openSettings(page)
    await it.getByLabel('Name').fill('Mine')
    await patch({ name: 'Theirs', unusedAfterDays: 77 })
    await pressSave(page)
    await saveBar(page).getByText('Someone else changed this while you were editing.').waitFor()
    expect(await it.getByLabel('Name').inputValue()).toBe('Mine')
    const keys = await openSection(page, 'Keys and security')
    await eventually(() => keys.getByLabel('Mark a key as unused after').inputValue()).toBe('77')
    expect((await stored()).name).toBe('Theirs')
    await save(page)
    await eventually(stored).toMatchObject({ name: 'Mine', unusedAfterDays: 77 })
  })

  test('a viewer sees why they cannot be changed, and an admin cannot change the plan', async () => {
    const page = await visit()
    await asRole(page, 'viewer', ['organization:read', 'members:read'])
    await page.goto('/settings?section=keys')
    await page.getByText('Only owners and admins can change these settings.').waitFor()
    const keys = page.getByRole('region', { name: 'Keys and security' })
    await keys.getByText('Warn before a key expires').waitFor()
    expect(await keys.getByRole('button').count()).toBe(0)
    expect(await keys.getByRole('switch').count()).toBe(0)
    await expectAccessible(page, 'settings to look at')
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Members' }).waitFor()
    expect(await page.getByRole('link', { name: 'Archives' }).count()).toBe(0)
    const admin = await visit()
    await asRole(admin, 'admin', ['*'])
    await admin.goto('/settings?section=plan')
    await admin.getByText('Only an owner can change the plan.').waitFor()
    expect(await admin.getByRole('radio').count()).toBe(0)
  })
})
