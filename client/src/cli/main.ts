#!/usr/bin/env node
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { run } from './run.ts'

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.once('SIGTERM', () => stop.abort())
// Whoever read the output has enough of it, such as `head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  printError: (line) => void process.stderr.write(`${line}\n`),
  signal: stop.signal,
  async readStdin() {
    let text = ''
    if (!process.stdin.isTTY) for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
    return text
  },
  askSecret(question) {
    if (!process.stdin.isTTY || !process.stderr.isTTY) return Promise.resolve(null)
    process.stderr.write(question)
    // Nothing that is typed is shown.
    const output = new Writable({ write: (_chunk, _encoding, done) => done() })
    const reader = createInterface({ input: process.stdin, output, terminal: true })
    return new Promise((resolve) => {
      reader.on('SIGINT', () => stop.abort())
      stop.signal.addEventListener('abort', () => reader.close())
      reader.on('close', () => resolve(''))
      reader.question('', (answer) => {
        process.stderr.write('\n')
        resolve(answer)
        reader.close()
      })
    })
  },
})
