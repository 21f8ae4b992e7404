// What is published as the one runtime file of both entries, so that an application never loads core twice. The
// declarations of `index.ts` and `provider.ts` say which names each entry has.
export * from './index.ts'
export * from './provider.ts'
