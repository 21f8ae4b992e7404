import { asFixtures } from '../src/fixtures.ts'
import gagal from './fixtures/transaction/gagal.json' with { type: 'json' }
import pending from './fixtures/transaction/pending.json' with { type: 'json' }
import pendingWithSerialNumber from './fixtures/transaction/pending-with-serial-number.json' with {
  type: 'json',
}
import rc01 from './fixtures/transaction/rc-01.json' with { type: 'json' }
import rc40 from './fixtures/transaction/rc-40.json' with { type: 'json' }
import rc41 from './fixtures/transaction/rc-41.json' with { type: 'json' }
import rc42 from './fixtures/transaction/rc-42.json' with { type: 'json' }
import rc43 from './fixtures/transaction/rc-43.json' with { type: 'json' }
import rc44 from './fixtures/transaction/rc-44.json' with { type: 'json' }
import rc45 from './fixtures/transaction/rc-45.json' with { type: 'json' }
import rc47 from './fixtures/transaction/rc-47.json' with { type: 'json' }
import rc49 from './fixtures/transaction/rc-49.json' with { type: 'json' }
import rc50 from './fixtures/transaction/rc-50.json' with { type: 'json' }
import rc51 from './fixtures/transaction/rc-51.json' with { type: 'json' }
import rc52 from './fixtures/transaction/rc-52.json' with { type: 'json' }
import rc53 from './fixtures/transaction/rc-53.json' with { type: 'json' }
import rc54 from './fixtures/transaction/rc-54.json' with { type: 'json' }
import rc55 from './fixtures/transaction/rc-55.json' with { type: 'json' }
import rc57 from './fixtures/transaction/rc-57.json' with { type: 'json' }
import rc58 from './fixtures/transaction/rc-58.json' with { type: 'json' }
import rc59 from './fixtures/transaction/rc-59.json' with { type: 'json' }
import rc61 from './fixtures/transaction/rc-61.json' with { type: 'json' }
import rc62 from './fixtures/transaction/rc-62.json' with { type: 'json' }
import rc63 from './fixtures/transaction/rc-63.json' with { type: 'json' }
import rc66 from './fixtures/transaction/rc-66.json' with { type: 'json' }
import rc67 from './fixtures/transaction/rc-67.json' with { type: 'json' }
import rc68 from './fixtures/transaction/rc-68.json' with { type: 'json' }
import rc69 from './fixtures/transaction/rc-69.json' with { type: 'json' }
import rc70 from './fixtures/transaction/rc-70.json' with { type: 'json' }
import rc71 from './fixtures/transaction/rc-71.json' with { type: 'json' }
import rc72 from './fixtures/transaction/rc-72.json' with { type: 'json' }
import rc73 from './fixtures/transaction/rc-73.json' with { type: 'json' }
import rc74 from './fixtures/transaction/rc-74.json' with { type: 'json' }
import rc80 from './fixtures/transaction/rc-80.json' with { type: 'json' }
import rc81 from './fixtures/transaction/rc-81.json' with { type: 'json' }
import rc82 from './fixtures/transaction/rc-82.json' with { type: 'json' }
import rc84 from './fixtures/transaction/rc-84.json' with { type: 'json' }
import rc85 from './fixtures/transaction/rc-85.json' with { type: 'json' }
import rc87 from './fixtures/transaction/rc-87.json' with { type: 'json' }
import rc88 from './fixtures/transaction/rc-88.json' with { type: 'json' }
import rc99 from './fixtures/transaction/rc-99.json' with { type: 'json' }
import statusAndCodeDiffer from './fixtures/transaction/status-and-code-differ.json' with { type: 'json' }
import sukses from './fixtures/transaction/sukses.json' with { type: 'json' }
import topupPending from './fixtures/transaction/topup-pending.json' with { type: 'json' }
import undocumentedStatus from './fixtures/transaction/undocumented-status.json' with { type: 'json' }

/** Every exchange that the mock can answer with. */
export const fixtures = asFixtures([
  sukses,
  gagal,
  pending,
  topupPending,
  pendingWithSerialNumber,
  statusAndCodeDiffer,
  undocumentedStatus,
  rc01,
  rc40,
  rc41,
  rc42,
  rc43,
  rc44,
  rc45,
  rc47,
  rc49,
  rc50,
  rc51,
  rc52,
  rc53,
  rc54,
  rc55,
  rc57,
  rc58,
  rc59,
  rc61,
  rc62,
  rc63,
  rc66,
  rc67,
  rc68,
  rc69,
  rc70,
  rc71,
  rc72,
  rc73,
  rc74,
  rc80,
  rc81,
  rc82,
  rc84,
  rc85,
  rc87,
  rc88,
  rc99,
])
