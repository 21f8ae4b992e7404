import {
  type CallOptions,
  type Capabilities,
  CekStatusError,
  defaultSchedule,
  type ErrorCode,
  type Status,
  type StatusClient,
  type StatusQuery,
  statusInfo,
  type Transaction,
} from '@cekstatus/core'

/** A transaction with core's finality and advice, and changes. */
export function answerOf(status: Status, changes: Partial<Transaction> = {}): Transaction {
  return {
    provider: 'paymenku',
    kind: 'payment',
    merchantReference: 'INV-1',
    providerReference: `P-${changes.merchantReference ?? 'INV-1'}`,
    status,
    final: statusInfo[status].final,
    advice: statusInfo[status].advice,
    providerStatus: status,
    reason: null,
    amount: { value: '104000.00', currency: 'IDR' },
    fee: null,
    netAmount: null,
    refund: null,
    channel: null,
    lines: [],
    createdAt: '2026-11-24T10:00:00.000Z',
    updatedAt: null,
    paidAt: null,
    expiresAt: null,
    sandbox: null,
    warnings: [],
    evidence: { observedAt: '2026-11-25T00:00:00.000Z', httpStatus: 200, attempts: 1 },
    raw: {},
    ...changes,
  }
}

export function errorOf(code: ErrorCode): CekStatusError {
  return new CekStatusError({ code, message: `${code} it is`, provider: 'paymenku', attempts: 1 })
}

type Asking = (query: StatusQuery, options: CallOptions) => Promise<Transaction> | Transaction

/** A client in memory. */
export function clientOf(provider: string, asking: Asking): StatusClient {
  const capabilities: Capabilities = {
    provider,
    kinds: ['payment'],
    lookup: ['merchantReference', 'providerReference'],
    referenceMaxLength: 50,
    repeatable: true,
    origins: { production: null, sandbox: null },
    reportsSandbox: true,
    rateLimit: null,
    schedule: defaultSchedule,
    notFoundGrace: { codes: ['NOT_FOUND'], graceMs: 10_000 },
  }
  return {
    provider,
    capabilities,
    getTransactionStatus: async (query, options = {}) => asking(query, options),
  }
}
