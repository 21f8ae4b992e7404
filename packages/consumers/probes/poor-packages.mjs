export * as apigames from '@cekstatus/apigames'
export { createSmilepay } from '@cekstatus/smilepay'
export * as snapBi from '@cekstatus/snap-bi'
