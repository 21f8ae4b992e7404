// Mutation tests, one Stryker run per package, so that each has a score and a threshold of its own.
// `--mutate packages/core/src/json.ts,packages/core/src/money.ts` limits the runs to these files.
import { globSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'

const { values } = parseArgs({ options: { mutate: { type: 'string' } } })
/** Published libraries; the command line and the mocks have too many tests that start processes. */
const packages = globSync('packages/*/package.json').flatMap((path) => {
  const { name, private: isPrivate } = JSON.parse(readFileSync(path, 'utf8'))
  return isPrivate || name === 'cekstatus' ? [] : path.replace('package.json', 'src/**/*.ts')
})
const files =
  values.mutate?.split(',') ??
  globSync(packages).filter((path) => !/\.(test|system)\.ts$|[/\\](test-|reference-reading)/.test(path))

for (const [folder, mutate] of Object.entries(
  Object.groupBy(files, (path) => path.split(/[\\/]src[\\/]/)[0]),
)) {
  await new Stryker({
    mutate,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { dir: folder, related: true },
    // Compilers check types; a mutant that does not compile is a mutant all the same.
    disableTypeChecks: false,
    ignorePatterns: ['dist', 'reports', '.turbo', 'packages/bench', 'packages/consumers'],
    ignoreStatic: true,
    reporters: ['clear-text', 'json'],
    jsonReporter: { fileName: `reports/mutations/${folder.replaceAll(/[\\/]/g, '-')}.json` },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    thresholds: { high: 95, low: 90, break: 90 },
    concurrency: 2,
  }).runMutationTest()
}
