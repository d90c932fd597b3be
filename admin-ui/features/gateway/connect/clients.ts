/** The clients that have instructions of their own, the most common first. */
export const CLIENTS = [
  'claude-code',
  'claude',
  'cursor',
  'vscode',
  'codex',
  'gemini',
  'windsurf',
  'chatgpt',
  'other',
] as const
export type Client = (typeof CLIENTS)[number]

/** How the client proves who it is: a person signs in with OAuth, or it has an API key. */
export type Way = 'oauth' | 'key'

export type StepName =
  | 'run'
  | 'run_key'
  | 'sign_in_mcp'
  | 'sign_in_codex'
  | 'sign_in_gemini'
  | 'sign_in_opens'
  | 'sign_in_vscode'
  | 'environment'
  | 'file'
  | 'file_secret'
  | 'file_vscode'
  | 'asks_key'
  | 'restart'
  | 'claude_settings'
  | 'claude_url'
  | 'claude_connect'
  | 'chatgpt_developer'
  | 'chatgpt_create'
  | 'url'
  | 'header'
  | 'tools'

/** One step of the instructions. `code`: what is copied; `file`: where it goes; `secret`: it contains the key. */
export type Step = { step: StepName; code?: string; file?: string; secret?: boolean }

type Facts = {
  /** Of the MCP endpoint. */
  url: string
  /** What the server is called in the client. */
  name: string
  /** The key, or what stands for one. */
  key: string
}

/** The variable of the environment from which command-line clients read the key. */
const VARIABLE = 'GATEHOUSE_API_KEY'

const json = (value: object) => JSON.stringify(value, null, 2)
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
const bearer = (value: string) => ({ Authorization: `Bearer ${value}` })
const exported = ({ key }: Facts): Step => ({
  step: 'environment',
  code: `export ${VARIABLE}=${quoted(key)}`,
  secret: true,
})

/*
 * Checked against the documentation of each client in November 2026. The key is never part of the URL. Where a client reads variables
 * of the environment, or asks for a secret, the key is not in its file.
 */
const STEPS: Record<Client, { [W in Way]: ((facts: Facts) => Step[]) | null }> = {
  'claude-code': {
    oauth: ({ url, name }) => [
      { step: 'run', code: `claude mcp add --transport http ${name} ${quoted(url)}` },
      { step: 'sign_in_mcp', code: '/mcp' },
    ],
    key: (facts) => [
      exported(facts),
      {
        step: 'run_key',
        code: `claude mcp add --transport http ${facts.name} ${quoted(facts.url)} --header "Authorization: Bearer $${VARIABLE}"`,
      },
    ],
  },
  claude: {
    oauth: ({ url, name }) => [
      { step: 'claude_settings' },
      { step: 'claude_url', code: url, file: name },
      { step: 'claude_connect' },
    ],
    // Connectors have no headers: Claude Desktop reaches the server through a local bridge.
    key: ({ url, name, key }) => [
      {
        step: 'file_secret',
        file: 'claude_desktop_config.json',
        secret: true,
        code: json({
          mcpServers: {
            [name]: {
              command: 'npx',
              // Without a space: some systems split arguments at it.
              args: ['-y', 'mcp-remote', url, '--header', `Authorization:\${AUTH_HEADER}`],
              env: { AUTH_HEADER: `Bearer ${key}` },
            },
          },
        }),
      },
      { step: 'restart' },
    ],
  },
  cursor: {
    oauth: ({ url, name }) => [
      { step: 'file', file: '~/.cursor/mcp.json', code: json({ mcpServers: { [name]: { url } } }) },
      { step: 'sign_in_opens' },
    ],
    key: ({ url, name, key }) => [
      {
        step: 'file_secret',
        file: '~/.cursor/mcp.json',
        secret: true,
        code: json({ mcpServers: { [name]: { url, headers: bearer(key) } } }),
      },
    ],
  },
  vscode: {
    oauth: ({ url, name }) => [
      { step: 'file_vscode', file: '.vscode/mcp.json', code: json({ servers: { [name]: { type: 'http', url } } }) },
      { step: 'sign_in_vscode' },
    ],
    key: ({ url, name, key }) => [
      {
        step: 'file_vscode',
        file: '.vscode/mcp.json',
        code: json({
          inputs: [{ type: 'promptString', id: `${name}-key`, description: 'Gatehouse API key', password: true }],
          servers: { [name]: { type: 'http', url, headers: bearer(`\${input:${name}-key}`) } },
        }),
      },
      { step: 'asks_key', code: key, secret: true },
    ],
  },
  codex: {
    oauth: ({ url, name }) => [
      { step: 'run', code: `codex mcp add ${name} --url ${quoted(url)}` },
      { step: 'sign_in_codex', code: `codex mcp login ${name}` },
    ],
    key: (facts) => [
      exported(facts),
      {
        step: 'run_key',
        code: `codex mcp add ${facts.name} --url ${quoted(facts.url)} --bearer-token-env-var ${VARIABLE}`,
      },
    ],
  },
  gemini: {
    oauth: ({ url, name }) => [
      { step: 'run', code: `gemini mcp add --scope user --transport http ${name} ${quoted(url)}` },
      { step: 'sign_in_gemini', code: `/mcp auth ${name}` },
    ],
    key: (facts) => [
      exported(facts),
      {
        step: 'file',
        file: '~/.gemini/settings.json',
        code: json({
          mcpServers: { [facts.name]: { httpUrl: facts.url, headers: bearer(`$${VARIABLE}`) } },
        }),
      },
    ],
  },
  windsurf: {
    oauth: ({ url, name }) => [
      {
        step: 'file',
        file: '~/.codeium/windsurf/mcp_config.json',
        code: json({ mcpServers: { [name]: { serverUrl: url } } }),
      },
      { step: 'sign_in_opens' },
    ],
    key: ({ url, name, key }) => [
      {
        step: 'file_secret',
        file: '~/.codeium/windsurf/mcp_config.json',
        secret: true,
        code: json({ mcpServers: { [name]: { serverUrl: url, headers: bearer(key) } } }),
      },
    ],
  },
  chatgpt: {
    oauth: ({ url }) => [{ step: 'chatgpt_developer' }, { step: 'chatgpt_create', code: url }],
    key: null,
  },
  other: {
    oauth: ({ url }) => [{ step: 'url', code: url }, { step: 'sign_in_opens' }],
    key: ({ url, key }) => [
      { step: 'url', code: url },
      { step: 'header', code: `Authorization: Bearer ${key}`, secret: true },
      {
        step: 'file',
        file: 'mcp.json',
        secret: true,
        code: json({ mcpServers: { gatehouse: { type: 'http', url, headers: bearer(key) } } }),
      },
    ],
  },
}

/** Whether a client can be connected this way. */
export const supports = (client: Client, way: Way): boolean => STEPS[client][way] !== null

/** The instructions that connect a client; empty if it cannot be connected this way. */
export const stepsOf = (client: Client, way: Way, facts: Facts): Step[] => [
  ...(STEPS[client][way]?.(facts) ?? []),
  ...(supports(client, way) ? [{ step: 'tools' as const }] : []),
]

/** What a server is called in clients: of its host, letters, digits and -, not longer than names of tools allow. */
export const serverName = (url: string): string => {
  const [first = ''] = (URL.canParse(url) ? new URL(url).hostname : '').split('.')
  return /^[a-z][a-z0-9-]{1,15}$/.test(first) && !['localhost', 'www', 'api'].includes(first) ? first : 'gatehouse'
}
