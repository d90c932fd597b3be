/** Hands text to the browser as a file. Made here, so that it travels nowhere. */
export function downloadText(name: string, text: string | string[], type = 'text/plain') {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text].flat(), { type }))
  link.download = name.replace(/[^\p{L}\p{N}._-]+/gu, '-')
  link.click()
  URL.revokeObjectURL(link.href)
}
