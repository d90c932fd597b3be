/** Any JSON object. */
type Example = { [key: string]: unknown }

/** An event of the catalog. `schema` is JSON Schema (draft 2020-12) of the event's `data`. */
export type CatalogEvent = {
  type: string
  category: string
  description: string
  schema: Example
  sample: Example
}

const SCHEMA_TYPES: Record<string, string> = { string: 'string', number: 'number', boolean: 'boolean' }

/** The schema of a sample: every field is required and has the type of the sample; further fields are allowed. */
function schemaOf(value: unknown): Example {
  if (value === null) return {}
  if (Array.isArray(value)) return { type: 'array', ...(value.length > 0 ? { items: schemaOf(value[0]) } : {}) }
  if (typeof value !== 'object') return { type: SCHEMA_TYPES[typeof value] ?? 'null' }
  const properties = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, schemaOf(field)]))
  return { type: 'object', properties, required: Object.keys(properties) }
}

type Entry = [type: string, description: string, sample: Example]

function category(name: string, entries: Entry[]): CatalogEvent[] {
  return entries.map(([type, description, sample]) => ({
    type,
    category: name,
    description,
    schema: { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schemaOf(sample) },
    sample,
  }))
}

const TIME = '2026-11-21T09:30:00.000Z'
const USER = { id: 'usr_1042', email: 'ada@example.com', name: 'Ada Byron' }
const THREAD = { id: 'thr_88', title: 'Getting started', authorId: 'usr_1042', forum: 'General' }
const POST = { id: 'pst_901', threadId: 'thr_88', authorId: 'usr_1042', excerpt: 'Welcome, everybody' }
const PAYMENT = { id: 'pay_7001', amount: 4900, currency: 'EUR', customerId: 'cus_31' }
const SUBSCRIPTION = { id: 'sub_55', customerId: 'cus_31', plan: 'professional', status: 'active' }
const INVOICE = { id: 'inv_2026_014', customerId: 'cus_31', total: 129.5, currency: 'EUR', dueDate: '2026-12-21' }
const PRODUCT = { id: 'prd_12', sku: 'CHAIR-OAK', name: 'Oak chair', price: 89, currency: 'EUR' }
const PROJECT = { id: 'prj_9', name: 'New website', status: 'in_progress', ownerId: 'usr_1042' }
const CUSTOMER = { id: 'cus_31', name: 'Northwind Ltd', email: 'office@northwind.example' }
const DOCUMENT = { id: 'doc_77', name: 'contract.pdf', sizeBytes: 48_213, contentType: 'application/pdf' }
const RECORD = { id: 'rec_01kaj3v5e8w2m4q6t8y0z2b4d6', module: 'contacts', fields: { name: 'Ada Byron' } }
const MODULE = { id: 'mod_01kaj3v5e8w2m4q6t8y0z2b4d6', slug: 'contacts', name: 'Contacts' }

const ALERT = {
  id: 'alr_01kaj3v5e8w2m4q6t8y0z2b4d6',
  kind: 'auth_failures',
  severity: 'critical',
  target: { type: 'api_key', id: 'key_01kaj3v5e8w2m4q6t8y0z2b4d6', name: 'Mobile App' },
  message: 'Calls with the key "Mobile App" were rejected 24 times.',
  details: { calls: 24, from: TIME, to: TIME },
  count: 1,
  firstAt: TIME,
  lastAt: TIME,
}

const APPROVAL = {
  id: 'apr_01kaj3v5e8w2m4q6t8y0z2b4d6',
  tool: 'delete_post',
  title: 'Delete a post',
  arguments: { id: '42' },
  caller: { type: 'api_key', id: 'key_01kaj3v5e8w2m4q6t8y0z2b4d6', name: 'Support agent' },
  status: 'pending',
  expiresAt: TIME,
}

/** Every event that an organization can subscribe to without defining it first. */
export const EVENT_CATALOG: readonly CatalogEvent[] = [
  ...category('Users', [
    ['user.created', 'A user signed up.', { ...USER, createdAt: TIME }],
    ['user.updated', 'An account was changed.', { ...USER, changed: ['name'] }],
    ['user.deleted', 'An account was removed.', { id: USER.id, deletedAt: TIME }],
  ]),
  ...category('Content', [
    ['thread.created', 'A thread was opened.', { ...THREAD, createdAt: TIME }],
    ['post.created', 'A post was published.', { ...POST, createdAt: TIME }],
    ['post.edited', 'A post was changed by its author or a moderator.', { ...POST, editedBy: 'usr_1042' }],
  ]),
  ...category('Payments', [
    ['payment.completed', 'A payment was completed and settled.', { ...PAYMENT, completedAt: TIME }],
    ['payment.succeeded', 'A payment was authorized and captured.', { ...PAYMENT, method: 'card' }],
    ['payment.received', 'A payment for an invoice was received.', { ...PAYMENT, invoiceId: INVOICE.id }],
    ['payment.refunded', 'A payment was fully or partly refunded.', { ...PAYMENT, refundedAmount: 4900 }],
    ['payment.failed', 'A payment failed.', { ...PAYMENT, reason: 'card_declined' }],
    ['subscription.created', 'A subscription started.', { ...SUBSCRIPTION, startedAt: TIME }],
    ['subscription.updated', 'A subscription changed its plan or quantity.', { ...SUBSCRIPTION, previousPlan: 'free' }],
    ['subscription.canceled', 'A subscription was canceled.', { ...SUBSCRIPTION, status: 'canceled', endsAt: TIME }],
    [
      'withdrawal.processed',
      'A payout was sent.',
      { id: 'wdr_4', userId: USER.id, amount: 12_000, currency: 'EUR', processedAt: TIME },
    ],
  ]),
  ...category('Moderation', [
    [
      'content.flagged',
      'A reader reported content.',
      { contentId: POST.id, contentType: 'post', reason: 'spam', reportedBy: 'usr_7' },
    ],
    ['content.approved', 'A moderator approved content.', { contentId: POST.id, contentType: 'post', by: 'usr_1' }],
    ['user.banned', 'A user was banned.', { userId: 'usr_666', reason: 'abuse', until: TIME, by: 'usr_1' }],
  ]),
  ...category('System', [
    ['backup.completed', 'A backup was written.', { id: 'bak_20261121', sizeBytes: 104_857_600, completedAt: TIME }],
    ['error.critical', 'A critical error needs attention.', { code: 'db_unreachable', message: 'No answer' }],
  ]),
  ...category('Invoices', [
    ['invoice.created', 'An invoice was created.', { ...INVOICE, status: 'draft' }],
    ['invoice.updated', 'An invoice was changed.', { ...INVOICE, changed: ['dueDate'] }],
    ['invoice.sent', 'An invoice was sent to the customer.', { ...INVOICE, sentTo: CUSTOMER.email }],
    ['invoice.paid', 'An invoice was paid in full.', { ...INVOICE, paidAt: TIME }],
    ['invoice.overdue', 'An invoice passed its due date unpaid.', { ...INVOICE, daysOverdue: 3 }],
    ['invoice.voided', 'An invoice was voided.', { ...INVOICE, reason: 'duplicate' }],
    ['invoice.deleted', 'A draft invoice was removed.', { id: INVOICE.id }],
  ]),
  ...category('Inventory', [
    ['product.created', 'A product was added.', PRODUCT],
    ['product.updated', 'A product was changed.', { ...PRODUCT, changed: ['price'] }],
    ['product.deleted', 'A product was removed.', { id: PRODUCT.id, sku: PRODUCT.sku }],
    ['stock.low', 'Stock fell below its threshold.', { productId: PRODUCT.id, quantity: 4, threshold: 5 }],
    ['stock.out', 'A product is out of stock.', { productId: PRODUCT.id, quantity: 0 }],
    ['stock.adjusted', 'Stock was adjusted manually.', { productId: PRODUCT.id, from: 12, to: 10, reason: 'count' }],
  ]),
  ...category('Projects', [
    ['project.created', 'A project was started.', PROJECT],
    ['project.updated', 'A project was changed.', { ...PROJECT, changed: ['name'] }],
    ['project.status_changed', 'A project moved to another status.', { ...PROJECT, previousStatus: 'planned' }],
    ['project.completed', 'A project was finished.', { ...PROJECT, status: 'completed', completedAt: TIME }],
    ['project.milestone_completed', 'A milestone was reached.', { projectId: PROJECT.id, milestone: 'Beta' }],
  ]),
  ...category('Customers', [
    ['customer.created', 'A customer was added.', CUSTOMER],
    ['customer.updated', 'A customer was changed.', { ...CUSTOMER, changed: ['email'] }],
    ['customer.deleted', 'A customer was removed.', { id: CUSTOMER.id }],
  ]),
  ...category('Documents', [
    ['document.uploaded', 'A document was uploaded.', { ...DOCUMENT, uploadedBy: USER.id }],
    ['document.processed', 'A document was processed and indexed.', { ...DOCUMENT, pages: 12 }],
    ['document.signed', 'All signers have signed a document.', { ...DOCUMENT, signers: [CUSTOMER.email] }],
  ]),
  ...category('AI', [
    ['ai.request_completed', 'A request to a model completed.', { id: 'air_5', model: 'large', durationMs: 842 }],
    ['ai.request_failed', 'A request to a model failed.', { id: 'air_6', model: 'large', error: 'overloaded' }],
  ]),
  ...category('Recordings', [
    ['recording.completed', 'A recording is ready.', { id: 'rcd_18', title: 'Weekly call', durationSeconds: 1804 }],
  ]),
  ...category('Records', [
    ['record.created', 'A record was added to a module.', RECORD],
    ['record.updated', 'A record was changed.', { ...RECORD, changed: ['name'] }],
    ['record.deleted', 'A record was removed.', { id: RECORD.id, module: RECORD.module }],
    ['module.created', 'A module was defined.', MODULE],
    ['module.updated', 'The fields of a module were changed.', { ...MODULE, changed: ['fields'] }],
    ['module.deleted', 'A module was removed with its records.', { id: MODULE.id, slug: MODULE.slug }],
  ]),
  ...category('Security', [
    ['approval.requested', 'An agent waits for a person to approve a tool call.', APPROVAL],
    ['approval.decided', 'A tool call was approved or denied.', { ...APPROVAL, status: 'approved', decidedBy: 'Ada' }],
    ['alert.raised', 'Gatehouse raised an alert.', ALERT],
    [
      'alert.resolved',
      'An alert was resolved, by a user or automatically.',
      { ...ALERT, resolvedAt: TIME, resolvedBy: 'Ada' },
    ],
  ]),
  ...category('Gatehouse', [
    ['webhook.test', 'A test event that you sent.', { message: 'This is a test from Gatehouse.' }],
  ]),
]

const known = new Map(EVENT_CATALOG.map((event) => [event.type, event]))

/** An event of the catalog; undefined if the catalog does not have it. */
export const catalogEvent = (type: string): CatalogEvent | undefined => known.get(type)

/** The categories, in the order in which they are shown. */
export const EVENT_CATEGORIES: readonly string[] = [...new Set(EVENT_CATALOG.map((event) => event.category))]
