import { useEffect } from 'preact/hooks'

/** Sets the document's title to that of the page, for tabs, history and screen readers. */
export function useTitle(page: string) {
  useEffect(() => {
    document.title = `${page} · Gatehouse`
  }, [page])
}
