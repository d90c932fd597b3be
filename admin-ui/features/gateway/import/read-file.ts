import { MAX_OPENAPI_KB } from '../../../../contract/gateway.data.ts'

/** A document that was chosen or pasted. */
export type SourceText = { name: string; text: string }

export type ReadProblem = 'tooLarge' | 'notText' | 'empty'

/** Reads a file as an OpenAPI document: text of a limited size. The server says whether it is one. */
export async function readDocument(file: File): Promise<SourceText | { problem: ReadProblem }> {
  if (file.size > MAX_OPENAPI_KB * 1024) return { problem: 'tooLarge' }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return text.trim() === '' ? { problem: 'empty' } : { name: file.name, text }
  } catch {
    return { problem: 'notText' }
  }
}
