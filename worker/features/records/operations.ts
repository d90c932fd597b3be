import { MAX_REINDEXED } from '../../../contract/modules.data.ts'
import { MAX_RECORD_BATCH } from '../../../contract/records.data.ts'
import { type Operations, SAME_AS_PATCH, VERSIONED } from '../../platform/http/operation.ts'

const MERGE =
  'Values are merged: null clears a field, fields that are left out stay. Without If-Match the last change wins.'

/** The texts of this feature's routes in the OpenAPI document. */
export const recordOperations: Operations = {
  tags: [
    {
      name: 'Records',
      description:
        'Modules with typed fields, and their records. The scopes `records:read`, `records:write` and `records:delete` are for all modules, `records.contacts:read` is for one.',
      position: 5,
    },
  ],
  operations: {
    'GET /api/v1/modules': { id: 'listModules' },
    'POST /api/v1/modules': { id: 'createModule', etag: true, rules: 'The slug never changes. At most 100 modules.' },
    'GET /api/v1/modules/{slug}': { id: 'getModule', etag: true },
    'PATCH /api/v1/modules/{slug}': {
      id: 'updateModule',
      ...VERSIONED,
      rules: `\`fields\` replaces all fields: one that is left out is removed with its values. What existing records do not allow is refused with 409 \`module_has_records\`, and says what is in the way: another type, a required field that some lack, a unique value that repeats. An index over more than ${MAX_REINDEXED} records is built by a job, usually within minutes: until then the field has \`building\`. The same job checks whether a field can be required (\`checking\`) or unique over so many: what is written obeys at once, and where an older record is in the way, the field is neither, and has \`problem\`.`,
    },
    'PUT /api/v1/modules/{slug}': { id: 'putModule', ...VERSIONED, rules: SAME_AS_PATCH },
    'DELETE /api/v1/modules/{slug}': {
      id: 'deleteModule',
      ifMatch: true,
      rules:
        'With records it needs `?confirm=` and the slug. Records that are deleted with it get no events of their own.',
    },
    'GET /api/v1/demo-data': { id: 'getDemoData' },
    'POST /api/v1/demo-data': {
      id: 'createDemoData',
      rules:
        'Modules `users`, `threads`, `posts` and `transactions` with some records each, announced as all others are. Needs `records:write` too. A call that was interrupted is completed by the next one. 409 `module_exists` if you have a module of your own with one of these slugs.',
    },
    'DELETE /api/v1/demo-data': {
      id: 'deleteDemoData',
      rules: 'Deletes these modules with all their records, also those that were added since.',
    },
    'GET /api/v1/records/{slug}': {
      id: 'listRecords',
      rules:
        'Filters are parameters: `filter[email]=ada@example.com` is equal, `filter[age][gte]=18` names an operator: not, gt, gte, lt, lte, contains, empty (true or false). Only fields that are unique or indexed can be filtered or sorted by. `filter[status][not]=open` includes records without a status, and an empty value stands for no value; a boolean without a value counts as false. Records without a value come last, in descending order first. A page by a field may be followed by an empty one; with several filters a page may hold fewer records than asked for, or none, and still have a next page.',
    },
    'POST /api/v1/records/{slug}': {
      id: 'createRecord',
      etag: true,
      rules: 'A unique value that another record has is refused with 422 `value_taken`.',
    },
    'PUT /api/v1/records/{slug}': {
      id: 'upsertRecord',
      etag: true,
      rules: 'Of concurrent calls with the same value one creates, and the others change what it created.',
    },
    'POST /api/v1/records/{slug}/batch': {
      id: 'writeRecords',
      rules: `Up to ${MAX_RECORD_BATCH} records in one transaction, each announced as if it were written alone. Without \`partial\`, one that cannot be written refuses all, with 422 and the path of each value (\`records.3.email\`). \`dryRun\` says what would be done, and what is wrong with each.`,
    },
    'GET /api/v1/records/{slug}/export': {
      id: 'exportRecords',
      rules:
        'Filters and sort are those of the list. A column for each field by its name, so that the batch route takes the values back; then `record id`, `created at` and `updated at`. A text that a spreadsheet could run as a formula begins with an apostrophe.',
    },
    'GET /api/v1/records/{slug}/{id}': { id: 'getRecord', etag: true },
    'PATCH /api/v1/records/{slug}/{id}': { id: 'updateRecord', ...VERSIONED, rules: MERGE },
    'PUT /api/v1/records/{slug}/{id}': { id: 'putRecord', ...VERSIONED, rules: SAME_AS_PATCH },
    'DELETE /api/v1/records/{slug}/{id}': { id: 'deleteRecord', ifMatch: true },
  },
}
