import { spawn } from 'node:child_process'
import { createServer, type Server, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { callApi } from '../../test/support/api.ts'
import { type Instance, startInstance } from '../../test/support/instance.ts'
import { freePort } from './ports.ts'
import { say } from './say.ts'

/** The versions of the protocol whose scenarios are run. */
const VERSIONS = ['2025-11-25', '2026-07-28']
/** Scenarios of the authorization suite that need no settings but a public client. */
const AUTHORIZATION = ['authorization-server-metadata-endpoint']

/**
 * Runs the conformance suite and the Inspector against the MCP endpoint of an instance, through a proxy on loopback that adds the
 * credential: neither can be given one. `folder`: where they are installed.
 */
export async function mcpChecks(folder: string): Promise<boolean> {
  const org = await startInstance()
  const proxy = await proxyTo(org)
  const url = `http://localhost:${(proxy.address() as AddressInfo).port}`
  const bin = (name: string) => join(folder, 'node_modules', '.bin', name)
  try {
    const outcomes: boolean[] = []
    const check = async (what: string, command: string, args: string[]) => {
      say(`\n${what}`)
      outcomes.push(await run(command, args, folder))
    }
    for (const version of VERSIONS) {
      const expected = join(folder, `mcp-expected-failures-${version}.yml`)
      await check(`conformance, ${version}`, bin('conformance'), [
        ...['server', '--url', `${url}/mcp`, '--spec-version', version, '--expected-failures', expected],
      ])
    }
    const port = await freePort()
    const app = await callApi<{ clientId: string }>(org, 'POST', '/oauth-apps', {
      name: 'Conformance',
      type: 'public',
      redirectUris: [`http://127.0.0.1:${port}/callback`],
      scopes: ['users:read'],
    })
    for (const scenario of AUTHORIZATION) {
      await check(`conformance, authorization: ${scenario}`, bin('conformance'), [
        ...['authorization', '--url', org.url, '--scenario', scenario, '--client-id', app.clientId],
        ...['--resource', `${org.url}/mcp`, '--port', String(port)],
      ])
    }
    const inspect = (...args: string[]) =>
      check(`inspector: ${args.join(' ')}`, bin('mcp-inspector'), [
        ...['--cli', `${url}/mcp`, '--transport', 'http', ...args],
      ])
    await inspect('--strict', '--method', 'tools/list')
    await inspect('--method', 'tools/call', '--tool-name', 'who_am_i')
    return outcomes.every(Boolean)
  } finally {
    proxy.close()
    proxy.closeAllConnections()
    await org.stop()
  }
}

/** Passes requests on as they are, with the credential of the instance at the MCP endpoint. */
function proxyTo({ url, apiKey }: Instance): Promise<Server> {
  const { hostname, port } = new URL(url)
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url: path } = incoming
    const authorization = path?.startsWith('/mcp') ? { authorization: `Bearer ${apiKey}` } : {}
    const onward = send({ hostname, port, path, method, headers: { ...authorization, ...headers } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  return new Promise((resolve) => server.listen(0, 'localhost', () => resolve(server)))
}

const run = (command: string, args: string[], cwd: string): Promise<boolean> =>
  new Promise((resolve) => {
    spawn(process.execPath, [command, ...args], { cwd, stdio: 'inherit' }).on('close', (code) => resolve(code === 0))
  })
