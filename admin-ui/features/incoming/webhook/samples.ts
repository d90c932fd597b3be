import type { VerificationKind } from '../../../../contract/incoming.data.ts'

const GITHUB = {
  action: 'opened',
  issue: {
    id: 73464126,
    number: 2,
    title: 'Spelling error in the README file',
    state: 'open',
    body: 'It says "commitish".',
    html_url: 'https://github.com/octocat/hello-world/issues/2',
    labels: [{ name: 'bug' }],
    user: { login: 'octocat', id: 21031067 },
    created_at: '2026-05-05T23:40:28Z',
  },
  repository: { id: 35129377, full_name: 'octocat/hello-world' },
  sender: { login: 'octocat', id: 21031067 },
}

const STRIPE = {
  id: 'evt_1NG8Du2eZvKYlo2CUI79vXWy',
  object: 'event',
  type: 'customer.created',
  created: 1686089970,
  livemode: false,
  data: {
    object: {
      id: 'cus_NffrFeUfNV2Hib',
      object: 'customer',
      email: 'jenny.rosen@example.com',
      name: 'Jenny Rosen',
      phone: null,
      metadata: {},
      created: 1680893993,
    },
  },
}

const SHOPIFY = {
  id: 8209829119461,
  email: 'jon@example.com',
  created_at: '2026-05-05T12:00:00-05:00',
  currency: 'USD',
  total_price: '374.95',
  customer: { id: 1153106273147, email: 'john@example.com', first_name: 'John', last_name: 'Smith' },
  line_items: [{ id: 8665503117664, title: 'IPod Nano', sku: 'IPOD2008PINK', quantity: 1, price: '199.00' }],
}

const SLACK = {
  type: 'event_callback',
  team_id: 'T061EG9R6',
  event_id: 'Ev9UQ52YNA',
  event_time: 1234567890,
  event: { type: 'message', channel: 'C024BE91L', user: 'U2147483697', text: 'Hello world', ts: '1355517523.000005' },
}

const SAMPLES: Partial<Record<VerificationKind, object>> = {
  github: GITHUB,
  stripe: STRIPE,
  shopify: SHOPIFY,
  slack: SLACK,
}

/** A payload as the sender documents it, to map fields before the first request arrives; empty for senders of anything. */
export const sampleOf = (kind: VerificationKind | ''): string => {
  const sample = kind === '' ? undefined : SAMPLES[kind]
  return sample ? JSON.stringify(sample, null, 2) : ''
}
