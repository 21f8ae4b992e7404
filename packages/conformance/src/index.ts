export { describeProvider } from './describe-provider.ts'
export { describeReadmeExample, type ReadmeExample } from './describe-readme-example.ts'
export type { OptionRow, ProviderUnderTest, Sent } from './provider-under-test.ts'
export { type ScriptedServer, type ServerScript, startScriptedServer } from './scripted-server.ts'
