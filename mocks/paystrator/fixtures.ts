import { asFixtures } from '../src/fixtures.ts'
import commonStructure from './fixtures/get-transaction-status/common-structure.json' with { type: 'json' }
import ewalletExpired from './fixtures/get-transaction-status/ewallet-expired.json' with { type: 'json' }
import ewalletFailed from './fixtures/get-transaction-status/ewallet-failed.json' with { type: 'json' }
import ewalletPaid from './fixtures/get-transaction-status/ewallet-paid.json' with { type: 'json' }
import ewalletPending from './fixtures/get-transaction-status/ewallet-pending.json' with { type: 'json' }
import ewalletProcessing from './fixtures/get-transaction-status/ewallet-processing.json' with {
  type: 'json',
}
import forbidden from './fixtures/get-transaction-status/forbidden.json' with { type: 'json' }
import notFound from './fixtures/get-transaction-status/not-found.json' with { type: 'json' }
import qrisExpired from './fixtures/get-transaction-status/qris-expired.json' with { type: 'json' }
import qrisFailed from './fixtures/get-transaction-status/qris-failed.json' with { type: 'json' }
import qrisPaid from './fixtures/get-transaction-status/qris-paid.json' with { type: 'json' }
import qrisPending from './fixtures/get-transaction-status/qris-pending.json' with { type: 'json' }
import qrisProcessing from './fixtures/get-transaction-status/qris-processing.json' with { type: 'json' }
import qrisUndocumentedStatus from './fixtures/get-transaction-status/qris-undocumented-status.json' with {
  type: 'json',
}
import rateLimited from './fixtures/get-transaction-status/rate-limited.json' with { type: 'json' }
import sendMoneyCompleted from './fixtures/get-transaction-status/send-money-completed.json' with {
  type: 'json',
}
import sendMoneyExpired from './fixtures/get-transaction-status/send-money-expired.json' with { type: 'json' }
import sendMoneyFailed from './fixtures/get-transaction-status/send-money-failed.json' with { type: 'json' }
import sendMoneyPending from './fixtures/get-transaction-status/send-money-pending.json' with { type: 'json' }
import sendMoneyProcessing from './fixtures/get-transaction-status/send-money-processing.json' with {
  type: 'json',
}
import serverError from './fixtures/get-transaction-status/server-error.json' with { type: 'json' }
import unauthorized from './fixtures/get-transaction-status/unauthorized.json' with { type: 'json' }
import vaExpired from './fixtures/get-transaction-status/va-expired.json' with { type: 'json' }
import vaFailed from './fixtures/get-transaction-status/va-failed.json' with { type: 'json' }
import vaPaid from './fixtures/get-transaction-status/va-paid.json' with { type: 'json' }
import vaPending from './fixtures/get-transaction-status/va-pending.json' with { type: 'json' }
import vaProcessing from './fixtures/get-transaction-status/va-processing.json' with { type: 'json' }

/** Every exchange that the mock can answer with. */
export const fixtures = asFixtures([
  commonStructure,
  qrisExpired,
  qrisPending,
  qrisProcessing,
  qrisPaid,
  qrisFailed,
  ewalletExpired,
  ewalletPending,
  ewalletProcessing,
  ewalletPaid,
  ewalletFailed,
  vaPending,
  vaProcessing,
  vaPaid,
  vaFailed,
  vaExpired,
  sendMoneyCompleted,
  sendMoneyPending,
  sendMoneyProcessing,
  sendMoneyFailed,
  sendMoneyExpired,
  qrisUndocumentedStatus,
  notFound,
  unauthorized,
  forbidden,
  serverError,
  rateLimited,
])
