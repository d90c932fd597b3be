/** A state as a dot before a name: green while it works, a ring while it is off. */
export const StatusDot = ({ on, label }: { on: boolean; label: string }) => (
  <span class="inline-flex flex-none" title={label}>
    <span class="dot" data-tone={on ? 'good' : 'off'} aria-hidden="true" />
    <span class="sr-only">{label}</span>
  </span>
)
