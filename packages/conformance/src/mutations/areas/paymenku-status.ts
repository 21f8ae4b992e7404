import type { Area } from '../mutation.ts'

const tests = ['src/response.test.ts', 'src/traps.test.ts']
const lookup = 'createStatusLookup(statusTable)'
const type = 'ReturnType<typeof createStatusLookup>'

export const paymenkuStatus: Area = {
  name: 'status table of Paymenku',
  minimum: 10,
  files: [
    {
      path: 'packages/paymenku/src/status.ts',
      tests: ['src/status.test.ts', 'src/response.test.ts'],
      mutations: [
        {
          find: "providerStatus: 'pending', status: 'pending'",
          replace: "providerStatus: 'pending', status: 'success'",
          effect: 'goods leave before the money came',
        },
        {
          find: "providerStatus: 'paid', status: 'success'",
          replace: "providerStatus: 'paid', status: 'processing'",
          effect: 'a paid order waits for ever',
        },
        {
          find: "providerStatus: 'failed', status: 'failed'",
          replace: "providerStatus: 'failed', status: 'pending'",
          effect: 'a failed payment is waited for',
        },
        {
          find: "providerStatus: 'expired', status: 'expired'",
          replace: "providerStatus: 'expired', status: 'failed'",
          effect: 'a lapse of time is told as a failure',
        },
        {
          find: "providerStatus: 'cancelled'",
          replace: "providerStatus: 'canceled'",
          effect: 'the word is spelled otherwise than the page does',
        },
        {
          find: "providerStatus: 'refunded', status: 'refunded'",
          replace: "providerStatus: 'refunded', status: 'success'",
          effect: 'goods leave for money that went back',
        },
        {
          find: "    status: 'partial',",
          replace: "    status: 'success',",
          effect: 'goods leave for money of which a part went back',
        },
        {
          find: lookup,
          replace: `((word: string) => ${lookup}(word) ?? 'success') as ${type}`,
          effect: 'a word that nobody documents is a success',
        },
        {
          find: lookup,
          replace: `((word: string) => ${lookup}(word) ?? 'failed') as ${type}`,
          effect: 'a word that nobody documents is a failure',
        },
        {
          find: lookup,
          replace: `((word: string) => statusTable.find((row) => word.includes(row.providerStatus))?.status) as ${type}`,
          effect: '"unpaid" is read as "paid"',
        },
        {
          find: lookup,
          replace: `((word: string) => statusTable.find((row) => row.providerStatus === word)?.status) as ${type}`,
          effect: 'a word in another case is unknown',
        },
      ],
    },
    {
      path: 'packages/paymenku/src/response.ts',
      tests,
      mutations: [
        {
          find: "status: reader.status(data.status, 'data.status', readStatusWord)",
          replace: "status: 'success'",
          effect: 'a call that worked is a payment that worked',
        },
        {
          find: 'reader.status(data.status,',
          replace: "reader.status(data.status ?? 'paid',",
          effect: 'an answer without a state is a success',
        },
        {
          find: "reader.money(data.amount, 'data.amount')",
          replace: "reader.money(data.amount_received, 'data.amount')",
          effect: 'what is left after the fee is told as what was paid',
        },
        {
          find: 'sandbox: data.is_sandbox ?? null',
          replace: 'sandbox: null',
          effect: 'goods leave for a test payment',
        },
        {
          find: 'data.is_sandbox ?? null',
          replace: 'data.is_sandbox ?? false',
          effect: 'an answer that does not say is told to be real',
        },
        {
          find: '    merchantReference: readId(data.reference_id),\n    providerReference: readId(data.trx_id),',
          replace:
            '    merchantReference: readId(data.trx_id),\n    providerReference: readId(data.reference_id),',
          effect: 'the references change places',
        },
        { find: ' + toHundredths(netAmount)', replace: '', effect: 'every payment with a fee is doubted' },
        {
          find: "reader.warn('AMOUNT_SUM', 'data.amount', 'amount is not total_fee plus amount_received')",
          replace: '',
          effect: 'amounts that contradict each other are believed',
        },
        {
          find: 'reader.timestamp(data.paid_at,',
          replace: 'reader.timestamp(data.created_at,',
          effect: 'an unpaid order has a time of payment',
        },
        {
          find: 'providerStatus: data.status ?? null',
          replace: 'providerStatus: data.status?.toUpperCase() ?? null',
          effect: 'the provider’s own word is changed',
        },
      ],
    },
    {
      path: 'packages/paymenku/src/errors.ts',
      tests,
      mutations: [
        {
          find: "httpStatus === 404 && isRecord(json) && json.status === 'error' && typeof json.message === 'string'",
          replace: 'httpStatus === 404',
          effect: 'any JSON 404 of a proxy says that the payment does not exist',
        },
        {
          find: 'httpStatus === 404 && isRecord(json)',
          replace: 'isRecord(json)',
          effect: 'any refusal says that the payment does not exist',
        },
        {
          find: " && json.status === 'error'",
          replace: '',
          effect: 'a 404 of another server says that the payment does not exist',
        },
        {
          find: "providerMessage: typeof json.message === 'string' ? json.message : null",
          replace: 'providerMessage: null',
          effect: 'nobody sees what the provider said',
        },
      ],
    },
    {
      path: 'packages/paymenku/src/rate-limit.ts',
      tests: ['src/rate-limit.test.ts'],
      mutations: [
        {
          find: '!== 0) return null',
          replace: '!== 0) return { pauseMs: windowMs }',
          effect: 'every call waits a minute for the one before',
        },
        {
          find: 'resetSeconds * 1_000',
          replace: 'resetSeconds',
          effect: 'seconds are taken for milliseconds, and the limit is not obeyed',
        },
        {
          find: '(Number.isNaN(sentAt) ? now.getTime() : sentAt)',
          replace: 'now.getTime()',
          effect: 'a wrong clock of ours makes the pause wrong',
        },
        {
          find: 'Math.min(Math.max(untilResetMs, 1_000), windowMs)',
          replace: 'Math.max(untilResetMs, 1_000)',
          effect: 'a wrong header stops all calls for years',
        },
      ],
    },
  ],
}
