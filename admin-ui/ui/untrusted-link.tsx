/**
 * An address that a stranger told us, as a link that tells the other side nothing about us. Only https becomes one: any
 * other scheme could run code or open a program.
 */
export function UntrustedLink({ href }: { href: string }) {
  if (!URL.canParse(href) || new URL(href).protocol !== 'https:') return <>{href}</>
  return (
    <a class="underline wrap-anywhere" href={href} target="_blank" rel="noopener noreferrer">
      {href}
    </a>
  )
}
