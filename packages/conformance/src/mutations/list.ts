import { apigamesSigner, apigamesStatus } from './areas/apigames.ts'
import { coreAsking, coreKnowing, coreLimits, coreReading, coreSecrets } from './areas/core.ts'
import { digiflazzSigner, digiflazzStatus } from './areas/digiflazz.ts'
import { digiflazzVerifier } from './areas/digiflazz-mock.ts'
import { paymenkuSigner, paystratorSigner, sekalipaySigner } from './areas/header-credentials.ts'
import {
  apigamesVerifier,
  paymenkuVerifier,
  paystratorVerifier,
  sekalipayVerifier,
  smilepayVerifier,
} from './areas/mocks.ts'
import { paymenkuStatus } from './areas/paymenku-status.ts'
import { paystratorStatus } from './areas/paystrator-status.ts'
import { sekalipayStatus } from './areas/sekalipay-status.ts'
import { smilepaySigner, smilepayStatus } from './areas/smilepay.ts'
import { snapBiSigner } from './areas/snap-bi.ts'
import type { Area } from './mutation.ts'

/** Every planted fault, by what is scored together. */
export const areas: readonly Area[] = [
  snapBiSigner,
  smilepaySigner,
  apigamesSigner,
  paymenkuSigner,
  sekalipaySigner,
  paystratorSigner,
  digiflazzSigner,
  smilepayStatus,
  apigamesStatus,
  paymenkuStatus,
  sekalipayStatus,
  paystratorStatus,
  digiflazzStatus,
  smilepayVerifier,
  apigamesVerifier,
  paymenkuVerifier,
  sekalipayVerifier,
  paystratorVerifier,
  digiflazzVerifier,
  coreReading,
  coreAsking,
  coreLimits,
  coreSecrets,
  coreKnowing,
]
