import { describe, expect, it } from 'vitest'
import { isCekStatusError } from './errors.ts'
import { checkExtraFields, checkQuery, type QueryField, type QueryRules } from './query.ts'

const rules: QueryRules = {
  referenceMaxLength: 50,
  required: 'either',
  kinds: ['payment', 'payout'],
  kindRequired: false,
  referenceInPath: false,
}

function refusalOf(query: unknown, changed: Partial<QueryRules> = {}): string | null {
  try {
    checkQuery('acme', query, { ...rules, ...changed })
    return null
  } catch (error) {
    if (isCekStatusError(error) && error.code === 'CONFIGURATION' && error.provider === 'acme')
      return error.field
    throw error
  }
}

describe('checkQuery', () => {
  it('returns a copy without undefined fields', () => {
    const query = { merchantReference: 'INV-001', providerReference: undefined, kind: undefined }
    expect(checkQuery('acme', query, rules)).toStrictEqual({ merchantReference: 'INV-001' })
    const full = { merchantReference: 'INV-001', providerReference: 'P1', kind: 'payout' as const }
    expect(checkQuery('acme', full, rules)).toStrictEqual(full)
    expect(checkQuery('acme', full, rules)).not.toBe(full)
  })

  it('takes fields of the query itself only', () => {
    expect(refusalOf(Object.create({ merchantReference: 'INV-001' }))).toBe('merchantReference')
  })

  it.each(['A', '.', '..', 'a b', 'INV/001?x#y%2F', '100%', 'né', '\u{1F600}', "'; --", '__proto__'])(
    'takes the reference %j',
    (reference) => {
      expect(refusalOf({ merchantReference: reference })).toBeNull()
      expect(refusalOf({ providerReference: reference })).toBeNull()
    },
  )

  it.each([
    '',
    '\n',
    'a\nb',
    'a\tb',
    '\u0000',
    '\u007F',
    '\u0085',
    '\uD83D',
    'a\uDE00',
    7,
    null,
    {},
    ['a'],
    true,
  ])('refuses the reference %j', (reference) => {
    expect(refusalOf({ merchantReference: reference, providerReference: 'P1' })).toBe('merchantReference')
    expect(refusalOf({ merchantReference: 'INV-001', providerReference: reference })).toBe(
      'providerReference',
    )
  })

  it.each([1, 32, 50, 191, 255])('takes %i characters, not one more, and counts code points', (length) => {
    const limit = { referenceMaxLength: length }
    expect(refusalOf({ merchantReference: 'x'.repeat(length) }, limit)).toBeNull()
    expect(refusalOf({ merchantReference: '\u{1F600}'.repeat(length) }, limit)).toBeNull()
    expect(refusalOf({ merchantReference: 'x'.repeat(length + 1) }, limit)).toBe('merchantReference')
    expect(refusalOf({ merchantReference: '\u{1F600}'.repeat(length + 1) }, limit)).toBe('merchantReference')
  })

  it.each(['.', '..'])('refuses %j where it becomes a path segment', (reference) => {
    expect(refusalOf({ merchantReference: reference }, { referenceInPath: true })).toBe('merchantReference')
    expect(refusalOf({ providerReference: reference }, { referenceInPath: true })).toBe('providerReference')
    expect(refusalOf({ merchantReference: '...' }, { referenceInPath: true })).toBeNull()
  })

  it.each([
    [' INV-1', 'must not begin or end with white space', null],
    ['INV-1\u00a0', 'must not begin or end with white space', null],
    ['\ufeffINV-1', 'must not begin or end with white space', null],
    [' ', 'must not begin or end with white space', null],
    [
      'INV\u200b-1',
      'must not contain invisible format characters',
      'remove zero-width spaces and byte order marks',
    ],
    [
      'INV-1\u200e',
      'must not contain invisible format characters',
      'remove zero-width spaces and byte order marks',
    ],
  ])('rejects the reference %j', (merchantReference, rule, hint) => {
    expect(() => checkQuery('acme', { merchantReference }, rules)).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION',
        field: 'merchantReference',
        message: `merchantReference ${rule}`,
        hint,
      }),
    )
  })

  it('wants the reference that the provider is asked by', () => {
    expect(refusalOf({})).toBe('merchantReference')
    expect(refusalOf({ merchantReference: undefined })).toBe('merchantReference')
    expect(refusalOf({ providerReference: 'P1' }, { required: 'merchantReference' })).toBe(
      'merchantReference',
    )
    expect(refusalOf({ merchantReference: 'M1' }, { required: 'providerReference' })).toBe(
      'providerReference',
    )
    expect(refusalOf({ merchantReference: 'M1' }, { required: 'merchantReference' })).toBeNull()
  })

  it('knows the kinds of the provider', () => {
    expect(refusalOf({ merchantReference: 'M1', kind: 'payment' })).toBeNull()
    for (const kind of ['purchase', 'unknown', 'Payment', '', null, 1]) {
      expect(refusalOf({ merchantReference: 'M1', kind })).toBe('kind')
    }
    expect(refusalOf({ merchantReference: 'M1' }, { kindRequired: true })).toBe('kind')
  })

  it.each([undefined, null, 'INV-001', 7, [], [{ merchantReference: 'M1' }]].map((query) => ({ query })))(
    'refuses $query in place of a query',
    ({ query }) => {
      expect(refusalOf(query)).toBe('query')
    },
  )

  it('refuses a misspelt field', () => {
    expect(refusalOf({ merchantReference: 'M1', merchantreference: 'M2' })).toBe('query')
    expect(refusalOf({ merchantReference: 'M1', merchantreference: undefined })).toBeNull()
  })

  it.each([
    [{ merchantRef: 'M1' }, 'unknown query field "merchantRef" (did you mean "merchantReference"?)'],
    [
      { provider_reference: 'P1' },
      'unknown query field "provider_reference" (did you mean "providerReference"?)',
    ],
    [{ merchantReference: 7 }, 'merchantReference must be a string'],
    [{ merchantReference: '' }, 'merchantReference must not be empty'],
    [{ merchantReference: 'x'.repeat(51) }, 'merchantReference must have at most 50 characters'],
    [{ merchantReference: '\uD83D' }, 'merchantReference must be well-formed Unicode'],
    [{}, 'merchantReference or providerReference is required'],
    [{ merchantReference: 'M1', kind: 'gift' }, "kind must be 'payment' or 'payout'"],
  ])('says what is wrong with %j', (query, message) => {
    expect(() => checkQuery('acme', query, rules)).toThrow(expect.objectContaining({ message, hint: null }))
  })

  it('never quotes a value', () => {
    for (const query of [
      { merchantReference: 'canary\n' },
      { merchantReference: 'M1', kind: 'canary' },
      { merchantReference: 'M1', colour: 'canary' },
    ]) {
      try {
        checkQuery('acme', query, rules)
        expect.unreachable()
      } catch (error) {
        expect(String(error)).not.toContain('canary')
      }
    }
  })
})

describe('fields of one provider alone', () => {
  const furtherFields: readonly QueryField[] = [
    {
      name: 'productCode',
      form: 'text',
      required: true,
      maxLength: 5,
      personal: false,
      meaning: 'the code of the order',
    },
    {
      name: 'orderedAt',
      form: 'timestamp',
      required: false,
      maxLength: 40,
      personal: false,
      meaning: 'its time',
    },
  ]
  const good = { merchantReference: 'M1', productCode: 'x' }
  const extraFields = { fields: furtherFields, check: checkExtraFields }
  const refusal = (changes: object) => refusalOf({ ...good, ...changes }, { extraFields })

  it('are checked with the rest and returned with it', () => {
    const query = { ...good, orderedAt: '2026-01-26T09:00:00+07:00' }
    const checked = { ...good, orderedAt: '2026-01-26T02:00:00.000Z' }
    expect(checkQuery('acme', query, { ...rules, extraFields })).toStrictEqual(checked)
    expect(checkExtraFields('acme', query, furtherFields)).toStrictEqual({
      productCode: 'x',
      orderedAt: checked.orderedAt,
    })
  })

  it('are unknown to a provider without them', () => {
    expect(refusalOf(good)).toBe('query')
  })

  it.each([undefined, null, '', 7, 'xxxxxx', 'a\nb', '\ud800', {}])('refuse %j as a text', (productCode) => {
    expect(refusal({ productCode })).toBe('productCode')
  })

  it.each(['xxxxx', '.', '..', '😀😀😀😀😀'])('take %j as a text', (productCode) => {
    expect(refusal({ productCode })).toBeNull()
  })

  it.each([
    null,
    '',
    '2026-01-26',
    '2026-01-26T09:00:00',
    '2026-02-30T09:00:00Z',
    1_769_400_000_000,
    new Date(Number.NaN),
    {},
  ])('refuse %j as a time', (orderedAt) => {
    expect(refusal({ orderedAt })).toBe('orderedAt')
  })

  it.each([undefined, new Date(0), '2026-01-26T09:00:00Z'])('take %j as a time', (orderedAt) => {
    expect(refusal({ orderedAt })).toBeNull()
  })

  it('say what is missing in the words of the provider', () => {
    expect(() => checkExtraFields('acme', {}, furtherFields)).toThrow(
      expect.objectContaining({
        message: 'productCode is required',
        hint: 'productCode is the code of the order',
      }),
    )
  })

  it('are read only where the query itself has them', () => {
    expect(
      refusalOf(Object.assign(Object.create({ productCode: 'x' }), { merchantReference: 'M1' }), {
        extraFields,
      }),
    ).toBe('productCode')
  })
})

describe('resource', () => {
  const source = 'https://docs.acme.example'
  const resources = [
    { name: 'payment_request', idPrefixes: ['pr-'], lookup: ['providerReference'], source },
    {
      name: 'payout',
      idPrefixes: ['disb-', 'po-'],
      lookup: ['merchantReference', 'providerReference'],
      source,
    },
    { name: 'invoice', idPrefixes: [], lookup: ['merchantReference', 'providerReference'], source },
  ] as const
  const rulesWith: QueryRules = { ...rules, required: 'either', kindRequired: false, resources }
  const check = (query: object) => checkQuery('acme', query, rulesWith)
  const fieldOf = (query: object) => {
    try {
      check(query)
    } catch (error) {
      return isCekStatusError(error) ? `${error.code} ${error.field}` : String(error)
    }
    return null
  }

  it.each([
    { resource: 'payment_request', providerReference: 'pr-1' },
    { resource: 'payout', providerReference: 'po-1' },
    { resource: 'payout', merchantReference: 'pr-1' },
    { resource: 'invoice', providerReference: '593f4ed1c3d3bb7f39733d83' },
  ])('accepts %j', (query) => {
    expect(check(query)).toEqual(query)
  })

  it.each([
    [{ providerReference: 'pr-1' }, 'resource'],
    [{ resource: 'session', providerReference: 'ps-1' }, 'resource'],
    [{ resource: 1, providerReference: 'pr-1' }, 'resource'],
    [{ resource: 'payout', providerReference: 'pr-1' }, 'providerReference'],
    [{ resource: 'invoice', providerReference: 'po-1' }, 'providerReference'],
    [{ resource: 'payment_request', providerReference: 'PR-1' }, 'providerReference'],
    [{ resource: 'payment_request', merchantReference: 'INV-1' }, 'providerReference'],
  ])('rejects %j', (query, field) => {
    expect(fieldOf(query)).toBe(`CONFIGURATION ${field}`)
  })

  it('is an unknown field where a provider has one object only', () => {
    expect(() => checkQuery('acme', { merchantReference: 'M1', resource: 'invoice' }, rules)).toThrow(
      /resource/,
    )
  })
})
