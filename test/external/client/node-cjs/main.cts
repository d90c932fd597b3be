import assert = require('node:assert/strict')

import { Gatehouse, GatehouseError } from '@gatehouse/client'
import { verifyKey } from '@gatehouse/client/express'
import { ParsedBodyError, verifyWebhook } from '@gatehouse/client/webhooks'

async function run() {
  const gatehouse = new Gatehouse({ baseUrl: process.env.GATEHOUSE_URL, key: process.env.GATEHOUSE_KEY })
  const { scopes } = await gatehouse.getCaller()
  assert.deepEqual(scopes, ['*'])
  const error: unknown = await gatehouse.getApiKey({ id: 'key_none' }).catch((thrown: unknown) => thrown)
  assert(error instanceof GatehouseError && error.status >= 400)
  assert.equal(typeof verifyKey({ gatehouse }), 'function')
  // @ts-expect-error a parsed body
  await assert.rejects(verifyWebhook({ secrets: 'whsec_YWJj', body: {}, headers: {} }), ParsedBodyError)
  console.log(`works on Node.js ${process.version}`)
}

void run()
