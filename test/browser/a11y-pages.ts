import { test } from 'vitest'
import { expectAccessible } from './a11y-audit.ts'
import { ONE_OF_EACH, withAlerts } from './fake-alerts.ts'
import { defineEvent, makeWebhook, post, publish, useReceiver } from './receiver.ts'
import { callWith, eventually, freshName, makeKey, PHONE, useBrowser } from './visit.ts'

/**
 * Checks every page, dialog and menu at one size, light and dark, with axe. There is a file for each size, so that they
 * run in parallel.
 */
export function testPagesAt(size: { width: number; height: number }) {
  const { instance, visit } = useBrowser()
  const receiver = useReceiver()

  /** A key with every setting and a long name, which is said to be leaked, and a page to look at it. */
  const visitKey = async () => {
    const made = await makeKey(instance(), {
      name: freshName('A key with quite a long name that has to wrap somewhere'),
      scopes: ['users:read', 'posts:read', 'posts:write', 'logs:read', 'stats:read'],
      rateLimit: { perMinute: 100, perHour: 1000, perDay: 10_000 },
      allowedIps: ['203.0.113.7', '2001:db8:85a3::8a2e:370:7334'],
      recoverable: true,
      rotation: { everyDays: 30, automatic: true },
      credits: { remaining: 5000, refill: { amount: 5000, interval: 'day' } },
      tags: ['mobile', 'a-tag-with-a-name-of-forty-characters-xx'],
      ownerId: 'customer-4711',
      metadata: { plan: 'pro', note: 'x'.repeat(200) },
    })
    const page = await visit(size)
    await page.route(`**/api/v1/api-keys/${made.id}`, async (route) => {
      const key = await (await route.fetch()).json()
      return route.fulfill({
        json: { ...key, leakedAt: new Date().toISOString(), leakSource: `https://code.example/${'deep/'.repeat(20)}` },
      })
    })
    return { made, page }
  }

  test('the list, the menu and the page of a key are accessible', async () => {
    const { made, page } = await visitKey()
    await page.goto(`/api-keys?q=${made.name.split(' ').at(-1)}`)
    const menu = page.getByRole('button', { name: `Actions for ${made.name}` })
    await menu.waitFor()
    await expectAccessible(page, 'key list')
    await menu.click()
    await page.getByRole('menuitem', { name: 'View Details' }).waitFor()
    await expectAccessible(page, 'key menu')
    await page.getByRole('menuitem', { name: 'View Details' }).click()
    await page.getByText('2001:db8:85a3::8a2e:370:7334').waitFor()
    await page.getByText('No requests in this period.').first().waitFor()
    await expectAccessible(page, 'key page')
    for (const [tab, ready] of [
      ['requests', 'Calls with this key appear here within seconds.'],
      ['permissions', 'No permissions for'],
      ['children', 'No child keys'],
      ['children&dialog=create-child', 'Create a child key of'],
      ['settings', 'Danger zone'],
      ['history', 'Created an API key'],
    ] as const) {
      await page.goto(`/api-keys?key=${made.id}&tab=${tab}`)
      await page.getByText(ready).waitFor()
      await expectAccessible(page, `key page, ${tab}`)
    }
  })

  test('the page that asks whether an app may have access is accessible', async () => {
    const { url, apiKey } = instance()
    const answer = await fetch(`${url}/api/v1/oauth-apps`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: freshName(`App ${'with a long name '.repeat(5)}`),
        scopes: ['users:read', 'posts:write', '*'],
        redirectUris: ['https://app.example/callback'],
        websiteUrl: 'https://northwind.example',
        privacyPolicyUrl: 'https://northwind.example/privacy',
        environment: 'test',
      }),
    })
    const { clientId } = await answer.json()
    const page = await visit(size)
    const path = `/oauth/authorize?client_id=${clientId}&response_type=code&code_challenge_method=S256&code_challenge=${'E'.repeat(43)}`
    await page.goto(path)
    await page.getByRole('button', { name: 'Allow access' }).waitFor()
    await expectAccessible(page, 'consent')
    await page.goto('/authorize?challenge=abc')
    await page.getByText('This request is not known').waitFor()
    await expectAccessible(page, 'unknown request')
    await page.goto('/settings?section=oauth')
    await page.getByLabel('Sign-in page of your product').waitFor()
    await expectAccessible(page, 'OAuth settings')
    const visitor = await visit({ ...size, signedOut: true, path })
    await visitor.getByText('An app asks for access to your account.').waitFor()
    await expectAccessible(visitor, 'sign-in of consent')
    await visitor.goto('/oauth/authorize?client_id=nobody')
    await visitor.getByText('This app is not known here.').waitFor()
    await expectAccessible(visitor, 'error of the authorization endpoint')
  })

  test('dialogs for keys are accessible', async () => {
    const { made, page } = await visitKey()
    for (const [dialog, ready] of [
      ['edit', 'Save Changes'],
      ['revoke', 'Revoke Key'],
      ['delete', 'Delete key'],
    ] as const) {
      await page.goto(`/api-keys?for=${made.id}&dialog=${dialog}`)
      await page.getByRole('button', { name: ready }).waitFor()
      await expectAccessible(page, dialog)
    }

    await page.goto('/api-keys?dialog=create')
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    await page.getByText('Enter a name for the key.').waitFor()
    await page.getByLabel('Custom date').check()
    await page.getByText('Advanced options').click()
    await page.getByLabel('Rotate on a schedule').check()
    await page.getByLabel('Metadata').fill('{')
    await page.getByText('Missing property name in double quotes').waitFor()
    await expectAccessible(page, 'create with errors')
    await page.getByLabel('Metadata').fill('')
    await page.getByLabel('Key Name').fill(freshName('Sound'))
    await page.getByRole('group', { name: 'Expiration' }).getByLabel('Never').check()
    await page.getByRole('button', { name: 'Full access' }).click()
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    await page.getByRole('button', { name: 'Confirm' }).waitFor()
    await expectAccessible(page, 'created')
  })

  test('pages and dialogs for webhooks are accessible', async () => {
    const path = `/${freshName('sound').replaceAll(' ', '-')}/${'a-long-address/'.repeat(8)}`
    receiver.fail(path)
    const hook = await makeWebhook(instance(), {
      name: freshName('A webhook with quite a long name that has to wrap somewhere'),
      url: receiver.url(path),
      events: ['user.created', 'payment.*', 'project.milestone_completed', 'invoice.paid'],
      headers: { 'X-Team': 'warehouse', Authorization: 'x'.repeat(200) },
      maxRetries: 0,
      disableAfterFailures: 2,
      filter: { type: { $exists: true } },
      transform: '$',
    })
    const page = await visit({ ...size, path: `/webhooks?q=${hook.name.split(' ').at(-1)}` })
    const menu = page.getByRole('button', { name: `Actions for ${hook.name}` })
    await menu.waitFor()
    await expectAccessible(page, 'webhook list')
    await menu.click()
    await page.getByRole('menuitem', { name: 'View details' }).waitFor()
    await expectAccessible(page, 'webhook menu')

    await page.goto(`/webhooks?webhook=${hook.id}`)
    await page.getByText('No deliveries yet').waitFor()
    await expectAccessible(page, 'no deliveries')
    await publish(instance())
    await page.getByText('Failed', { exact: true }).last().waitFor()
    await expectAccessible(page, 'deliveries')
    await page
      .getByRole('button', { name: size === PHONE ? /user\.created/ : /^View delivery/ })
      .first()
      .click()
    await page.getByRole('complementary', { name: 'Delivery' }).getByText('The endpoint answered 500').waitFor()
    await expectAccessible(page, 'delivery')
    await publish(instance())
    const { url, apiKey } = instance()
    await eventually(
      async () => (await (await callWith(url, apiKey, `/api/v1/webhooks/${hook.id}`)).json()).status,
    ).toBe('disabled')
    await page.goto(`/webhooks?webhook=${hook.id}&tab=settings`)
    await page.getByText('Disabled after too many failed attempts in a row.').waitFor()
    await expectAccessible(page, 'webhook settings')
    await page.goto(`/webhooks?webhook=${hook.id}&tab=history`)
    await page.getByRole('button', { name: /Created a webhook/ }).click()
    await expectAccessible(page, 'webhook history')
    await page.goto(`/webhooks?webhook=${hook.id}&tab=overview`)
    await page.getByText('Error response').waitFor()
    await expectAccessible(page, 'webhook overview')
    await page.goto(`/webhooks?webhook=${hook.id}&recover=since`)
    await page.getByText('deliveries will be sent again').waitFor()
    await expectAccessible(page, 'recover')

    for (const [dialog, ready] of [
      ['edit', 'Save Changes'],
      ['rotate', 'Rotate secret'],
      ['resume', 'Resume webhook'],
      ['delete', 'Delete webhook'],
      ['test', 'Send test'],
    ] as const) {
      await page.goto(`/webhooks?for=${hook.id}&dialog=${dialog}`)
      await page.getByRole('button', { name: ready }).waitFor()
      if (dialog === 'test') {
        await page.getByRole('button', { name: ready }).click()
        await page.getByText('Status 500').waitFor()
      }
      await expectAccessible(page, `webhook ${dialog}`)
    }
  })

  test('the event catalog is accessible', async () => {
    const type = `${freshName('event').replaceAll(' ', '-')}.with_quite_a_long_name_that_wraps`
    await defineEvent(instance(), { type, description: 'x'.repeat(200), sample: { id: 'x'.repeat(120) } })
    const page = await visit({ ...size, path: '/webhooks?view=events' })
    await page.getByRole('button', { name: type }).waitFor()
    await expectAccessible(page, 'catalog')
    for (const [dialog, ready] of [
      ['', 'Edit'],
      ['edit-event', 'Save Changes'],
      ['delete-event', 'Delete event type'],
    ] as const) {
      await page.goto(`/webhooks?view=events&event=${type}&dialog=${dialog}`)
      await page.getByRole('button', { name: ready, exact: true }).waitFor()
      await expectAccessible(page, `event ${dialog}`)
    }
  })

  test('published events are accessible', async () => {
    const type = `${freshName('sound').replaceAll(' ', '-')}.with_quite_a_long_name_that_wraps`
    await defineEvent(instance(), { type, sample: { id: 'x'.repeat(120) } })
    await makeWebhook(instance(), {
      name: freshName('A webhook with quite a long name'),
      url: receiver.url('/heard'),
      events: [type],
    })
    const event = await publish(instance(), type, { id: 'x'.repeat(120) })
    const page = await visit({ ...size, path: '/webhooks?view=published' })
    await page.getByRole('button', { name: type }).waitFor()
    await expectAccessible(page, 'published events')
    await page.goto(`/webhooks?view=published&id=${event.id}`)
    await page.getByRole('complementary', { name: 'Event' }).getByText('Delivered').first().waitFor()
    await expectAccessible(page, 'published event')
    await page.goto(`/webhooks?view=published&dialog=publish&publish=${type}`)
    await page.getByRole('dialog', { name: 'Send an event' }).getByLabel('Data', { exact: true }).waitFor()
    await expectAccessible(page, 'send an event')
  })

  test('the form for a new webhook is accessible', async () => {
    const page = await visit({ ...size, path: '/webhooks?dialog=create' })
    await page.getByText('Advanced options').click()
    await page.getByText('Delivery settings').click()
    await page.getByText('First attempt immediately').waitFor()
    await page.getByText('Filter and transformation').click()
    await page.getByLabel('Transformation', { exact: true }).fill('data')
    await page.getByText('Request body').waitFor()
    await page.getByRole('button', { name: 'Add header' }).click()
    await page.getByLabel('Value of header 1').fill('lost')
    await page.getByRole('button', { name: 'Custom Choose each type or pattern' }).click()
    await page.getByRole('button', { name: 'Show events of Payments' }).click()
    await page.getByLabel('Event type or pattern').fill('order.shipped')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('button', { name: 'Define and add' }).waitFor()
    await page.getByRole('button', { name: 'Create Webhook' }).last().click()
    await page.getByText('Enter a name for this header.').waitFor()
    await expectAccessible(page, 'create webhook with errors')
    await page.getByRole('button', { name: 'Remove this header' }).click()
    await page.getByLabel('Webhook Name').fill(freshName('Sound'))
    await page.getByLabel('Target URL').fill(receiver.url('/sound'))
    await page.getByRole('checkbox', { name: 'All events' }).check()
    await page.getByRole('button', { name: 'Create Webhook' }).last().click()
    await page.getByRole('dialog', { name: 'Webhook created' }).waitFor()
    await expectAccessible(page, 'webhook created')
  })

  test('OAuth apps are accessible', async () => {
    const app = await post(instance(), '/oauth-apps', {
      name: freshName('An OAuth app with quite a long name that has to be cut somewhere'),
      redirectUris: ['https://app.example.com/callback'],
      scopes: ['users:read', 'posts:read'],
      grantTypes: ['authorization_code', 'client_credentials'],
    })
    await fetch(`${instance().url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${app.clientId}:${app.secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    const page = await visit({ ...size, path: '/oauth-apps' })
    await page.getByRole('button', { name: `Actions for ${app.name}` }).waitFor()
    await expectAccessible(page, 'OAuth apps')
    for (const [tab, ready] of [
      ['usage', 'Requests by outcome'],
      ['users', 'The app itself'],
      ['tokens', 'Access token'],
      ['settings', 'Rotate client secret'],
    ] as const) {
      await page.goto(`/oauth-apps?app=${app.id}&tab=${tab}`)
      await page.getByText(ready).first().waitFor()
      await expectAccessible(page, `OAuth app, ${tab}`)
    }
    for (const [dialog, ready] of [
      ['rotate', 'Rotate secret'],
      ['delete', 'Delete app'],
    ] as const) {
      await page.goto(`/oauth-apps?for=${app.id}&dialog=${dialog}`)
      await page.getByRole('dialog').getByRole('button', { name: ready }).waitFor()
      await expectAccessible(page, `${dialog} of an OAuth app`)
    }
    await page.goto('/oauth-apps?dialog=create')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('More', { exact: true }).click()
    await dialog.getByLabel('Redirect URIs').fill('http://app.example.com/')
    await dialog.getByRole('button', { name: 'Create OAuth app' }).click()
    await dialog.getByText(/^Line 1: Must begin with https/).waitFor()
    await expectAccessible(page, 'create an OAuth app with errors')
    await page.goto('/settings?section=connected-apps')
    await page.getByText('No connected apps').waitFor()
    await expectAccessible(page, 'connected apps')
  })

  test('incoming webhooks are accessible', async () => {
    const slug = freshName('sound').replaceAll(' ', '-').toLowerCase()
    await post(instance(), '/modules', {
      slug,
      name: 'A module with quite a long name that has to be cut somewhere',
      fields: [
        { name: 'email', label: 'Email', type: 'email', required: true, unique: true },
        { name: 'tags', label: 'Tags with quite a long label that is cut', type: 'json' },
      ],
    })
    const hook = await post(instance(), '/incoming-webhooks', {
      name: freshName('An incoming webhook with quite a long name that has to wrap somewhere'),
      module: slug,
      mapping: { email: 'contact.email', tags: { value: 'contact.tags', list: true } },
    })
    const headers = { 'content-type': 'application/json' }
    const send = (body: object) => fetch(hook.url, { method: 'POST', headers, body: JSON.stringify(body) })
    await send({ contact: { email: 'ada@example.com', tags: ['x'.repeat(120)] } })
    await send({ contact: { email: 'not an address' } })
    const page = await visit({ ...size, path: '/incoming' })
    const menu = page.getByRole('button', { name: `Actions for ${hook.name}` })
    await menu.waitFor()
    await expectAccessible(page, 'incoming webhooks')
    await menu.click()
    await page.getByRole('menuitem', { name: 'View requests' }).waitFor()
    await expectAccessible(page, 'menu of an incoming webhook')
    await page.goto(`/incoming?incoming=${hook.id}`)
    await page.getByText('Record created').waitFor()
    await expectAccessible(page, 'incoming requests')
    await page
      .getByRole('button', { name: size === PHONE ? /Invalid: email/ : /^View the request/ })
      .first()
      .click()
    await page.getByRole('complementary', { name: 'Request' }).getByText('How to fix it').waitFor()
    await expectAccessible(page, 'incoming request')
    for (const [tab, ready] of [
      ['mapping', 'must be an email address'],
      ['settings', 'Danger zone'],
      ['history', 'Created an incoming webhook'],
    ] as const) {
      await page.goto(`/incoming?incoming=${hook.id}&tab=${tab}`)
      await page.getByText(ready).first().waitFor()
      await expectAccessible(page, `incoming webhook, ${tab}`)
    }
    for (const [dialog, ready] of [
      ['regenerate', 'Regenerate token'],
      ['delete', 'Delete incoming webhook'],
    ] as const) {
      await page.goto(`/incoming?for=${hook.id}&dialog=${dialog}`)
      await page.getByRole('dialog').getByRole('button', { name: ready }).waitFor()
      await expectAccessible(page, `${dialog} an incoming webhook`)
    }
    await page.goto('/incoming?dialog=create')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Advanced options').click()
    await dialog.getByRole('button', { name: /^HMAC signature/ }).click()
    await dialog.getByRole('button', { name: 'Next: map fields' }).click()
    await dialog.getByText('Enter the name of the header.').waitFor()
    await expectAccessible(page, 'create an incoming webhook with errors')
    await dialog.getByRole('button', { name: /^Stripe/ }).click()
    await dialog.getByLabel('Name', { exact: true }).fill('Customers')
    await dialog.getByLabel('Secret', { exact: true }).fill('whsec_of_the_endpoint')
    await dialog.getByRole('radio', { name: 'An event' }).check()
    await dialog.getByLabel('Event type').fill('customer.created')
    await dialog.getByRole('button', { name: 'Next: map fields' }).click()
    await dialog.getByRole('button', { name: /^Use data\.object\.email/ }).click()
    await dialog.getByRole('button', { name: 'Options of email' }).click()
    await dialog.getByText('"jenny.rosen@example.com"').last().waitFor()
    await expectAccessible(page, 'map an incoming webhook')
    await dialog.getByRole('button', { name: /^Create( incoming webhook)?$/ }).click()
    await dialog.getByText('Try it').waitFor()
    await expectAccessible(page, 'incoming webhook created')
  })

  test('the log, the sign-in and overlays are accessible', async () => {
    const page = await visit({ ...size, path: '/event-logs?range=custom&method=POST&path=sign-in' })
    await page.getByRole('combobox', { name: 'Method' }).waitFor()
    await page.getByRole('region', { name: 'Entries over time' }).waitFor()
    await expectAccessible(page, 'log with filters')
    await page.goto('/event-logs?path=sign-in')
    await page
      .getByRole('link', { name: size === PHONE ? /sign-in/ : /^View details of/ })
      .first()
      .click()
    const details = page.getByRole('complementary', { name: 'Event Details' })
    await details.getByText('Request ID').waitFor()
    await expectAccessible(page, 'log details')
    await page.keyboard.press('Escape')
    await details.waitFor({ state: 'detached' })
    if (size === PHONE) await page.getByRole('button', { name: 'More' }).click()
    else await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole(size === PHONE ? 'button' : 'menuitem', { name: 'Sign out' }).waitFor()
    await expectAccessible(page, 'account menu')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search, paste an id, or type a command' }).waitFor()
    await expectAccessible(page, 'command list')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await expectAccessible(page, 'keyboard shortcuts')
    const stranger = await visit({ ...size, signedOut: true, path: '/sign-in' })
    await stranger.getByRole('button', { name: 'Sign in' }).waitFor()
    await expectAccessible(stranger, 'sign-in')
  })

  test('settings and alerts are accessible', async () => {
    const page = await visit({ ...size, path: '/settings' })
    for (const [section, ready] of [
      ['general', 'Time zone'],
      ['plan', 'Professional'],
      ['keys', 'Warn before a key expires'],
      ['event-log', 'Additional fields to redact'],
      ['retention', 'Archive before deleting'],
      ['members', 'Joined'],
      ['archives', 'No archives yet'],
      ['jobs', 'Send due deliveries'],
      ['scopes', 'Custom scopes'],
      ['scopes&dialog=define-scope', 'Add a custom scope'],
      ['sessions', 'This session'],
      ['preferences', 'Keyboard shortcuts'],
    ] as const) {
      await page.goto(`/settings?section=${section}`)
      await page.getByText(ready).first().waitFor()
      await expectAccessible(page, `settings, ${section}`)
    }
    await page.goto('/settings?section=keys')
    await page.getByLabel('Accept API keys in the URL').click()
    await page.getByText('browser history and bookmarks').waitFor()
    await expectAccessible(page, 'risk of keys in addresses')
    await page.keyboard.press('Escape')
    await withAlerts(page, ONE_OF_EACH())
    await page.goto('/alerts')
    await page.getByText('Mobile App was leaked').waitFor()
    await expectAccessible(page, 'alerts')
  })
}
