import { asFixtures } from '../src/fixtures.ts'
import autoCompleted from './fixtures/transaction-detail/auto-completed.json' with { type: 'json' }
import canceled from './fixtures/transaction-detail/canceled.json' with { type: 'json' }
import h2hCompleted from './fixtures/transaction-detail/h2h-completed.json' with { type: 'json' }
import h2hFailed from './fixtures/transaction-detail/h2h-failed.json' with { type: 'json' }
import invalidIp from './fixtures/transaction-detail/invalid-ip.json' with { type: 'json' }
import notFound from './fixtures/transaction-detail/not-found.json' with { type: 'json' }
import paid from './fixtures/transaction-detail/paid.json' with { type: 'json' }
import pending from './fixtures/transaction-detail/pending.json' with { type: 'json' }
import sandbox from './fixtures/transaction-detail/sandbox.json' with { type: 'json' }
import smmCompleted from './fixtures/transaction-detail/smm-completed.json' with { type: 'json' }
import smmPartial from './fixtures/transaction-detail/smm-partial.json' with { type: 'json' }
import smmPartialRefunded from './fixtures/transaction-detail/smm-partial-refunded.json' with { type: 'json' }
import smmProcessing from './fixtures/transaction-detail/smm-processing.json' with { type: 'json' }
import suspended from './fixtures/transaction-detail/suspended.json' with { type: 'json' }
import transactionNotFound from './fixtures/transaction-detail/transaction-not-found.json' with {
  type: 'json',
}
import unauthorized from './fixtures/transaction-detail/unauthorized.json' with { type: 'json' }
import undocumentedStatus from './fixtures/transaction-detail/undocumented-status.json' with { type: 'json' }

/** Every exchange that the mock can answer with. */
export const fixtures = asFixtures([
  autoCompleted,
  h2hCompleted,
  h2hFailed,
  smmProcessing,
  smmCompleted,
  smmPartial,
  smmPartialRefunded,
  pending,
  paid,
  canceled,
  sandbox,
  undocumentedStatus,
  notFound,
  transactionNotFound,
  unauthorized,
  invalidIp,
  suspended,
])
