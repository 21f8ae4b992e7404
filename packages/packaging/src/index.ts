export { writeLicense } from './license-plugin.ts'
export { isFreeLicense } from './licenses.ts'
export { providerBuild } from './provider-build.ts'
export { publishVectors } from './vectors.ts'
