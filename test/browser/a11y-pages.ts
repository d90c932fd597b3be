import { test } from 'vitest'
import { expectSound } from './a11y-audit.ts'
import { ONE_OF_EACH, withAlerts } from './fake-alerts.ts'
import { defineEvent, makeWebhook, publish, useReceiver } from './receiver.ts'
import { callWith, eventually, freshName, makeKey, PHONE, useBrowser } from './visit.ts'

/**
 * Every page, dialog and menu at one size, light and dark, looked over by axe. A file for each size calls it, so that they
 * run side by side.
 */
export function soundPagesAt(size: { width: number; height: number }) {
  const { instance, visit } = useBrowser()
  const receiver = useReceiver()

  test('pages, dialogs and menus about keys have nothing to object to', async () => {
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
    await page.goto(`/api-keys?q=${made.name.split(' ').at(-1)}`)
    const menu = page.getByRole('button', { name: `Actions for ${made.name}` })
    await menu.waitFor()
    await expectSound(page, 'key list')
    await menu.click()
    await page.getByRole('menuitem', { name: 'View Details' }).waitFor()
    await expectSound(page, 'key menu')
    await page.getByRole('menuitem', { name: 'View Details' }).click()
    await page.getByRole('dialog').getByText('2001:db8:85a3::8a2e:370:7334').waitFor()
    await expectSound(page, 'key details')

    for (const [dialog, ready] of [
      ['edit', 'Save Changes'],
      ['revoke', 'Revoke Key'],
      ['delete', 'Delete Key'],
    ] as const) {
      await page.goto(`/api-keys?key=${made.id}&dialog=${dialog}`)
      await page.getByRole('button', { name: ready }).waitFor()
      await expectSound(page, dialog)
    }

    await page.goto('/api-keys?dialog=create')
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    await page.getByText('Give the key a name.').waitFor()
    await page.getByLabel('Custom date').check()
    await page.getByText('Advanced').click()
    await page.getByLabel('A new key every so many days').check()
    await page.getByLabel('Metadata').fill('{')
    await page.getByText('A name in double quotes is missing').waitFor()
    await expectSound(page, 'create with errors')
    await page.getByLabel('Metadata').fill('')
    await page.getByLabel('Key Name').fill(freshName('Sound'))
    await page.getByRole('group', { name: 'Expiration' }).getByLabel('Never').check()
    await page.getByRole('button', { name: 'Full access' }).click()
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    await page.getByRole('button', { name: 'Confirm' }).waitFor()
    await expectSound(page, 'created')
  })

  test('pages and dialogs about webhooks have nothing to object to', async () => {
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
    await expectSound(page, 'webhook list')
    await menu.click()
    await page.getByRole('menuitem', { name: 'View details' }).waitFor()
    await expectSound(page, 'webhook menu')

    await page.goto(`/webhooks?webhook=${hook.id}`)
    await page.getByText('No deliveries yet').waitFor()
    await expectSound(page, 'no deliveries')
    await publish(instance())
    await page.getByText('Failed', { exact: true }).last().waitFor()
    await expectSound(page, 'deliveries')
    await page
      .getByRole('button', { name: size === PHONE ? /user\.created/ : /^View delivery/ })
      .first()
      .click()
    await page.getByRole('dialog', { name: 'user.created' }).getByText('Status 500').waitFor()
    await expectSound(page, 'delivery')
    await publish(instance())
    const { url, apiKey } = instance()
    await eventually(
      async () => (await (await callWith(url, apiKey, `/api/v1/webhooks/${hook.id}`)).json()).status,
    ).toBe('disabled')
    await page.goto(`/webhooks?webhook=${hook.id}&tab=settings`)
    await page.getByText('Disabled after too many failed attempts in a row.').waitFor()
    await expectSound(page, 'webhook settings')
    await page.goto(`/webhooks?webhook=${hook.id}&tab=overview`)
    await page.getByText('Answered with an error').waitFor()
    await expectSound(page, 'webhook overview')
    await page.goto(`/webhooks?webhook=${hook.id}&recover=since`)
    await page.getByText('deliveries will be sent again').waitFor()
    await expectSound(page, 'recover')

    for (const [dialog, ready] of [
      ['edit', 'Save Changes'],
      ['rotate', 'Rotate Secret'],
      ['resume', 'Resume Webhook'],
      ['delete', 'Delete Webhook'],
      ['test', 'Send test'],
    ] as const) {
      await page.goto(`/webhooks?for=${hook.id}&dialog=${dialog}`)
      await page.getByRole('button', { name: ready }).waitFor()
      if (dialog === 'test') {
        await page.getByRole('button', { name: ready }).click()
        await page.getByText('Status 500').waitFor()
      }
      await expectSound(page, `webhook ${dialog}`)
    }
  })

  test('the event catalog has nothing to object to', async () => {
    const type = `${freshName('event').replaceAll(' ', '-')}.with_quite_a_long_name_that_wraps`
    await defineEvent(instance(), { type, description: 'x'.repeat(200), sample: { id: 'x'.repeat(120) } })
    const page = await visit({ ...size, path: '/webhooks?view=events' })
    await page.getByRole('button', { name: type }).waitFor()
    await expectSound(page, 'catalog')
    for (const [dialog, ready] of [
      ['', 'Edit'],
      ['edit-event', 'Save Changes'],
      ['delete-event', 'Delete Event'],
    ] as const) {
      await page.goto(`/webhooks?view=events&event=${type}&dialog=${dialog}`)
      await page.getByRole('button', { name: ready, exact: true }).waitFor()
      await expectSound(page, `event ${dialog}`)
    }
  })

  test('making a webhook has nothing to object to', async () => {
    const page = await visit({ ...size, path: '/webhooks?dialog=create' })
    await page.getByText('Delivery settings').click()
    await page.getByText('The first attempt at once').waitFor()
    await page.getByText('Filter and transformation').click()
    await page.getByLabel('Transformation', { exact: true }).fill('data')
    await page.getByText('What would be sent').waitFor()
    await page.getByRole('button', { name: 'Add header' }).click()
    await page.getByLabel('Value of header 1').fill('lost')
    await page.getByRole('button', { name: 'Show events of Payments' }).click()
    await page.getByLabel('Another event or pattern').fill('order.shipped')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('button', { name: 'Define and add' }).waitFor()
    await page.getByRole('button', { name: 'Create Webhook' }).last().click()
    await page.getByText('Give this header a name.').waitFor()
    await expectSound(page, 'create webhook with errors')
    await page.getByRole('button', { name: 'Remove this header' }).click()
    await page.getByLabel('Webhook Name').fill(freshName('Sound'))
    await page.getByLabel('Target URL').fill(receiver.url('/sound'))
    await page.getByRole('checkbox', { name: 'All events' }).check()
    await page.getByRole('button', { name: 'Create Webhook' }).last().click()
    await page.getByRole('dialog', { name: 'Webhook Created Successfully' }).waitFor()
    await expectSound(page, 'webhook created')
  })

  test('the log, sign-in and overlays have nothing to object to', async () => {
    const page = await visit({ ...size, path: '/event-logs?range=custom&method=POST&path=sign-in' })
    await page.getByLabel('IP address', { exact: true }).waitFor()
    await page.getByText('Calls in the last 24 hours').first().waitFor()
    await expectSound(page, 'log with filters')
    await page.goto('/event-logs?path=sign-in')
    await page
      .getByRole('button', { name: size === PHONE ? /sign-in/ : /^View details of/ })
      .first()
      .click()
    await page.getByRole('dialog', { name: 'Event Details' }).getByText('Request ID').waitFor()
    await expectSound(page, 'log details')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
    await expectSound(page, 'account menu')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Type what you want to do' }).waitFor()
    await expectSound(page, 'command list')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await expectSound(page, 'keyboard shortcuts')
    const stranger = await visit({ ...size, signedOut: true, path: '/sign-in' })
    await stranger.getByRole('button', { name: 'Sign in' }).waitFor()
    await expectSound(stranger, 'sign-in')
  })

  test('settings and alerts have nothing to object to', async () => {
    const page = await visit({ ...size, path: '/settings' })
    await page.getByText('This session').waitFor()
    await page.getByRole('list', { name: 'Members of the organization' }).waitFor()
    await page.getByLabel('Time zone').waitFor()
    await page.getByRole('list', { name: /^Background work/ }).waitFor()
    await expectSound(page, 'settings')
    await page.getByLabel('Accept keys in the address').click()
    await page.getByText('the history and bookmarks of a browser').waitFor()
    await expectSound(page, 'risk of keys in addresses')
    await page.keyboard.press('Escape')
    await withAlerts(page, ONE_OF_EACH())
    await page.goto('/alerts')
    await page.getByText('Mobile App was found in public').waitFor()
    await expectSound(page, 'alerts')
  })
}
