/**
 * An untrusted URL as a link that sends no referrer and gives no access to this page. Only https is linked: other
 * schemes could run code or open a program.
 */
export function UntrustedLink({ href }: { href: string }) {
  if (!URL.canParse(href) || new URL(href).protocol !== 'https:') return <>{href}</>
  return (
    <a class="underline wrap-anywhere" href={href} target="_blank" rel="noopener noreferrer">
      {href}
    </a>
  )
}
