import { rm } from 'node:fs/promises'
import { Gatehouse } from '../../gatehouse.ts'
import { type Command, textOf } from '../lib/command.ts'
import { clientOf, configFile, keepLogin } from '../lib/config.ts'
import { UsageError } from '../lib/io.ts'
import { json, plain } from '../lib/text.ts'

export const login: Command = {
  name: 'login',
  usage: '--url URL [< file with the key]',
  summary: 'Sign in with an API key. It is asked for, or read from standard input or GATEHOUSE_KEY.',
  options: { url: { type: 'string' } },
  arguments: [0, 0],
  async run(io, { values, isJson }) {
    const url = textOf(values, 'url') ?? io.env.GATEHOUSE_URL
    if (!url || !/^https?:\/\//.test(url)) throw new UsageError('Say where Gatehouse is: --url https://...')
    const key = (io.env.GATEHOUSE_KEY || (await io.askSecret('API key: ')) || (await io.readStdin())).trim()
    if (!key) throw new UsageError('An API key is needed.')
    const caller = await new Gatehouse({ baseUrl: url, key }).getCaller()
    const file = await keepLogin(io.env, { url, key })
    if (isJson) io.print(json(caller))
    io.note(`Signed in to ${plain(caller.organization.name)}. The key is in ${file}.`)
  },
}

export const logout: Command = {
  name: 'logout',
  usage: '',
  summary: 'Forget the API key.',
  options: {},
  arguments: [0, 0],
  async run(io, { isJson }) {
    await rm(configFile(io.env), { force: true })
    if (isJson) io.print(json({ signedOut: true }))
    io.note('Signed out. The key itself is still valid: revoke it if you do not need it.')
  },
}

export const whoami: Command = {
  name: 'whoami',
  usage: '',
  summary: 'Show the organization, the environment and the scopes of your key.',
  options: {},
  arguments: [0, 0],
  async run(io, { isJson }) {
    const caller = await (await clientOf(io.env)).getCaller()
    if (isJson) return io.print(json(caller))
    io.print(`${plain(caller.organization.name)}  ${caller.scopes.map(plain).join(' ')}`)
  },
}
