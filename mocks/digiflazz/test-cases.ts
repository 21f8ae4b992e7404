/** What a number of https://developer.digiflazz.com/api/buyer/test-case/ answers first, and when it is asked again. */
export interface TestCase {
  first: string
  later: string
}

const productCode = 'xld10'

const byNumber: Readonly<Record<string, TestCase>> = {
  '087800001230': { first: 'sukses', later: 'sukses' },
  '087800001232': { first: 'gagal', later: 'gagal' },
  '087800001233': { first: 'pending', later: 'sukses' },
  '087800001234': { first: 'pending', later: 'gagal' },
}

/** The fixtures of a test number; undefined for any other order. */
export function testCaseOf(buyerSkuCode: string, customerNo: string): TestCase | undefined {
  return buyerSkuCode === productCode && Object.hasOwn(byNumber, customerNo)
    ? byNumber[customerNo]
    : undefined
}
