import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { replaceSection } from '../markdown.ts'
import { copyRepository } from '../repository-copy.ts'
import { areas } from './list.ts'
import type { Area, MutatedFile, Mutation } from './mutation.ts'
import { nameMutation } from './plant.ts'
import { readArguments } from './read-arguments.ts'
import { addScores, listMarkdown, percentCaught, type RunReport, scoreArea, scoreMarkdown } from './report.ts'
import { expectGreen, type MutationOutcome, tryMutation } from './try-mutation.ts'

const reportPath = fileURLToPath(new URL('./last-run.json', import.meta.url))
const pagePath = fileURLToPath(new URL('../../docs/tests-tested.md', import.meta.url))
const leastPercent = 90

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Runs one task after another on each of the copies. */
async function shareOut<Task>(
  copies: readonly string[],
  tasks: readonly Task[],
  work: (copy: string, task: Task) => Promise<void>,
): Promise<void> {
  const left = [...tasks]
  await Promise.all(
    copies.map(async (copy) => {
      for (let task = left.shift(); task !== undefined; task = left.shift()) await work(copy, task)
    }),
  )
}

async function tryAll(
  tasks: readonly { file: MutatedFile; mutation: Mutation }[],
  jobs: number,
): Promise<RunReport> {
  const copies = Array.from({ length: jobs }, () => copyRepository('mutations'))
  const outcomes = new Map<string, MutationOutcome>()
  const removeCopies = (): void => {
    for (const copy of copies) rmSync(copy, { recursive: true, force: true })
  }
  process.once('SIGINT', () => {
    removeCopies()
    process.exit(130)
  })
  try {
    await shareOut(copies, [...new Set(tasks.map(({ file }) => file))], expectGreen)
    await shareOut(copies, tasks, async (copy, { file, mutation }) => {
      const outcome = await tryMutation(copy, file, mutation)
      outcomes.set(nameMutation(file, mutation), outcome)
      say(
        `${String(outcomes.size).padStart(4)} of ${tasks.length}  ${outcome}  ${nameMutation(file, mutation)}`,
      )
    })
  } finally {
    removeCopies()
  }
  // In the order of the list, whichever copy was faster.
  return Object.fromEntries(
    tasks.map(({ file, mutation }) => {
      const name = nameMutation(file, mutation)
      return [name, outcomes.get(name) ?? 'survived']
    }),
  )
}

/** What was not tried this time stays as it was found before. */
function keepReport(report: RunReport): RunReport {
  const known = JSON.parse(readFileSync(reportPath, 'utf8')) as RunReport
  const names = areas.flatMap(({ files }) =>
    files.flatMap((file) => file.mutations.map((mutation) => nameMutation(file, mutation))),
  )
  const joined: RunReport = { ...known, ...report }
  const kept = Object.fromEntries(
    names.flatMap((name) => (joined[name] === undefined ? [] : [[name, joined[name]] as const])),
  )
  writeFileSync(reportPath, `${JSON.stringify(kept, null, 2)}\n`)
  const page = replaceSection(readFileSync(pagePath, 'utf8'), 'scores', scoreMarkdown(areas, kept))
  writeFileSync(pagePath, replaceSection(page, 'faults', listMarkdown(areas, kept)))
  return kept
}

function tellScores(chosen: readonly Area[], report: RunReport): boolean {
  const scores = chosen.map((area) => ({ area, score: scoreArea(area, report) }))
  for (const { area, score } of scores) {
    say(
      `${percentCaught(score).toFixed(1).padStart(5)} %  ${area.name}: ${score.caught} of ${score.planted} caught`,
    )
  }
  const all = addScores(scores.map(({ score }) => score))
  for (const name of all.unexplained) say(`survived, and the list does not say why: ${name}`)
  for (const name of all.misjudged) say(`caught, although the list calls it equivalent: ${name}`)
  const isHigh = scores.every(({ score }) => percentCaught(score) >= leastPercent)
  return isHigh && all.unexplained.length === 0 && all.misjudged.length === 0
}

const { area, only, jobs } = readArguments(process.argv.slice(2))
const chosen = areas.filter(({ name }) => area === null || name.includes(area))
const tasks = chosen
  .flatMap(({ files }) => files.flatMap((file) => file.mutations.map((mutation) => ({ file, mutation }))))
  .filter(({ file, mutation }) => only === null || nameMutation(file, mutation).includes(only))
if (tasks.length === 0) {
  say('no fault is chosen; see --area and --only')
  process.exitCode = 1
} else {
  const report = await tryAll(tasks, Math.min(jobs, tasks.length))
  keepReport(report)
  if (!tellScores(chosen, report)) process.exitCode = 1
}
