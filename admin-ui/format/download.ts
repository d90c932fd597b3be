/** Saves text as a file in the browser, without any request. */
export function downloadText(name: string, text: string | string[], type = 'text/plain') {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text].flat(), { type }))
  link.download = name.replace(/[^\p{L}\p{N}._-]+/gu, '-')
  link.click()
  URL.revokeObjectURL(link.href)
}
