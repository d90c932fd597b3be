/**
 * Validates and lints the OpenAPI document in a file. Prints problems, one line each; exits with 1 if there are any.
 */
import { readFileSync } from 'node:fs'
import SwaggerParser from '@apidevtools/swagger-parser'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import spectralCore from '@stoplight/spectral-core'
import rulesets from '@stoplight/spectral-rulesets'

const [file = ''] = process.argv.slice(2)
const source = readFileSync(file, 'utf8')
/** @type {string[]} */
const problems = []

try {
  await SwaggerParser.validate(JSON.parse(source))
} catch (error) {
  problems.push(`swagger-parser: ${error instanceof Error ? error.message : error}`)
}

const spectral = new spectralCore.Spectral()
spectral.setRuleset({ extends: [rulesets.oas] })
for (const { code, message, path, severity } of await spectral.run(source)) {
  // 0 is an error, 1 a warning.
  if (severity <= 1) problems.push(`spectral ${code}: ${message} (${path.join('.')})`)
}

/**
 * The URL of senders is part of the API's contract. It cannot be taken for an action of a webhook: ids begin with `whk_`, so
 * none is `incoming`.
 *
 * @param {string} ruleId
 * @param {string} message
 */
const isSenderUrl = (ruleId, message) =>
  ruleId === 'no-ambiguous-paths' && message.includes('/api/v1/webhooks/incoming/{token}')

const config = await createConfig({ extends: ['recommended'] })
for (const { ruleId, message, location } of await lintFromString({ source, absoluteRef: file, config })) {
  if (!isSenderUrl(ruleId, message)) problems.push(`redocly ${ruleId}: ${message} (${location[0]?.pointer})`)
}

for (const problem of problems) console.log(problem)
process.exitCode = problems.length === 0 ? 0 : 1
