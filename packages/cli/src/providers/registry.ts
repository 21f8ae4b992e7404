import type { LoadProvider } from './provider-module.ts'

/** All providers, loaded on demand because most runs need one. */
export const registry: Readonly<Record<string, LoadProvider>> = {
  apigames: () =>
    import('@cekstatus/apigames').then((module) => ({ ...module, createClient: module.createApigames })),
  digiflazz: () =>
    import('@cekstatus/digiflazz').then((module) => ({ ...module, createClient: module.createDigiflazz })),
  duitku: () =>
    import('@cekstatus/duitku').then((module) => ({ ...module, createClient: module.createDuitku })),
  midtrans: () =>
    import('@cekstatus/midtrans').then((module) => ({ ...module, createClient: module.createMidtrans })),
  paymenku: () =>
    import('@cekstatus/paymenku').then((module) => ({ ...module, createClient: module.createPaymenku })),
  paystrator: () =>
    import('@cekstatus/paystrator').then((module) => ({ ...module, createClient: module.createPaystrator })),
  sekalipay: () =>
    import('@cekstatus/sekalipay').then((module) => ({ ...module, createClient: module.createSekalipay })),
  smilepay: () =>
    import('@cekstatus/smilepay').then((module) => ({ ...module, createClient: module.createSmilepay })),
  tripay: () =>
    import('@cekstatus/tripay').then((module) => ({ ...module, createClient: module.createTripay })),
}
