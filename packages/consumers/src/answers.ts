/** A transaction in the form in which fixtures state what they expect. */
export interface ExpectedTransaction extends Record<string, unknown> {
  amount: { value: string } | null
  lines: readonly { serialNumber: string | null }[]
  warnings: readonly { code: string; field: string | null }[]
}

/** No order of warnings is promised, and a fixture names no texts of them. */
export const comparable = ({ warnings, ...fields }: ExpectedTransaction) => ({
  ...fields,
  warnings: warnings.map(({ code, field }) => `${code} ${field}`).sort(),
})
