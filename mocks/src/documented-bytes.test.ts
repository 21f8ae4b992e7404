import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { mockProviders } from './registry.ts'

/**
 * The beginning of each documented body's SHA-256, taken when the body was compared with its page. Nothing reads most
 * of these bytes, so a slip of the hand in a fixture would otherwise go unseen. Change a digest with the page only.
 */
const servedDigests = {
  'paymenku/not-found': '8b8b8b5632a3e720',
  'paymenku/paid': '80d7892c54effd0b',
  'paymenku/rate-limited': '1ff854c94fb92479',
  'paymenku/unauthorized': 'aa534c920c84825d',
  'smilepay/payout-processing': '2ae66ee9e2cc93a6',
  'apigames/gagal': 'fded7ea38d86126c',
  'apigames/invalid-signature': 'dfeca6f743773a22',
  'apigames/pending': 'c0b8434de5065a00',
  'apigames/proses': 'a7365506956fb469',
  'apigames/sukses-sebagian': '2821673be0416a0b',
  'apigames/sukses': '20e097d0c7cbac07',
  'apigames/validasi-provider': '278db0f853ac1eae',
  'sekalipay/auto-completed': '28a378c1b5ffc0b2',
  'sekalipay/h2h-completed': '327f848232bd6f3e',
  'sekalipay/h2h-failed': '8d25fbc3083fc9d1',
  'sekalipay/not-found': '7ce87e7df23d73d1',
  'sekalipay/smm-completed': 'b9452fad09051b55',
  'sekalipay/smm-processing': '410ceff6509628a8',
  'paystrator/common-structure': '25dd54706003a045',
  'paystrator/ewallet-expired': '48750f2ed12fef03',
  'paystrator/qris-expired': 'bea0d09e4b03b8df',
  'paystrator/send-money-completed': 'ded9ed3268058e3c',
  'paystrator/va-pending': '1b6d4021152580e6',
  'digiflazz/gagal': '421dd875e79de9a0',
  'digiflazz/pending': '7da02ba8caddf520',
  'digiflazz/sukses': 'a3da84c449b7409a',
  'digiflazz/topup-pending': '1b7b61c105e78cce',
}

/** Of the bodies as they are printed, where the page shows invalid JSON and the served one is repaired. */
const printedDigests = {
  'paystrator/common-structure': '76793424dfa35286',
  'paystrator/qris-expired': '672ffa9ec7f931df',
}

const digestOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)

const documented = mockProviders.flatMap(({ name, fixtures }) =>
  fixtures
    .filter(({ provenance }) => provenance.kind === 'documented')
    .map((fixture) => ({ ...fixture, id: `${name}/${fixture.case}` })),
)

it('serves every documented body as the page has it, byte for byte', () => {
  const served = documented.map(({ id, response }) => [id, digestOf(response.body)])
  expect(Object.fromEntries(served)).toEqual(servedDigests)
})

it('keeps every body that needed a repair as the page prints it', () => {
  const printed = documented.flatMap(({ id, documentedBody }) =>
    documentedBody === undefined ? [] : [[id, digestOf(documentedBody)]],
  )
  expect(Object.fromEntries(printed)).toEqual(printedDigests)
})
