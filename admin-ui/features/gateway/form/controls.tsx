import { MAX_PREFIX, MAX_UPSTREAM, ROUTE_METHODS, type RouteMethod } from '../../../../contract/gateway.data.ts'
import { m } from '../../../messages/index.ts'

type Control = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: 'true'; 'aria-labelledby'?: string }

type TextProps = { control: Control; value: string; onValue: (value: string) => void }

/** The prefix behind the part of the path that is the same for all routes. */
export const PrefixInput = ({ control, value, onValue }: TextProps) => (
  <span class="input flex items-center has-aria-invalid:border-bad-mark has-focus-visible:outline-2 has-focus-visible:outline-primary">
    <span class="flex-none font-mono text-faint" aria-hidden="true">
      /gateway/
    </span>
    <input
      {...control}
      type="text"
      class="min-w-0 flex-1 bg-transparent font-mono outline-none"
      autocomplete="off"
      spellcheck={false}
      placeholder="forum/posts"
      maxLength={MAX_PREFIX + 2}
      value={value}
      onInput={(event) => onValue(event.currentTarget.value.replace(/^\/?gateway\//, ''))}
    />
  </span>
)

/** Where the gateway sends calls. */
export const UpstreamInput = ({ control, value, onValue }: TextProps) => (
  <input
    {...control}
    type="text"
    class="input font-mono"
    autocomplete="off"
    spellcheck={false}
    placeholder="https://api.example.com/v1"
    maxLength={MAX_UPSTREAM}
    title={value}
    value={value}
    onInput={(event) => onValue(event.currentTarget.value)}
  />
)

type MethodPickerProps = { label: string; chosen: readonly RouteMethod[]; onChosen: (methods: RouteMethod[]) => void }

/** The methods that a route takes: any, or some. */
export function MethodPicker({ label, chosen, onChosen }: MethodPickerProps) {
  const flip = (method: RouteMethod) => {
    if (method === '*') return onChosen(['*'])
    const others = chosen.filter((one) => one !== '*' && one !== method)
    onChosen(chosen.includes(method) ? others : ROUTE_METHODS.filter((one) => one === method || others.includes(one)))
  }
  return (
    <fieldset class="flex flex-wrap gap-1.5" aria-label={label}>
      {(['*', ...ROUTE_METHODS.filter((one) => one !== '*')] as const).map((method) => (
        <button
          key={method}
          type="button"
          class="btn font-mono text-xs! aria-pressed:border-primary! aria-pressed:bg-selected! aria-pressed:text-primary!"
          data-small
          data-kind="plain"
          aria-pressed={chosen.includes(method)}
          onClick={() => flip(method)}
        >
          {method === '*' ? m.gateway_any_method() : method}
        </button>
      ))}
    </fieldset>
  )
}
