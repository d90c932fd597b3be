import { type Command, textsOf } from '../lib/command.ts'
import { clientOf } from '../lib/config.ts'
import { Negative, UsageError } from '../lib/io.ts'
import { json, plain } from '../lib/text.ts'

export const verifyKey: Command = {
  name: 'verify',
  usage: '[KEY | -] [--scope SCOPE...]',
  summary:
    'Check an API key. Without an argument it is asked for or read from standard input. Exit code 3: it is not valid.',
  options: { scope: { type: 'string', multiple: true } },
  arguments: [0, 1],
  async run(io, { args: [given = '-'], values, isJson }) {
    const key = (given === '-' ? ((await io.askSecret('API key: ')) ?? (await io.readStdin())) : given).trim()
    if (!key) throw new UsageError('An API key is needed.')
    const scopes = textsOf(values, 'scope').flatMap((one) => one.split(','))
    const verdict = await (await clientOf(io.env)).verifyApiKey({ body: { key, scopes, cost: 0, explain: true } })
    if (isJson) io.print(json(verdict))
    else if (verdict.valid) io.print(`valid  ${verdict.keyId ?? ''}  ${(verdict.scopes ?? []).map(plain).join(' ')}`)
    else
      for (const { passed, check, detail } of verdict.checks ?? []) if (!passed) io.print(`${check}  ${plain(detail)}`)
    if (!verdict.valid) throw new Negative(`The key is not valid: ${verdict.code}`)
  },
}
