import { createHash, randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible } from './a11y-audit.ts'
import { downloadedBy } from './download.ts'
import { callWith, DESKTOP, eventually, freshName, PHONE, TABLET, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

const newText = () => `acme_${randomBytes(12).toString('hex')}`
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Import keys' })
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

async function openWizard(page: Page) {
  await page.goto('/api-keys?dialog=import')
  await dialogOf(page).getByRole('button', { name: 'Check' }).waitFor()
}

describe('importing keys', () => {
  test('turns a file into working keys, with a preview of each line', async () => {
    const [good, lean, bad] = [newText(), newText(), newText()]
    const name = freshName('=Moved')
    const csv = [
      'digest,prefix,lastCharacters,name,scopes,perMinute,expiresAt,notes',
      `${digestOf(good)},acme_,${good.slice(-4)},${name},users:read posts:read,100,,from Acme`,
      `${digestOf(lean)},acme_,,Lean ${name},,,,`,
      `${digestOf(bad)},acme_,,Late ${name},users:read,,2020-01-01,`,
      `${digestOf(good)},acme_,,Twice ${name},users:read,,,`,
      `${bad},acme_,,Plain ${name},users:read,,,`,
    ].join('\n')
    const page = await visit({ path: '/api-keys' })
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/api-keys/import')) sent.push(request.postData() ?? '')
    })
    await page.getByRole('button', { name: 'Import keys' }).click()
    const dialog = dialogOf(page)
    await dialog.getByLabel('CSV or JSON file').setInputFiles(file('keys.csv', csv))
    await dialog.getByText('Read from keys.csv').waitFor()
    await dialog.getByText('Default permissions and limits').click()
    await dialog.getByRole('button', { name: 'Read only' }).click()
    await dialog.getByRole('button', { name: 'Check' }).click()

    await dialog.getByText('2 will be imported').waitFor()
    await dialog.getByText('3 have a problem').waitFor()
    await dialog.getByText('Unknown columns ignored: notes').waitFor()
    const row = (what: string) => dialog.getByRole('row', { name: what })
    await row(`Late ${name}`).getByText('expiresAt must lie in the future').waitFor()
    await row(`Twice ${name}`).getByText('digest is the same as in line 2').waitFor()
    await row(`Plain ${name}`).getByText('digest must be a SHA-256 digest').waitFor()
    await dialog.getByLabel('Show only problems').check()
    await eventually(() => dialog.getByRole('row').count()).toBe(4)
    await dialog.getByLabel('Show only problems').uncheck()

    await dialog.getByRole('button', { name: 'Import 2 keys' }).click()
    await dialog.getByText('2 keys imported').waitFor()
    await dialog.getByText('3 were rejected').waitFor()
    const result = await downloadedBy(page, () => dialog.getByRole('button', { name: 'Download result' }).click())
    const rows = result.text.replace('\uFEFF', '').trim().split('\r\n')
    expect(result.name).toBe('import-result.csv')
    expect(rows[0]).toBe('Line,Result,ID,Name,Problems')
    expect(rows[1]).toMatch(/^2,imported,key_\w{26},'=Moved/)
    expect(rows[3]).toContain('rejected')
    expect(result.text).not.toContain(bad)
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    await dialog.waitFor({ state: 'detached' })

    // A key in the place of its digest never left the browser.
    expect(sent.length).toBeGreaterThan(1)
    expect(sent.join()).not.toContain(bad)
    const { url } = instance()
    const answer = await callWith(url, good)
    expect(answer.status).toBe(200)
    expect((await answer.json()).scopes).toEqual(['users:read', 'posts:read'])
    expect((await callWith(url, lean)).status).toBe(200)
    expect((await callWith(url, bad)).status).toBe(401)

    await openWizard(page)
    await dialog
      .getByLabel('Or paste its contents')
      .fill(csv.replace(`${digestOf(lean)},acme_,,`, `${digestOf(newText())},acme_,,New `))
    await dialog.getByText('Default permissions and limits').click()
    await dialog.getByRole('button', { name: 'Full access' }).click()
    await dialog.getByRole('button', { name: 'Check' }).click()
    await dialog.getByText('1 already exists').waitFor()
    await dialog.getByRole('button', { name: 'Back' }).click()
    await eventually(() => dialog.getByLabel('Or paste its contents').inputValue()).toContain('New Lean')

    await page.goto(`/api-keys?q=${encodeURIComponent(name)}`)
    await page.getByText(`acme_...${good.slice(-4)}`).waitFor()
  })

  test('shows at the field why a file cannot be read, and which limits are wrong', async () => {
    const page = await visit()
    await openWizard(page)
    const dialog = dialogOf(page)
    await dialog.getByRole('button', { name: 'Check' }).click()
    await dialog.getByText('Select a file or paste its contents.').waitFor()
    await dialog.getByLabel('Or paste its contents').fill('name,scopes\nA,users:read')
    await dialog.getByRole('button', { name: 'Check' }).click()
    await dialog.getByText('The first line must be a header').waitFor()
    await dialog.getByText('Default permissions and limits').click()
    await dialog.getByRole('textbox', { name: 'Requests per minute, value' }).fill('many')
    await dialog.getByRole('button', { name: 'Check' }).click()
    await dialog.getByText('Enter a whole number of 1 or more.').waitFor()
    const template = await downloadedBy(page, () => dialog.getByRole('button', { name: 'Download template' }).click())
    expect(template.text).toMatch(/^\uFEFFdigest,prefix,lastCharacters,name,/)
  })

  test('of 5,000 lines is sent in requests of 500, and continues where it stopped', async () => {
    const texts = Array.from({ length: 5000 }, newText)
    const name = freshName('Many')
    const csv = `digest,prefix,name,scopes\n${texts.map((text, n) => `${digestOf(text)},acme_,${name} ${n},users:read`).join('\n')}`
    const page = await visit()
    await openWizard(page)
    const dialog = dialogOf(page)
    const sizes: string[] = []
    let fail = true
    await page.route('**/api/v1/api-keys/import', async (route) => {
      const { keys, dryRun } = route.request().postDataJSON()
      sizes.push(`${dryRun ? 'check' : 'import'} ${keys.length}`)
      const answer = await route.fetch()
      // The answer to the third request is lost, although the keys are imported.
      if (!dryRun && fail && sizes.filter((one) => one.startsWith('import')).length === 3) {
        fail = false
        return route.abort()
      }
      return route.fulfill({ response: answer })
    })
    await dialog.getByLabel('CSV or JSON file').setInputFiles(file('many.csv', csv))
    await dialog.getByText('Read from many.csv').waitFor()
    await dialog.getByRole('button', { name: 'Check' }).click()
    await dialog.getByText('5,000 will be imported').waitFor()
    await dialog.getByText('1 to 50 of 5,000').waitFor()
    await dialog.getByRole('button', { name: 'Next' }).click()
    await dialog.getByText('51 to 100 of 5,000').waitFor()
    await dialog.getByRole('button', { name: 'Import 5,000 keys' }).click()
    await dialog.getByText('Import stopped:').waitFor()
    await dialog.getByText('4,000 were not processed').waitFor()
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.getByText('5,000 keys imported', { exact: true }).waitFor()
    expect(await dialog.getByText(/already exist/).count()).toBe(0)
    expect(sizes).toEqual([...Array(10).fill('check 500'), ...Array(11).fill('import 500')])
    expect((await callWith(instance().url, texts[4999] ?? '')).status).toBe(200)
  })

  test('can be stopped', async () => {
    const texts = Array.from({ length: 1200 }, newText)
    const csv = `digest,prefix,name,scopes\n${texts.map((text, n) => `${digestOf(text)},acme_,Stop ${n},users:read`).join('\n')}`
    const page = await visit()
    await openWizard(page)
    const dialog = dialogOf(page)
    let go = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    await page.route('**/api/v1/api-keys/import', async (route) => {
      if (!route.request().postDataJSON().dryRun) await held
      await route.fallback()
    })
    await dialog.getByLabel('CSV or JSON file').setInputFiles(file('stop.csv', csv))
    await dialog.getByText('Read from stop.csv').waitFor()
    await dialog.getByRole('button', { name: 'Check' }).click()
    await dialog.getByRole('button', { name: 'Import 1,200 keys' }).click()
    await dialog.getByText('0 of 1,200 keys imported').waitFor()
    await page.keyboard.press('Escape')
    await expectAccessible(page, 'import progress')
    await dialog.getByRole('button', { name: 'Stop' }).click()
    await dialog.getByText('Stopping after the current keys.').waitFor()
    go()
    await dialog.getByText('500 keys imported', { exact: true }).waitFor()
    await dialog.getByText('700 were not processed').waitFor()
    expect((await callWith(instance().url, texts[0] ?? '')).status).toBe(200)
    expect((await callWith(instance().url, texts[1199] ?? '')).status).toBe(401)
  })

  test('is not offered to a person with read-only rights', async () => {
    const page = await visit()
    await page.route('**/api/v1/me', async (route) => {
      const me = await (await route.fetch()).json()
      return route.fulfill({ json: { ...me, role: 'viewer', scopes: ['api-keys:read'] } })
    })
    await page.goto('/api-keys?dialog=import')
    await page.getByText('Your role can view API keys but not change them.').waitFor()
    expect(await page.getByRole('button', { name: 'Import keys' }).count()).toBe(0)
    expect(await dialogOf(page).count()).toBe(0)
  })

  test('works by keyboard: focus stays in the dialog during all steps and then returns to where it was', async () => {
    const page = await visit({ path: '/api-keys' })
    const open = page.getByRole('button', { name: 'Import keys' })
    await open.focus()
    await page.keyboard.press('Enter')
    const dialog = dialogOf(page)
    await dialog
      .getByLabel('Or paste its contents')
      .fill(`digest,prefix,name,scopes\n${digestOf(newText())},acme_,K,users:read`)
    await dialog.getByRole('button', { name: 'Check' }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByText('1 will be imported').waitFor()
    const inside = () => dialog.evaluate((element) => element.contains(document.activeElement))
    await eventually(inside).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await eventually(() => open.evaluate((button) => button === document.activeElement)).toBe(true)
  })

  test.each([
    ['phone', PHONE],
    ['tablet', TABLET],
    ['desktop', DESKTOP],
  ])('has nothing to object to on a %s, light and dark', async (name, size) => {
    const text = newText()
    const csv = `digest,prefix,lastCharacters,name,scopes,perDay,unknown column\n${digestOf(text)},acme_,${text.slice(-4)},A key with quite a long name that has to wrap somewhere,users:read posts:read posts:write analytics:read,,\n${digestOf(newText())},sk_live_abc,,Short,users:*,many,\n`
    const page = await visit({ ...size })
    await openWizard(page)
    const dialog = dialogOf(page)
    await expectAccessible(page, `import, ${name}`)
    await dialog.getByText('How to create the digests').click()
    await dialog.getByText('Default permissions and limits').click()
    await dialog.getByRole('button', { name: 'Read only' }).waitFor()
    await dialog.getByRole('button', { name: 'Check' }).click()
    await dialog.getByText('Select a file or paste its contents.').waitFor()
    await expectAccessible(page, `import with an error, ${name}`)
    await dialog.getByLabel('Or paste its contents').fill(csv)
    await dialog.getByRole('button', { name: 'Check' }).click()
    await dialog.getByText('1 has a problem').waitFor()
    await expectAccessible(page, `import preview, ${name}`)
    await dialog.getByRole('button', { name: 'Import 1 key' }).click()
    await dialog.getByText('1 key imported').waitFor()
    await expectAccessible(page, `import summary, ${name}`)
  })
})
