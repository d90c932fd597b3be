import { Download } from 'lucide-preact'
import { csvOf } from '../../../../contract/lib/csv.ts'
import { downloadText } from '../../../format/download.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import type { Import } from './use-import.ts'

/** Saves what is wrong with each row, so that the file can be mended. */
export function DownloadProblems({ it }: { it: Import }) {
  const save = () =>
    downloadText(
      m.records_import_problems_name(),
      csvOf([
        [m.records_import_line(), m.records_import_field(), m.records_import_problem()],
        ...it.bad.flatMap((row) => it.errorsOf(row).map(({ path, message }) => [row.at, path, message])),
      ]),
      'text/csv',
    )
  return (
    <Button class="mr-auto" icon={Download} onClick={save}>
      {m.records_import_download_problems()}
    </Button>
  )
}
