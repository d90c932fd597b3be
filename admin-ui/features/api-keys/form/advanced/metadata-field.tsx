import { MAX_JSON_NAME } from '../../../../../contract/common.data.ts'
import { jsonProblemText } from '../../../../format/json-text.ts'
import { CodeArea } from '../../../../forms/text-area.tsx'
import { m } from '../../../../messages/index.ts'
import { type MetadataProblem, readMetadata } from '../draft/metadata-text.ts'
import { MAX_BYTES } from '../draft/metadata-value.ts'

type MetadataFieldProps = { text: string; error?: string | undefined; onText: (text: string) => void }

/** A field for JSON that is validated while the user types: it shows errors with their position, and the used size. */
export function MetadataField({ text, error, onText }: MetadataFieldProps) {
  const { problem, bytes } = readMetadata(text)
  return (
    <CodeArea
      label={m.api_keys_dialog_metadata()}
      hint={
        <>
          {m.api_keys_form_metadata_hint()}{' '}
          <span class="whitespace-nowrap tabular-nums">
            {m.api_keys_form_metadata_size({ bytes, most: MAX_BYTES })}
          </span>
        </>
      }
      rows={4}
      autocomplete="off"
      error={problem ? problemText(problem) : error}
      value={text}
      onValue={onText}
    />
  )
}

function problemText(problem: MetadataProblem): string {
  if (problem.kind === 'json') return jsonProblemText(problem.at)
  if (problem.kind === 'name')
    return m.api_keys_form_metadata_problems_name({ name: problem.name.slice(0, 20), most: MAX_JSON_NAME })
  if (problem.kind === 'too-large')
    return m.api_keys_form_metadata_problems_too_large({ over: problem.bytes - MAX_BYTES })
  return m.api_keys_form_metadata_problems_no_object()
}
