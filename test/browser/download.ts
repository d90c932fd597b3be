import type { Page } from 'playwright-core'

/** The name and the text of the file that the page downloads after `press`. */
export async function downloadedBy(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()])
  const stream = await file.createReadStream()
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return { name: file.suggestedFilename(), text: Buffer.concat(parts).toString('utf8') }
}
