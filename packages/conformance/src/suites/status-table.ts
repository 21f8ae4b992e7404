import { isCekStatusError, type StatusQuery, statusInfo } from '@cekstatus/core'
import { normalizeStatusWord } from '@cekstatus/core/provider'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProviderUnderTest } from '../provider-under-test.ts'

export function describeStatusTable<Query extends StatusQuery>(provider: ProviderUnderTest<Query>): void {
  const read = (body: string, query: Query) =>
    provider.parseStatusResponse({ status: 200, headers: {}, body }, query)
  const scopes = [...new Map(provider.statusMap.map((row) => [`${row.kind}/${row.scope}`, row])).values()]
  const documented = new Set(provider.statusMap.map((row) => normalizeStatusWord(row.providerStatus)))

  describe('status table', () => {
    it('names the page of every word', () => {
      expect(provider.statusMap.filter((row) => !/^https:\/\//.test(row.source))).toEqual([])
    })

    const named = provider.statusMap.map((row) => ({ ...row, name: nameOf(row) }))
    it.each(named)('reads $name as $status', (row) => {
      const { body, query } = provider.answerWith(row)
      expect(read(body, query).status).toBe(row.status)
    })

    it.each(named)('reads $name in any case and with white space around it', (row) => {
      for (const word of [row.providerStatus.toUpperCase(), ` ${row.providerStatus.toLowerCase()}\t`]) {
        const { body, query } = provider.answerWith({ ...row, providerStatus: word })
        expect(read(body, query).status).toBe(row.status)
      }
    })

    it.each(scopes.map((row) => ({ ...row, name: nameOf({ ...row, providerStatus: '…' }) })))(
      'reads every undocumented word as unknown: $name',
      (row) => {
        const words = fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom(...provider.statusMap.map((known) => `${known.providerStatus} Sebagian`)),
          fc.constantFrom(...provider.statusMap.map((known) => `x${known.providerStatus}`)),
          fc.constantFrom(
            ...provider.statusMap.map((known) => known.providerStatus.replace(/k/gi, '\u212A')),
          ),
          fc.constantFrom('__proto__', 'constructor', 'toString', 'berhasil', 'settled', '200', 'true'),
        )
        fc.assert(
          fc.property(words, (word) => {
            fc.pre(!documented.has(normalizeStatusWord(word)))
            const { body, query } = provider.answerWith({ ...row, providerStatus: word })
            const transaction = read(body, query)
            expect(transaction.status).toBe('unknown')
            expect(transaction.final).toBe(false)
            expect(transaction.advice).toBe('review')
          }),
          { numRuns: 200 },
        )
      },
    )

    it('takes finality from the one table', () => {
      for (const row of provider.statusMap) {
        const { body, query } = provider.answerWith(row)
        const transaction = read(body, query)
        expect(transaction.final).toBe(statusInfo[transaction.status].final)
      }
    })

    it('says success only where a documented success word stands in its documented place', () => {
      const successes = provider.statusMap.filter((row) => row.status === 'success')
      const bodies = successes.map((row) => provider.answerWith(row))
      fc.assert(
        fc.property(
          fc.constantFrom(...bodies),
          fc.nat(),
          fc.oneof(
            fc.jsonValue(),
            fc.constantFrom<unknown>('success', 'paid', 'Sukses', 'completed', 1, 200, true, null, [], {}),
          ),
          fc.boolean(),
          ({ body, query }, position, value, remove) => {
            const changed = changeSomewhere(JSON.parse(body), position, value, remove)
            if (statusOf(() => read(JSON.stringify(changed), query)) === 'success') {
              expect(provider.oracle({ httpStatus: 200, body: changed }, query).success).toBe(true)
            }
          },
        ),
        { numRuns: 1000 },
      )
    })

    it('never says success to arbitrary JSON', () => {
      const query = provider.queryFor('INV-001')
      fc.assert(
        fc.property(fc.json(), (body) => {
          expect(statusOf(() => read(body, query))).not.toBe('success')
        }),
        { numRuns: 300 },
      )
    })
  })
}

function nameOf(row: { providerStatus: string; kind?: string; scope?: string }): string {
  return [row.scope, row.kind, row.providerStatus].filter((part) => part !== undefined).join(' ')
}

function statusOf(read: () => { status: string }): string | null {
  try {
    return read().status
  } catch (error) {
    if (isCekStatusError(error)) return null
    throw error
  }
}

/** Replaces or removes one node of a JSON value, chosen by number. */
function changeSomewhere(root: unknown, position: number, value: unknown, remove: boolean): unknown {
  const places: { parent: Record<string, unknown>; key: string }[] = []
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const key of Object.keys(node)) {
      places.push({ parent: node as Record<string, unknown>, key })
      walk((node as Record<string, unknown>)[key])
    }
  }
  walk(root)
  const place = places[position % places.length]
  if (place === undefined) return value
  if (!remove) place.parent[place.key] = value
  else if (Array.isArray(place.parent)) place.parent.splice(Number(place.key), 1)
  else delete place.parent[place.key]
  return root
}
