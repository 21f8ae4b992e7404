import { asFixtures } from '../src/fixtures.ts'
import gagal from './fixtures/cek-status/gagal.json' with { type: 'json' }
import invalidSignature from './fixtures/cek-status/invalid-signature.json' with { type: 'json' }
import pending from './fixtures/cek-status/pending.json' with { type: 'json' }
import proses from './fixtures/cek-status/proses.json' with { type: 'json' }
import sukses from './fixtures/cek-status/sukses.json' with { type: 'json' }
import suksesSebagian from './fixtures/cek-status/sukses-sebagian.json' with { type: 'json' }
import unknownReference from './fixtures/cek-status/unknown-reference.json' with { type: 'json' }
import validasiProvider from './fixtures/cek-status/validasi-provider.json' with { type: 'json' }

/** Every exchange that the mock can answer with. */
export const fixtures = asFixtures([
  sukses,
  suksesSebagian,
  pending,
  proses,
  gagal,
  validasiProvider,
  invalidSignature,
  unknownReference,
])
