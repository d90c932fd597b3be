import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkBudget, WorkExceeded } from '../budget/work-budget.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { compileJsonSchema, validateJson } from './json-schema.ts'
import { KEYWORDS } from './keywords.ts'

const LIMIT = 500_000

function errorsOf(schema: Json, data: Json, budget = new WorkBudget(LIMIT)) {
  const compiled = compileJsonSchema(schema, budget)
  expect(compiled.problems).toEqual([])
  return validateJson(compiled, data, budget, { name: 'data', maxErrors: 20 })
}
const fits = (schema: Json, data: Json) => errorsOf(schema, data).length === 0
const problemsOf = (schema: Json) => compileJsonSchema(schema, new WorkBudget(LIMIT)).problems

/** Ajv 8.20 does not evaluate `contains` for an empty list where `prefixItems` stands beside it. */
function isMisjudgedByAjv(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  const isBoth = 'contains' in schema && 'prefixItems' in schema
  return isBoth || Object.values(schema).some(isMisjudgedByAjv)
}

describe('a JSON Schema', () => {
  it.each<[Json, Json[], Json[]]>([
    [true, [1, null, {}], []],
    [false, [], [1, null, {}]],
    [{ type: 'integer' }, [1, 1.0, -3, 1e300], [1.5, '1', null, true]],
    [{ type: ['string', 'null'] }, ['a', null], [1, {}, []]],
    [{ type: 'object' }, [{}], [[], null, 'x']],
    [{ enum: [1, 'a', null, { a: [1] }] }, [1, 1.0, 'a', null, { a: [1] }], ['1', false, { a: [2] }, { a: [1], b: 1 }]],
    [{ const: { a: 1, b: 2 } }, [{ b: 2, a: 1 }], [{ a: 1 }, [1, 2]]],
    [{ const: false }, [false], [0, null]],
    [{ multipleOf: 0.0001 }, [0.0075, 1, 'x'], [0.00751]],
    [{ multipleOf: 0.01 }, [0.07, 19.99, 4.35], [0.075]],
    [{ multipleOf: 0.123456789 }, [0], [1e308]],
    [{ minimum: 1, exclusiveMaximum: 3 }, [1, 2.9, 'x'], [0.9, 3]],
    [{ exclusiveMinimum: 1, maximum: 3 }, [1.1, 3], [1, 3.1]],
    [{ minLength: 2, maxLength: 2 }, ['ab', '😀😀', 5], ['a', '😀', 'abc']],
    [{ pattern: '^\\p{L}+$' }, ['Ünï', 1], ['a1', '']],
    [{ pattern: 'b' }, ['abc'], ['ac']],
    [{ minItems: 1, maxItems: 2 }, [[1], [1, 2], {}], [[], [1, 2, 3]]],
    [
      { uniqueItems: true },
      [
        [1, '1', true],
        [{ a: 1 }, { a: 2 }],
      ],
      [
        [1, 1.0],
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
        [0, -0],
      ],
    ],
    [{ contains: { const: 1 } }, [[0, 1], {}], [[], [0]]],
    [{ contains: { const: 1 }, minContains: 0, maxContains: 1 }, [[], [1]], [[1, 1]]],
    [{ minProperties: 1, maxProperties: 1 }, [{ a: 1 }, []], [{}, { a: 1, b: 2 }]],
    [{ required: ['toString'] }, [{ toString: 1 }, 5], [{}, { a: 1 }]],
    [{ required: ['__proto__', 'constructor'] }, [JSON.parse('{"__proto__":1,"constructor":2}')], [{ a: 1 }]],
    [{ properties: { constructor: { type: 'number' } } }, [{}, { constructor: 1 }], [{ constructor: 'x' }]],
    [{ dependentRequired: { a: ['b'] } }, [{}, { b: 1 }, { a: 1, b: 1 }], [{ a: 1 }]],
    [{ dependentSchemas: { a: { required: ['b'] } } }, [{}, { a: 1, b: 1 }], [{ a: 1 }]],
    [
      { patternProperties: { '^n_': { type: 'number' } }, additionalProperties: false },
      [{ n_a: 1 }],
      [{ n_a: 'x' }, { x: 1 }],
    ],
    [{ properties: { a: true }, additionalProperties: { type: 'string' } }, [{ a: 1, b: 'x' }], [{ b: 1 }]],
    [{ propertyNames: { maxLength: 2 } }, [{ ab: 1 }], [{ abc: 1 }]],
    [{ prefixItems: [{ type: 'string' }], items: { type: 'number' } }, [['a', 1, 2], [], 5], [[1], ['a', 'b']]],
    [{ prefixItems: [true], items: false }, [[1], []], [[1, 2]]],
    [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1, 2], [0, 3]],
    [{ anyOf: [{ type: 'string' }, { minimum: 2 }] }, ['x', 2], [1]],
    [{ oneOf: [{ minimum: 1 }, { maximum: 2 }] }, [0, 3], [1.5]],
    [{ not: { type: 'string' } }, [1], ['x']],
    [
      // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
      { if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } },
      [{ a: 1, b: 1 }, { c: 1 }],
      [{ a: 1 }, {}],
    ],
    [{ $ref: '#/$defs/n', maximum: 5, $defs: { n: { type: 'number' } } }, [5], ['x', 6]],
    [{ $ref: '#n', $defs: { a: { $anchor: 'n', type: 'number' } } }, [5], ['x']],
    [{ $ref: '#/$defs/a~1b%25', $defs: { 'a/b%': { type: 'number' } } }, [5], ['x']],
    [
      { properties: { child: { $ref: '#' } }, additionalProperties: false },
      [{ child: { child: {} } }],
      [{ child: { x: 1 } }],
    ],
    [
      {
        allOf: [{ properties: { a: true } }],
        anyOf: [{ properties: { b: true }, required: ['b'] }, {}],
        unevaluatedProperties: false,
      },
      [{ a: 1 }, { a: 1, b: 2 }],
      [{ c: 1 }],
    ],
    [{ allOf: [{ prefixItems: [true] }], unevaluatedItems: false }, [[1], []], [[1, 2]]],
    [{ format: 'email', contentEncoding: 'base64', default: 3, 'x-own': {}, $comment: 'c' }, ['no mail', 7], []],
  ])('%j decides as draft 2020-12 says', (schema, good, bad) => {
    for (const data of good) expect(fits(schema, data), JSON.stringify(data)).toBe(true)
    for (const data of bad) expect(fits(schema, data), JSON.stringify(data)).toBe(false)
  })

  it('says what is wrong, each field once, by its path', () => {
    const schema = {
      type: 'object',
      required: ['id', 'tags'],
      properties: {
        id: { type: 'integer', minimum: 1 },
        tags: { items: { enum: ['a', 'b'] } },
        inner: { additionalProperties: false },
        either: { anyOf: [{ type: 'null' }, { pattern: '^x' }] },
      },
    }
    expect(errorsOf(schema, { id: 'x', tags: ['a', 'c'], inner: { more: 1 }, either: 'y' })).toEqual([
      { path: 'data.id', message: 'must be an integer' },
      { path: 'data.tags.1', message: 'must be one of "a", "b"' },
      { path: 'data.inner.more', message: 'is not allowed by the schema' },
      { path: 'data.either', message: 'must fit one of the 2 schemas in anyOf' },
    ])
    expect(errorsOf(schema, {})).toEqual([
      { path: 'data.id', message: 'is required' },
      { path: 'data.tags', message: 'is required' },
    ])
  })

  it('stops after the requested number of errors', () => {
    const budget = new WorkBudget(LIMIT)
    const data = Array.from({ length: 50_000 }, () => 'x')
    expect(errorsOf({ items: { type: 'number' } }, data, budget)).toHaveLength(20)
    expect(budget.used).toBeLessThan(200)
  })

  it.each<[Json, string]>([
    [{ properties: { a: { enum: {} } } }, 'properties.a.enum'],
    [{ properties: { a: { oneOf: 1 } } }, 'properties.a.oneOf'],
    [{ enum: 'x' }, 'enum'],
    [{ type: 'text' }, 'type'],
    [{ type: [] }, 'type'],
    [{ type: ['string', 'string'] }, 'type'],
    [{ multipleOf: 0 }, 'multipleOf'],
    [{ maximum: '5' }, 'maximum'],
    [{ exclusiveMinimum: true }, 'exclusiveMinimum'],
    [{ minLength: -1 }, 'minLength'],
    [{ maxItems: 1.5 }, 'maxItems'],
    [{ pattern: '(' }, 'pattern'],
    [{ pattern: '(?=a)' }, 'pattern'],
    [{ patternProperties: { '(': true } }, 'patternProperties'],
    [{ uniqueItems: 'yes' }, 'uniqueItems'],
    [{ required: ['a', 'a'] }, 'required'],
    [{ required: true }, 'required'],
    [{ dependentRequired: { a: 'b' } }, 'dependentRequired.a'],
    [{ properties: [] }, 'properties'],
    [{ properties: { a: 1 } }, 'properties.a'],
    [{ items: [{}] }, 'items'],
    [{ prefixItems: [] }, 'prefixItems'],
    [{ allOf: [] }, 'allOf'],
    [{ not: null }, 'not'],
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
    [{ then: 1 }, 'then'],
    [{ $defs: { a: { type: 1 } } }, '$defs.a.type'],
    [{ $ref: '#/$defs/none' }, '$ref'],
    [{ $ref: 'other.json' }, '$ref'],
    [{ $ref: '#' }, ''],
    [{ $defs: { a: { anyOf: [{ not: { $ref: '#/$defs/a' } }] } } }, '$defs.a'],
    [{ $dynamicRef: '#a' }, '$dynamicRef'],
    [{ dependencies: {} }, 'dependencies'],
    [{ properties: { a: { $id: 'x' } } }, 'properties.a.$id'],
    [{ $schema: 'http://json-schema.org/draft-07/schema#' }, '$schema'],
    [{ title: 1 }, 'title'],
    [{ toString: {} }, 'toString'],
    [{ nullable: true }, 'nullable'],
  ])('%j is refused, and its place named', (schema, path) => {
    expect(problemsOf(schema).map((one) => one.path)).toEqual([path])
  })

  it('wants a match for `contains` in an empty list too, whatever else is said of its items', () => {
    expect(fits({ contains: false, prefixItems: [{ type: 'null' }] }, [])).toBe(false)
  })

  it('agrees with another validator on generated schemas and data', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: false, logger: false })
    fc.assert(
      fc.property(schemas, values, (schema, data) => {
        fc.pre(!isMisjudgedByAjv(schema))
        expect(fits(schema, data)).toBe(ajv.compile(schema)(data))
      }),
      { numRuns: 400 },
    )
  })
})

// The other validator fails on names of the prototype; the table above has these cases.
const name = fc.constantFrom('a', 'b', 'dS', 'c1')
const values = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.constantFrom<Json>(null, true, false, 0, 1, 2, 1.5, -1, '', 'a', 'ab', 'abc', '😀'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value
const count = fc.integer({ min: 0, max: 3 })
const schemas = fc.letrec<{ schema: JsonObject | boolean }>((tie) => {
  const some = fc.array(tie('schema'), { minLength: 1, maxLength: 3 })
  const named = fc.dictionary(name, tie('schema'), { maxKeys: 3, noNullPrototype: true })
  const types = fc.constantFrom('null', 'boolean', 'object', 'array', 'number', 'integer', 'string')
  const keywords: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
    enum: fc.uniqueArray(values, { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) }),
    const: values,
    minimum: fc.integer({ min: -1, max: 2 }),
    exclusiveMaximum: fc.integer({ min: 0, max: 3 }),
    multipleOf: fc.constantFrom(1, 2, 0.5),
    minLength: count,
    maxLength: count,
    pattern: fc.constantFrom('^a', 'b$', '^[ab]*$'),
    maxItems: count,
    minItems: count,
    uniqueItems: fc.boolean(),
    contains: tie('schema'),
    minContains: count,
    maxContains: count,
    maxProperties: count,
    required: fc.uniqueArray(name, { maxLength: 2 }),
    dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    dependentSchemas: named,
    properties: named,
    patternProperties: fc.dictionary(fc.constantFrom('^a', '[bc]', 'S'), tie('schema'), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    additionalProperties: tie('schema'),
    propertyNames: tie('schema'),
    prefixItems: some,
    items: tie('schema'),
    allOf: some,
    anyOf: some,
    oneOf: some,
    not: tie('schema'),
    if: tie('schema'),
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
    then: tie('schema'),
    else: tie('schema'),
    unevaluatedProperties: tie('schema'),
    unevaluatedItems: tie('schema'),
  }
  const one = fc
    .constantFrom(...Object.keys(keywords))
    .chain((keyword) => (keywords[keyword] ?? fc.constant(true)).map((value) => ({ [keyword]: value }) as JsonObject))
  return {
    schema: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      fc.boolean(),
      fc.array(one, { minLength: 1, maxLength: 4 }).map((parts): JsonObject => Object.assign({}, ...parts)),
    ),
  }
}).schema

const times = <T>(length: number, make: (n: number) => T): T[] => Array.from({ length }, (_, n) => make(n))
const fields = (length: number): JsonObject => Object.fromEntries(times(length, (n) => [`field${n}`, n]))
const numbers = times(36_000, (n) => n)
const objects = times(30_000, () => ({}))
const longText = 'a'.repeat(250_000)
const each = (schema: Json): Json => ({ items: { allOf: times(300, () => schema) } })

/** For each keyword with a condition: a schema of at most 16 KB and data of at most 256 KB that need the most work. */
const WORST: Record<string, [Json, Json]> = {
  type: [each({ type: ['string', 'null', 'boolean', 'array', 'object', 'number'] }), numbers],
  enum: [{ items: { enum: [...times(1000, (n) => ({ a: n })), {}] } }, objects],
  const: [each({ const: 1 }), times(36_000, () => 1)],
  multipleOf: [each({ multipleOf: 1e-300 }), times(20_000, () => 1e300)],
  maximum: [each({ maximum: 99_999 }), numbers],
  minimum: [each({ minimum: 0 }), numbers],
  exclusiveMaximum: [each({ exclusiveMaximum: 99_999 }), numbers],
  exclusiveMinimum: [each({ exclusiveMinimum: -1 }), numbers],
  maxLength: [{ allOf: times(700, () => ({ maxLength: 999_999 })) }, longText],
  minLength: [{ allOf: times(700, () => ({ minLength: 1 })) }, longText],
  maxItems: [each({ maxItems: 5 }), times(36_000, () => [])],
  minItems: [each({ minItems: 0 }), times(36_000, () => [])],
  maxProperties: [{ allOf: times(500, () => ({ maxProperties: 999_999 })) }, fields(15_000)],
  minProperties: [{ allOf: times(500, () => ({ minProperties: 1 })) }, fields(15_000)],
  pattern: [{ pattern: '^(?:(a|b)*|(a|c)*)*$' }, longText],
  uniqueItems: [{ allOf: times(500, () => ({ uniqueItems: true })) }, numbers],
  required: [
    { items: { allOf: times(20, () => ({ required: times(60, (n) => `field${n}`) })) } },
    times(300, () => fields(60)),
  ],
  dependentRequired: [{ items: { dependentRequired: Object.fromEntries(times(900, (n) => [`n${n}`, []])) } }, objects],
  dependentSchemas: [{ items: { dependentSchemas: Object.fromEntries(times(900, (n) => [`n${n}`, true])) } }, objects],
  properties: [{ items: { properties: Object.fromEntries(times(900, (n) => [`n${n}`, true])) } }, objects],
  patternProperties: [
    { patternProperties: Object.fromEntries(times(300, (n) => [`^(f|i)*${n}$`, true])) },
    fields(15_000),
  ],
  additionalProperties: [
    { patternProperties: { '^(a|f)*x': true }, allOf: times(300, () => ({ additionalProperties: true })) },
    fields(15_000),
  ],
  propertyNames: [{ allOf: times(300, () => ({ propertyNames: { maxLength: 99 } })) }, fields(15_000)],
  prefixItems: [{ items: { prefixItems: times(1500, () => true) } }, times(100, () => times(300, () => 1))],
  items: [{ allOf: times(500, () => ({ items: true })) }, numbers],
  contains: [{ allOf: times(500, () => ({ contains: { const: -1 }, minContains: 0 })) }, numbers],
  minContains: [{ allOf: times(500, () => ({ contains: true, minContains: 36_000 })) }, numbers],
  maxContains: [{ allOf: times(500, () => ({ contains: true, maxContains: 36_000 })) }, numbers],
  allOf: [each(true), numbers],
  anyOf: [{ items: { anyOf: [...times(700, () => false), true] } }, numbers],
  oneOf: [{ items: { oneOf: [...times(700, () => false), true] } }, numbers],
  not: [each({ not: false }), numbers],
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
  if: [each({ if: { minimum: 5 }, then: { maximum: 99_999 }, else: true }), numbers],
  $ref: [
    {
      $ref: '#/$defs/d30',
      $defs: {
        d0: true,
        ...Object.fromEntries(
          times(30, (n) => [`d${n + 1}`, { allOf: [{ $ref: `#/$defs/d${n}` }, { $ref: `#/$defs/d${n}` }] }]),
        ),
      },
    },
    {},
  ],
  unevaluatedProperties: [
    { anyOf: times(300, () => ({ additionalProperties: true })), unevaluatedProperties: false },
    fields(15_000),
  ],
  unevaluatedItems: [{ anyOf: times(300, () => ({ contains: true })), unevaluatedItems: false }, numbers],
}

/** Keywords that do not read data. `then` and `else` are tested with `if`. */
const IDLE = [
  '$schema',
  '$id',
  '$anchor',
  '$defs',
  'definitions',
  'then',
  'else',
  'title',
  'description',
  '$comment',
  'format',
]
  .concat(['contentEncoding', 'contentMediaType', 'contentSchema', 'deprecated', 'readOnly', 'writeOnly', 'default'])
  .concat(['examples', 'example'])
const REFUSED = [
  '$dynamicRef',
  '$dynamicAnchor',
  '$recursiveRef',
  '$recursiveAnchor',
  '$vocabulary',
  'dependencies',
].concat(['additionalItems', 'id'])

describe('the work of a schema', () => {
  it('is known for every keyword', () => {
    expect([...KEYWORDS.keys()].sort()).toEqual([...Object.keys(WORST), ...IDLE, ...REFUSED].sort())
    for (const keyword of REFUSED) expect(problemsOf({ [keyword]: {} }), keyword).toHaveLength(1)
  })

  it.each(Object.entries(WORST))(
    'of %s with its worst arguments is stopped, or ends within the budget',
    (_, [schema, data]) => {
      const budget = new WorkBudget(LIMIT)
      let isCutOff = false
      try {
        expect(errorsOf(schema, data, budget)).toEqual([])
      } catch (error) {
        if (!(error instanceof WorkExceeded)) throw error
        isCutOff = true
      }
      // Beyond the budget only the charge of one step is possible, and each of these needs more than a hundredth of it.
      expect(budget.used).toBeGreaterThan(LIMIT / 100)
      expect(isCutOff).toBe(budget.used > LIMIT)
      expect(budget.used).toBeLessThan(2 * LIMIT)
    },
  )

  it('is stopped for any generated schema on much data, without other errors', () => {
    const data = Object.fromEntries(times(200, (n) => [`a${n}`, times(20, (m) => ({ a: m, b: `${n}` }))]))
    fc.assert(
      fc.property(schemas, (schema) => {
        const budget = new WorkBudget(20_000)
        try {
          validateJson(compileJsonSchema(schema, budget), data, budget, { name: 'data', maxErrors: 20 })
        } catch (error) {
          expect(error).toBeInstanceOf(WorkExceeded)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('charges the size of the schema and its patterns, also when it is saved', () => {
    const patterns = { allOf: times(400, (n) => ({ pattern: `a{1000}${n}` })) }
    expect(() => compileJsonSchema(patterns, new WorkBudget(LIMIT))).toThrow(WorkExceeded)
  })
})
