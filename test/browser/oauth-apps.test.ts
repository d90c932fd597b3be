import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { post } from './receiver.ts'
import { freshName, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

const CALLBACK = 'https://app.example.com/callback'

type App = { id: string; clientId: string; secret: string; name: string }

const tokenRequest = (app: App, parameters: Record<string, string>) =>
  fetch(`${instance().url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${app.clientId}:${app.secret}`)}` },
    body: new URLSearchParams(parameters),
  })

/** What the person of a session allows an app: its access token. */
async function allow(app: App, cookie: string): Promise<string> {
  const { url } = instance()
  const verifier = randomBytes(32).toString('base64url')
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: CALLBACK,
    scope: 'webhooks:read',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const asked = await fetch(`${url}/oauth/authorize?${query}`, { redirect: 'manual' })
  const challenge = new URL(asked.headers.get('location') ?? '', url).searchParams.get('challenge')
  const accepted = await fetch(`${url}/api/v1/oauth-authorizations/${challenge}/accept`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: '{}',
  })
  const { redirectTo } = (await accepted.json()) as { redirectTo: string }
  const answer = await tokenRequest(app, {
    grant_type: 'authorization_code',
    code: new URL(redirectTo).searchParams.get('code') ?? '',
    redirect_uri: CALLBACK,
    code_verifier: verifier,
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

const statusOf = async (token: string) =>
  (await fetch(`${instance().url}/api/v1/webhooks`, { headers: { authorization: `Bearer ${token}` } })).status

test('an app is created with its secret shown once, gets tokens, and gets another secret', async () => {
  const page = await visit({ path: '/oauth-apps' })
  await page.getByRole('button', { name: 'Create OAuth app' }).first().click()
  const dialog = page.getByRole('dialog')
  const name = freshName('Companion')
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('Redirect URIs').fill(`${CALLBACK}\n\nhttp://app.example.com/\njavascript:alert(1)`)
  await dialog.getByRole('checkbox', { name: 'Read Users' }).check()
  await dialog.getByRole('button', { name: 'Create OAuth app' }).click()
  await dialog.getByText(/^Line 3: Must begin with https.* Line 4: Must not begin with javascript/).waitFor()
  await dialog.getByLabel('Redirect URIs').fill(CALLBACK)
  await dialog.getByText('More', { exact: true }).click()
  await dialog.getByRole('checkbox', { name: 'For itself, without a user' }).check()
  await dialog.getByRole('button', { name: 'Create OAuth app' }).click()
  await page.getByRole('dialog', { name: 'OAuth app created' }).waitFor()
  const [clientId, secret] = await page.getByRole('dialog').locator('code.secret').allTextContents()
  const app = { id: '', name, clientId: clientId ?? '', secret: secret ?? '' }
  expect((await tokenRequest(app, { grant_type: 'client_credentials' })).status).toBe(200)
  // What was not copied is not lost by one press.
  await page.getByRole('button', { name: 'View app' }).click()
  await page.getByText(/was not copied/).waitFor()
  await page.getByRole('button', { name: 'Go back' }).click()
  await page.getByRole('button', { name: 'Copy secret' }).click()
  await page.getByRole('button', { name: 'View app' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  expect(await page.content()).not.toContain(secret)
  await page.getByRole('tab', { name: /^Users/ }).click()
  await page.getByText('The app itself').waitFor()

  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Rotate secret' }).click()
  await page.getByRole('radio', { name: 'It ends now' }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate secret' }).click()
  await page.getByRole('dialog', { name: 'New client secret' }).waitFor()
  const [, fresh] = await page.getByRole('dialog').locator('code.secret').allTextContents()
  expect((await tokenRequest(app, { grant_type: 'client_credentials' })).status).toBe(401)
  const rotated = { ...app, secret: fresh ?? '' }
  expect((await tokenRequest(rotated, { grant_type: 'client_credentials' })).status).toBe(200)
})

test('settings are saved in place, and an app is deleted after its name was typed', async () => {
  const app = await post(instance(), '/oauth-apps', {
    name: freshName('Planner'),
    redirectUris: [CALLBACK],
    scopes: ['users:read'],
  })
  const page = await visit({ path: `/oauth-apps?app=${app.id}&tab=settings` })
  await page.getByLabel('Website').fill('https://planner.example.com')
  await page.getByRole('checkbox', { name: 'Verified by your organization' }).check()
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByText(`${app.name} saved`).waitFor()
  await page.getByText('Verified', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: 'Delete app' }).click()
  const dialog = page.getByRole('dialog')
  const remove = dialog.getByRole('button', { name: 'Delete app' })
  expect(await remove.getAttribute('aria-disabled')).toBe('true')
  await dialog.getByLabel('Type the name of the app to confirm').fill(app.name)
  await remove.click()
  await page.getByText(`${app.name} was deleted.`).waitFor()
  await page.getByRole('heading', { name: 'OAuth apps' }).waitFor()
})

test('a person ends the access of an app in the settings, on a phone, and its token is refused at once', async () => {
  const app = await post(instance(), '/oauth-apps', {
    name: freshName('Reader'),
    redirectUris: [CALLBACK],
    scopes: ['webhooks:read'],
  })
  const page = await visit({ width: 390, height: 844, path: '/' })
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const token = await allow(app, cookie)
  expect(await statusOf(token)).toBe(200)
  await page.goto('/settings?section=connected-apps')
  await page.getByRole('button', { name: `Revoke the access of ${app.name}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText(`${app.name} can no longer act for you.`).waitFor()
  expect(await statusOf(token)).toBe(401)
})

test('an administrator revokes one user and one token of an app, and finds the app by its pasted client ID', async () => {
  const app = await post(instance(), '/oauth-apps', {
    name: freshName('Agent'),
    redirectUris: [CALLBACK],
    scopes: ['webhooks:read'],
    grantTypes: ['authorization_code', 'client_credentials'],
  })
  const page = await visit({ path: '/' })
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const token = await allow(app, cookie)
  const own = (await (await tokenRequest(app, { grant_type: 'client_credentials' })).json()) as { access_token: string }
  expect([await statusOf(token), await statusOf(own.access_token)]).toEqual([200, 200])
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(app.clientId)
  await page
    .getByRole('option', { name: new RegExp(app.name) })
    .first()
    .click()
  await page.getByRole('heading', { name: app.name, level: 1 }).waitFor()
  await page.getByRole('tab', { name: /^Users/ }).click()
  const users = page.getByRole('table', { name: 'Users' })
  await users
    .getByRole('row')
    .nth(2)
    .getByRole('button', { name: /^Revoke the access of/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText(/^The access for .* was revoked/).waitFor()
  expect(await statusOf(token)).toBe(401)
  await page.getByRole('tab', { name: 'Tokens' }).click()
  await page.getByRole('button', { name: /^Revoke: Access token of/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('No valid tokens').waitFor()
  expect(await statusOf(own.access_token)).toBe(401)
})
