import { sayJsonProblem } from '../../../format/json-text.ts'
import { CodeArea } from '../../../forms/text-area.tsx'
import { words } from './form-words.ts'
import { type MetadataProblem, MOST_BYTES, MOST_NAME_CHARACTERS, readMetadata } from './metadata-text.ts'

type MetadataFieldProps = { text: string; error?: string | undefined; onText: (text: string) => void }

/** JSON as text, judged while it is typed: what is wrong and where, and how much of the room is used. */
export function MetadataField({ text, error, onText }: MetadataFieldProps) {
  const t = words()
  const { problem, bytes } = readMetadata(text)
  return (
    <CodeArea
      label={t.metadata}
      hint={
        <>
          {t.metadataHint} <span class="whitespace-nowrap tabular-nums">{t.metadataSize(bytes, MOST_BYTES)}</span>
        </>
      }
      rows={4}
      autocomplete="off"
      error={problem ? problemText(problem, t) : error}
      value={text}
      onValue={onText}
    />
  )
}

function problemText(problem: MetadataProblem, t: ReturnType<typeof words>): string {
  if (problem.kind === 'json') return sayJsonProblem(problem.at)
  if (problem.kind === 'name') return t.metadataProblems.name(problem.name, MOST_NAME_CHARACTERS)
  if (problem.kind === 'too-large') return t.metadataProblems.tooLarge(problem.bytes - MOST_BYTES)
  return t.metadataProblems.noObject
}
