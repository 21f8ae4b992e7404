import { readFileSync } from 'node:fs'

/** A package that is installed alone and looked at. */
export interface PackageCandidate {
  name: string
  /** What npm installs: the package at a version, or tarballs. */
  specifiers: readonly string[]
}

const ownPackages: Readonly<Record<string, readonly string[]>> = {
  '@cekstatus/paymenku': ['@cekstatus/core'],
  '@cekstatus/apigames': ['@cekstatus/core'],
  '@cekstatus/digiflazz': ['@cekstatus/core'],
  '@cekstatus/smilepay': ['@cekstatus/core', '@cekstatus/snap-bi'],
}

/** No dependency of this folder, because nothing else needs its 60 MiB. */
const ccxt = 'ccxt@4.5.84'

/** Providers of ours with everything that they depend on, and the peers. */
export function listCandidates(tarballs: ReadonlyMap<string, string>): PackageCandidate[] {
  const own = Object.entries(ownPackages).map(([name, dependencies]) => ({
    name,
    specifiers: [name, ...dependencies].map((each) => tarballs.get(each) ?? each),
  }))
  const { devDependencies } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { devDependencies: Record<string, string> }
  const peers = ['xendit-node', 'midtrans-client', 'stripe'].map((name) => `${name}@${devDependencies[name]}`)
  return [
    ...own,
    ...[...peers, ccxt].map((peer) => ({ name: peer.replace(/@[\d.]+$/, ''), specifiers: [peer] })),
  ]
}
