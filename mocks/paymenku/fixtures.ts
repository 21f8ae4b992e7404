import { asFixtures } from '../src/fixtures.ts'
import cancelled from './fixtures/check-status/cancelled.json' with { type: 'json' }
import expired from './fixtures/check-status/expired.json' with { type: 'json' }
import failed from './fixtures/check-status/failed.json' with { type: 'json' }
import notFound from './fixtures/check-status/not-found.json' with { type: 'json' }
import paid from './fixtures/check-status/paid.json' with { type: 'json' }
import partiallyRefunded from './fixtures/check-status/partially-refunded.json' with { type: 'json' }
import pending from './fixtures/check-status/pending.json' with { type: 'json' }
import rateLimited from './fixtures/check-status/rate-limited.json' with { type: 'json' }
import refunded from './fixtures/check-status/refunded.json' with { type: 'json' }
import sandbox from './fixtures/check-status/sandbox.json' with { type: 'json' }
import serverError from './fixtures/check-status/server-error.json' with { type: 'json' }
import serviceUnavailable from './fixtures/check-status/service-unavailable.json' with { type: 'json' }
import unauthorized from './fixtures/check-status/unauthorized.json' with { type: 'json' }
import undocumentedStatus from './fixtures/check-status/undocumented-status.json' with { type: 'json' }

/** Every exchange that the mock can answer with. */
export const fixtures = asFixtures([
  paid,
  pending,
  failed,
  expired,
  cancelled,
  refunded,
  partiallyRefunded,
  sandbox,
  undocumentedStatus,
  notFound,
  unauthorized,
  serverError,
  serviceUnavailable,
  rateLimited,
])
