import type { Command } from '../lib/command.ts'
import { UsageError } from '../lib/io.ts'

/** Each script asks `gatehouse __complete` with the words so far. */
const SCRIPTS: Record<string, string> = {
  bash: `_gatehouse() {
  COMPREPLY=($(compgen -W "$(gatehouse __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _gatehouse gatehouse`,
  zsh: `#compdef gatehouse
_gatehouse() {
  compadd -- $(gatehouse __complete -- \${words[2,CURRENT-1]} 2>/dev/null)
}
compdef _gatehouse gatehouse`,
  fish: `complete -c gatehouse -f -a '(gatehouse __complete -- (commandline -opc)[2..] 2>/dev/null)'`,
}

export const completion: Command = {
  name: 'completion',
  usage: 'bash | zsh | fish',
  summary: 'Print the completion of a shell: source <(gatehouse completion bash).',
  options: {},
  arguments: [1, 1],
  complete: async () => Object.keys(SCRIPTS),
  async run(io, { args: [shell = ''] }) {
    const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined
    if (!script) throw new UsageError('Say the shell: bash, zsh or fish.')
    io.print(script)
  },
}
