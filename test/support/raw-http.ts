import { connect } from 'node:net'

/**
 * Sends bytes as they are to a port of this machine, and returns what came back until the other side closed. One that keeps
 * waiting for more is closed after `patienceMs`.
 */
export const exchangeRaw = (port: number, text: string, patienceMs = 1500): Promise<string> =>
  new Promise((resolve) => {
    let got = ''
    const socket = connect(port, '127.0.0.1')
    const timer = setTimeout(() => socket.destroy(), patienceMs)
    socket.setEncoding('latin1').on('data', (part: string) => {
      got += part
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(got)
    })
    socket.write(text, 'latin1')
  })

/** The head of a request: its first line and its headers. */
export const rawHead = (...lines: string[]): string => [...lines, '', ''].join('\r\n')

/** The statuses of all answers in what came back. */
export const statusesIn = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
