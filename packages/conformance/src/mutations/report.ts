import { table } from '../markdown.ts'
import type { Area } from './mutation.ts'
import { nameMutation } from './plant.ts'
import type { MutationOutcome } from './try-mutation.ts'

/** What the last run of the whole list found, by `nameMutation`. */
export type RunReport = Readonly<Record<string, MutationOutcome>>

export interface Score {
  planted: number
  caught: number
  /** Survivors that the list explains as equivalent. */
  equivalent: number
  /** Survivors that nothing explains. */
  unexplained: readonly string[]
  /** Faults that the list calls equivalent and a test caught, so that the explanation is wrong. */
  misjudged: readonly string[]
}

/** Joins an area with what a run found; faults that the run did not try are not counted. */
export function scoreArea({ files }: Pick<Area, 'files'>, report: RunReport): Score {
  const tried = files
    .flatMap((file) => file.mutations.map((mutation) => ({ mutation, name: nameMutation(file, mutation) })))
    .filter(({ name }) => Object.hasOwn(report, name))
    .map(({ mutation, name }) => ({
      name,
      caught: report[name] === 'caught',
      explained: mutation.equivalent !== undefined,
    }))
  return {
    planted: tried.length,
    caught: tried.filter(({ caught }) => caught).length,
    equivalent: tried.filter(({ caught, explained }) => !caught && explained).length,
    unexplained: tried.filter(({ caught, explained }) => !caught && !explained).map(({ name }) => name),
    misjudged: tried.filter(({ caught, explained }) => caught && explained).map(({ name }) => name),
  }
}

/** Caught in percent of what can be caught; 100 where nothing was tried. */
export function percentCaught({
  planted,
  caught,
  equivalent,
}: Pick<Score, 'planted' | 'caught' | 'equivalent'>): number {
  const catchable = planted - equivalent
  return catchable === 0 ? 100 : (caught / catchable) * 100
}

export function addScores(scores: readonly Score[]): Score {
  const sum = (read: (score: Score) => number) => scores.reduce((total, score) => total + read(score), 0)
  return {
    planted: sum(({ planted }) => planted),
    caught: sum(({ caught }) => caught),
    equivalent: sum(({ equivalent }) => equivalent),
    unexplained: scores.flatMap(({ unexplained }) => unexplained),
    misjudged: scores.flatMap(({ misjudged }) => misjudged),
  }
}

/** The scores as the table of the docs. */
export function scoreMarkdown(areas: readonly Area[], report: RunReport): string {
  const scored = areas.map((area) => ({ name: area.name, score: scoreArea(area, report) }))
  const total = { name: 'all', score: addScores(scored.map(({ score }) => score)) }
  return table(
    ['Area', 'Planted', 'Caught', 'Equivalent', 'Score'],
    [...scored, total].map(({ name, score }) => [
      name,
      String(score.planted),
      String(score.caught),
      String(score.equivalent),
      `${percentCaught(score).toFixed(1)} %`,
    ]),
  )
}

/** Every fault by file with its effect, and of survivors the reason. */
export function listMarkdown(areas: readonly Area[], report: RunReport): string {
  const rows = areas.flatMap(({ files }) =>
    files.flatMap((file) =>
      file.mutations.map((mutation) => [
        `\`${file.path}\``,
        mutation.effect,
        report[nameMutation(file, mutation)] ?? 'not tried',
        mutation.equivalent ?? '',
      ]),
    ),
  )
  return table(['File', 'What the fault would do', 'Outcome', 'Why no test can see it'], rows)
}
