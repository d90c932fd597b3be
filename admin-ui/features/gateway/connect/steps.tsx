import { m } from '../../../messages/index.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import type { Step } from './clients.ts'

/** The steps that connect a client, each with what has to be copied. */
export const Steps = ({ steps }: { steps: readonly Step[] }) => (
  <ol class="flex flex-col gap-4" aria-label={m.gateway_connect_steps()}>
    {steps.map(({ step, code, file, secret }, index) => {
      const text = m.gateway_connect_step({ step, file: file ?? '' })
      return (
        <li key={`${step} ${index}`} class="min-w-0">
          <p class="mb-1.5">
            <span class="mr-1.5 font-medium tabular-nums">{index + 1}.</span>
            {text}
          </p>
          {code && (
            <>
              <CodeBlock>{code}</CodeBlock>
              <div class="mt-2 flex flex-wrap items-center gap-3">
                <CopyButton
                  text={code}
                  label={file ? m.gateway_connect_copy_file({ file }) : m.gateway_connect_copy({ number: index + 1 })}
                  short={m.ui_copy()}
                />
                {secret && <span class="text-sm text-soft">{m.gateway_connect_secret()}</span>}
              </div>
            </>
          )}
        </li>
      )
    })}
  </ol>
)
