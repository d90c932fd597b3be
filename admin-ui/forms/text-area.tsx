import { Field, type FieldFacts, type TextControl } from './field.tsx'

type TextAreaProps = FieldFacts & TextControl & { rows?: number }

/** Several lines of text. */
export function TextArea({ label, hint, error, required, value, onValue, ...rest }: TextAreaProps) {
  return (
    <Field {...{ label, hint, ...(error ? { error } : {}), ...(required ? { required } : {}) }}>
      {(wiring) => (
        <textarea
          class="input"
          rows={3}
          {...rest}
          {...wiring}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** Several lines in monospace: JSON, IP addresses, an expression. */
export const CodeArea = (props: Omit<TextAreaProps, 'class' | 'spellcheck'>) => (
  <TextArea class="input font-mono" spellcheck={false} {...props} />
)
