import { asFixtures } from '../src/fixtures.ts'
import activityLimitExceeded from './fixtures/inquiry-status/activity-limit-exceeded.json' with {
  type: 'json',
}
import conflict from './fixtures/inquiry-status/conflict.json' with { type: 'json' }
import invalidSignature from './fixtures/inquiry-status/invalid-signature.json' with { type: 'json' }
import invalidToken from './fixtures/inquiry-status/invalid-token.json' with { type: 'json' }
import invalidTransactionStatus from './fixtures/inquiry-status/invalid-transaction-status.json' with {
  type: 'json',
}
import merchantBlacklisted from './fixtures/inquiry-status/merchant-blacklisted.json' with { type: 'json' }
import notFound from './fixtures/inquiry-status/not-found.json' with { type: 'json' }
import paymentExpired from './fixtures/inquiry-status/payment-expired.json' with { type: 'json' }
import paymentFailed from './fixtures/inquiry-status/payment-failed.json' with { type: 'json' }
import paymentPending from './fixtures/inquiry-status/payment-pending.json' with { type: 'json' }
import paymentProcessing from './fixtures/inquiry-status/payment-processing.json' with { type: 'json' }
import paymentStatusMissing from './fixtures/inquiry-status/payment-status-missing.json' with { type: 'json' }
import paymentSuccess from './fixtures/inquiry-status/payment-success.json' with { type: 'json' }
import payoutExpired from './fixtures/inquiry-status/payout-expired.json' with { type: 'json' }
import payoutFailed from './fixtures/inquiry-status/payout-failed.json' with { type: 'json' }
import payoutPending from './fixtures/inquiry-status/payout-pending.json' with { type: 'json' }
import payoutProcessing from './fixtures/inquiry-status/payout-processing.json' with { type: 'json' }
import payoutStatusMissing from './fixtures/inquiry-status/payout-status-missing.json' with { type: 'json' }
import payoutSuccess from './fixtures/inquiry-status/payout-success.json' with { type: 'json' }
import requestInProgress from './fixtures/inquiry-status/request-in-progress.json' with { type: 'json' }
import serverError from './fixtures/inquiry-status/server-error.json' with { type: 'json' }
import timeout from './fixtures/inquiry-status/timeout.json' with { type: 'json' }
import tooManyRequests from './fixtures/inquiry-status/too-many-requests.json' with { type: 'json' }
import transactionExpired from './fixtures/inquiry-status/transaction-expired.json' with { type: 'json' }

/** Every exchange of the status inquiry that the mock can answer with. */
export const fixtures = asFixtures([
  payoutProcessing,
  payoutPending,
  payoutSuccess,
  payoutFailed,
  payoutExpired,
  payoutStatusMissing,
  paymentProcessing,
  paymentPending,
  paymentSuccess,
  paymentFailed,
  paymentExpired,
  paymentStatusMissing,
  notFound,
  invalidSignature,
  invalidToken,
  conflict,
  requestInProgress,
  transactionExpired,
  invalidTransactionStatus,
  activityLimitExceeded,
  merchantBlacklisted,
  tooManyRequests,
  serverError,
  timeout,
])
