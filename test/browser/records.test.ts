import { describe, expect, test } from 'vitest'
import { expectAccessible } from './a11y-audit.ts'
import { downloadedBy } from './download.ts'
import { callWith, DESKTOP, eventually, freshName, PHONE, TABLET, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

const FIELDS = [
  { name: 'email', label: 'Email', type: 'email', required: true, unique: true },
  { name: 'full_name', label: 'Full name', type: 'text' },
  { name: 'age', label: 'Age', type: 'number', indexed: true },
  { name: 'born', label: 'Born', type: 'date' },
  { name: 'member', label: 'Member', type: 'boolean' },
]

async function api<T>(method: string, path: string, body?: object): Promise<T> {
  const { url, apiKey } = instance()
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json() as Promise<T>
}

/** A module that no other test uses, with its slug. */
async function makeModule(records: object[] = []): Promise<{ slug: string; name: string }> {
  const name = freshName('People')
  const slug = name.toLowerCase().replaceAll(' ', '-')
  await api('POST', '/modules', { slug, name, fields: FIELDS })
  if (records.length > 0) await api('POST', `/records/${slug}/batch`, { records })
  return { slug, name }
}

const moduleOf = async (slug: string) =>
  (await callWith(instance().url, instance().apiKey, `/api/v1/modules/${slug}`)).json()
const pageOf = (slug: string, more = '') => `/incoming?view=modules&module=${slug}${more}`

describe('demonstration data', () => {
  test('is a forum that a newcomer adds with one click and deletes with another', async () => {
    const page = await visit({ path: '/incoming?view=modules' })
    await page.getByRole('button', { name: 'Add demonstration data' }).click()
    await page.getByText('Demonstration data added').waitFor()
    await page.getByRole('link', { name: 'Users', exact: true }).click()
    await page.getByText('ada@forum.example').waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Delete demonstration data…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/Posts, Threads, Transactions,? and Users are deleted/).waitFor()
    await dialog.getByRole('button', { name: 'Delete demonstration data' }).click()
    await page.getByText('Demonstration data deleted.').waitFor()
    await page.getByText('No modules yet').waitFor()
    // Else the next demonstration data would open with the question whether to delete it.
    expect(new URL(page.url()).searchParams.has('dialog')).toBe(false)
  })
})

describe('modules', () => {
  test('are defined with their fields; what records have against a change is said before it is saved', async () => {
    const page = await visit({ path: '/incoming?view=modules' })
    await page.getByRole('button', { name: 'Create module' }).first().click()
    const panel = page.getByRole('dialog', { name: 'Create module' })
    const name = freshName('Support tickets')
    await panel.getByLabel('Name', { exact: true }).fill(name)
    const slug = name.toLowerCase().replaceAll(' ', '-')
    expect(await panel.getByLabel('Slug').inputValue()).toBe(slug)
    await panel.getByLabel('Label').fill('Ticket number')
    expect(await panel.getByLabel('Key').inputValue()).toBe('ticket_number')
    await panel.getByLabel('Unique').check()
    await panel.getByRole('button', { name: 'Add field' }).click()
    await panel.getByRole('button', { name: 'Create module' }).click()
    const second = panel.getByRole('region', { name: 'Field 2' })
    await second.getByText('Enter a label.').waitFor()
    await second.getByLabel('Label').fill('State')
    const state = panel.getByRole('region', { name: 'State' })
    await state.getByLabel('Type').selectOption({ label: 'Choice from a list' })
    await state.getByLabel('Options').fill('Open\nClosed')
    await panel.getByRole('button', { name: 'Move State up' }).click()

    // It was touched, so it asks before it closes.
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Keep editing' }).click()
    await panel.getByRole('button', { name: 'Create module' }).click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    expect(await moduleOf(slug)).toMatchObject({
      fields: [
        { name: 'state', type: 'select', options: ['Open', 'Closed'] },
        { name: 'ticket_number', type: 'text', unique: true, indexed: true },
      ],
    })

    await api('POST', `/records/${slug}`, { data: { ticket_number: 'T-1' } })
    await page.getByRole('tab', { name: 'Fields' }).click()
    await page.getByRole('button', { name: 'State', exact: true }).click()
    const edit = page.getByRole('dialog', { name: 'Edit field - State' })
    await edit.getByLabel('Required').check()
    await edit.getByText('state cannot be required: 1 record has no value.').waitFor()
    await edit.getByLabel('Required').uncheck()
    await edit.getByLabel('Indexed').check()
    await edit.getByRole('button', { name: 'Save Changes' }).click()
    await page.getByRole('row', { name: /State.*Indexed/ }).waitFor()

    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Delete module…' }).click()
    const ask = page.getByRole('dialog', { name: `Delete module ${name}?` })
    await ask.getByText('1 record is deleted with it.').waitFor()
    const remove = ask.getByRole('button', { name: 'Delete module' })
    expect(await remove.getAttribute('aria-disabled')).toBe('true')
    await ask.getByLabel(`Type ${slug} to confirm`).fill(slug)
    await remove.click()
    await page.getByText(`Module ${name} deleted.`).waitFor()
    expect(await moduleOf(slug)).toMatchObject({ status: 404 })
  })
})

describe('records', () => {
  test('are added, filtered, opened beside the list, edited and deleted', async () => {
    const { slug, name } = await makeModule([
      { email: 'ada@example.com', full_name: 'Ada', age: 36, born: '1815-12-10' },
      { email: 'bob@example.com', age: 12 },
    ])
    const page = await visit({ path: pageOf(slug) })
    await page.getByRole('button', { name: 'Add record' }).click()
    const form = page.getByRole('dialog', { name: `Add record - ${name}` })
    await form.getByLabel('Email').fill('ada@example.com')
    await form.getByRole('button', { name: 'Add record' }).click()
    await form.getByText(/Must be unique/).waitFor()
    await form.getByLabel('Email').fill('eve@example.com')
    await form.getByLabel('Age').fill('41')
    await form.getByRole('button', { name: 'Add record' }).click()
    await page.getByRole('button', { name: 'eve@example.com' }).waitFor()

    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    const filter = page.getByRole('dialog', { name: 'Filter records' })
    // Fields without an index say what they need.
    await filter.getByText('Index these fields to filter by them:').waitFor()
    await filter.getByLabel('Field', { exact: true }).selectOption({ label: 'Age' })
    await filter.getByLabel('Comparison').selectOption({ label: 'is at least' })
    await filter.getByLabel('Value').fill('30')
    await filter.getByRole('button', { name: 'Apply filter' }).click()
    await eventually(() => page.locator('tbody tr').count()).toBe(2)
    await page.getByRole('button', { name: 'Age', exact: true }).click()
    await eventually(() => page.locator('tbody .name-link').allInnerTexts()).toEqual([
      'eve@example.com',
      'ada@example.com',
    ])
    await page.reload()
    await page.getByRole('button', { name: 'ada@example.com' }).click()
    const drawer = page.getByRole('complementary', { name: `${name}: ada@example.com` })
    await drawer.getByText('"full_name": "Ada"').waitFor()
    // The list stays usable.
    await drawer.getByRole('button', { name: 'Edit record' }).click()
    const edit = page.getByRole('complementary', { name: 'Edit record' })
    expect(await edit.getByLabel('Born').inputValue()).toBe('1815-12-10')
    expect(await edit.getByLabel('Member').inputValue()).toBe('')
    await edit.getByLabel('Full name').fill('Ada Lovelace')
    await edit.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Keep editing' }).click()
    await edit.getByRole('button', { name: 'Save Changes' }).click()
    await drawer.getByText('"full_name": "Ada Lovelace"').waitFor()
    const { data } = await api<{ data: { data: object }[] }>('GET', `/records/${slug}?filter[email]=ada@example.com`)
    expect(data[0]?.data).toEqual({
      email: 'ada@example.com',
      full_name: 'Ada Lovelace',
      age: 36,
      born: '1815-12-10',
      member: null,
    })
    await drawer.getByRole('button', { name: 'Delete record…' }).click()
    await page.getByRole('dialog', { name: 'Delete record?' }).getByRole('button', { name: 'Delete record' }).click()
    await drawer.waitFor({ state: 'detached' })
    await eventually(() => page.locator('tbody tr').count()).toBe(1)
  })

  test('come from a CSV file, with each bad row by its line, and go into one', async () => {
    const { slug, name } = await makeModule([{ email: 'ada@example.com', full_name: '=1+1', age: 1 }])
    const page = await visit({ path: pageOf(slug, '&dialog=import') })
    const panel = page.getByRole('dialog', { name: `Import ${name}` })
    const text = '\uFEFFEmail;Full name;Age\nada@example.com;;2\nbob@example.com;Bob;old\neve@example.com;Eve;41\n'
    await panel
      .getByLabel('CSV file')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await panel.getByLabel('Records that exist').selectOption({ label: 'Change the record with the same Email' })
    await panel.getByRole('button', { name: 'Check file' }).click()
    await panel.getByRole('row', { name: '3 age must be a number, such as 12.5' }).waitFor()
    await panel.getByText('1 record will be created.').waitFor()
    await panel.getByText('1 record will be changed.').waitFor()
    // Nothing is imported unless the valid rows are asked for.
    await panel.getByRole('button', { name: 'Choose another file' }).waitFor()
    await panel.getByLabel('Import the other rows').check()
    await panel.getByRole('button', { name: 'Import 2 rows' }).click()
    await panel.getByText('1 record created.').waitFor()
    await panel.getByText('1 row has a problem.').waitFor()
    await panel.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('button', { name: 'eve@example.com' }).waitFor()

    await page.getByRole('button', { name: 'Age', exact: true }).click()
    await page.getByRole('button', { name: 'More actions' }).click()
    const file = await downloadedBy(page, () => page.getByRole('menuitem', { name: 'Export CSV' }).click())
    expect(file.name).toMatch(new RegExp(`^${slug}-.*\\.csv$`))
    // The file begins with a byte order mark, which `trim` would remove.
    const lines = file.text.split('\r\n').slice(0, -1)
    expect(lines.map((line) => line.split(',').slice(0, 5).join(','))).toEqual([
      '\uFEFFemail,full_name,age,born,member',
      'eve@example.com,Eve,41,,',
      // The empty cell of the import has left the name; a spreadsheet must not run it.
      "ada@example.com,'=1+1,2,,",
    ])
    await page.getByText('2 records exported.').waitFor()
  })

  test('of a long file are not created twice when it is imported again after an interruption', async () => {
    const name = freshName('Notes')
    const slug = name.toLowerCase().replaceAll(' ', '-')
    await api('POST', '/modules', { slug, name, fields: [{ name: 'text', type: 'text' }] })
    const page = await visit({ path: pageOf(slug, '&dialog=import') })
    const buffer = Buffer.from(['text', ...Array.from({ length: 250 }, (_, n) => `note ${n % 7}`)].join('\n'))
    const begin = async () => {
      const panel = page.getByRole('dialog', { name: `Import ${name}` })
      await panel.getByLabel('CSV file').setInputFiles({ name: 'notes.csv', mimeType: 'text/csv', buffer })
      await panel.getByText('250 rows').waitFor()
      await panel.getByRole('button', { name: 'Check file' }).click()
      await panel.getByText('Rows are written in groups of up to 100').waitFor()
      await panel.getByRole('button', { name: 'Import 250 rows' }).click()
      return panel
    }
    let writes = 0
    await page.route(/\/batch$/, async (route) => {
      if (route.request().postDataJSON().dryRun || ++writes !== 2) return route.continue()
      // The second hundred is written, and its answer is lost.
      await route.fetch()
      return route.abort()
    })
    await (await begin()).getByText('150 rows were not imported yet.').waitFor()
    await page.reload()
    await (await begin()).getByText('250 records created.').waitFor()
    const answer = await callWith(instance().url, instance().apiKey, `/api/v1/records/${slug}/export`)
    expect((await answer.text()).trim().split('\r\n')).toHaveLength(251)
  })
})

test.each([
  ['desktop', DESKTOP],
  ['tablet', TABLET],
  ['phone', PHONE],
])('modules and records are accessible on a %s', async (_, size) => {
  const long = 'a-value-that-is-quite-long/'.repeat(4)
  const { slug, name } = await makeModule([{ email: 'ada@example.com', full_name: long, age: 1 }])
  const page = await visit({ ...size, path: `/incoming?view=modules&q=${slug}` })
  await page.getByRole('link', { name }).waitFor()
  await expectAccessible(page, 'modules')
  await page.goto('/incoming?view=modules&dialog=create-module')
  await page.getByRole('dialog').getByRole('button', { name: 'Create module' }).click()
  await page.getByText('Enter a name for the module.').waitFor()
  await expectAccessible(page, 'create module with errors')
  for (const [more, ready] of [
    ['&filter[age][gte]=1', 'ada@example.com'],
    ['&dialog=create-record', 'Not set'],
    ['&dialog=columns', 'Show the first fields'],
    ['&dialog=import', 'At most 50,000 rows'],
    ['&tab=fields', 'Yes or no'],
    ['&tab=fields&dialog=edit-field&field=email', 'The key cannot be changed'],
    ['&tab=settings', 'Danger zone'],
    ['&tab=settings&dialog=delete-module', `Type ${slug} to confirm`],
  ] as const) {
    await page.goto(pageOf(slug, more))
    await page.getByText(ready).first().waitFor({ state: 'attached' })
    await expectAccessible(page, `module, ${more}`)
  }
  await page.goto(pageOf(slug))
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('dialog', { name: 'Filter records' }).waitFor()
  await expectAccessible(page, 'filter')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /ada@example\.com/ }).click()
  await page.getByRole('button', { name: 'Edit record' }).waitFor()
  await expectAccessible(page, 'record')
  await page.getByRole('button', { name: 'Edit record' }).click()
  await page.getByLabel('Born').waitFor()
  await expectAccessible(page, 'record that is edited')
})
