// Adds up the test runners' own JSON reports and prints "N passed, N failed" as the last line.
// A workspace that has a test script and left no report, or one without tests, counts as a failure.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folders = [
  ...readdirSync('packages', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join('packages', name)),
  'mocks',
  'contracts',
].filter((folder) => existsSync(join(folder, 'package.json')))

let passed = 0
let failed = 0
for (const folder of folders) {
  const { scripts = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const reports = Object.values(scripts).flatMap(
    (script) => /--outputFile\.json=(\S+)/.exec(script)?.[1] ?? [],
  )
  for (const report of reports) {
    const path = join(folder, report)
    const result = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { numTotalTests: 0 }
    if (result.numTotalTests === 0) {
      console.error(`${path}: no tests were run`)
      failed += 1
      continue
    }
    passed += result.numPassedTests
    // A file that could not be loaded fails its suite without failing a test.
    failed +=
      result.numFailedTests +
      result.numPendingTests +
      (result.success ? 0 : Number(result.numFailedTests === 0))
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
