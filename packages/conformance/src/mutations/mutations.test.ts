import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { exists, readText } from '../house/repository.ts'
import { replaceSection } from '../markdown.ts'
import { areas } from './list.ts'
import { nameMutation, plant, workspaceOf } from './plant.ts'
import { listMarkdown, percentCaught, type RunReport, scoreArea, scoreMarkdown } from './report.ts'

const files = areas.flatMap((area) => area.files)
const report = JSON.parse(readText('packages/conformance/src/mutations/last-run.json')) as RunReport

describe('the list of planted faults', () => {
  it.each(files)('still fits $path', (file) => {
    const text = readText(file.path)
    for (const mutation of file.mutations) expect(plant(text, mutation)).not.toBe(text)
    expect(file.tests.length).toBeGreaterThan(0)
    expect(file.tests.filter((test) => !exists(`${workspaceOf(file)}/${test}`))).toEqual([])
  })

  it('holds faults that run, and not what no parser takes', () => {
    const mutants = files.flatMap((file) => {
      const text = readText(file.path)
      return file.mutations.map((mutation) => plant(text, mutation))
    })
    expect(mutants.length).toBeGreaterThan(220)
    expect(findSyntaxErrors(mutants)).toEqual([])
    expect(findSyntaxErrors([...mutants.slice(0, 1), 'const = 1'])).not.toEqual([])
  })

  it('names every fault once, and every one was tried', () => {
    const names = files.flatMap((file) => file.mutations.map((mutation) => nameMutation(file, mutation)))
    expect(names).toEqual([...new Set(names)])
    expect(Object.keys(report)).toEqual(names)
  })

  it.each(areas)('has enough faults in the area "$name", each one caught or explained', (area) => {
    const score = scoreArea(area, report)
    expect(score.planted).toBe(area.files.reduce((total, { mutations }) => total + mutations.length, 0))
    expect(score.planted).toBeGreaterThanOrEqual(area.minimum)
    expect(score).toMatchObject({ unexplained: [], misjudged: [] })
    expect(percentCaught(score)).toBeGreaterThanOrEqual(90)
  })

  it('is printed in the docs with what the last run found', () => {
    const current = readText('packages/conformance/docs/tests-tested.md')
    const scores = replaceSection(current, 'scores', scoreMarkdown(areas, report))
    expect(current).toBe(replaceSection(scores, 'faults', listMarkdown(areas, report)))
  })
})

describe('plant', () => {
  it('refuses a text that the file does not have, or has twice', () => {
    expect(plant('a b c', { find: 'b', replace: '$&' })).toBe('a $& c')
    expect(() => plant('a b c', { find: 'd', replace: '' })).toThrow('0 times')
    expect(() => plant('a b b', { find: 'b', replace: '' })).toThrow('2 times')
  })
})

describe('scoreArea', () => {
  const file = {
    path: 'packages/core/src/x.ts',
    tests: [],
    mutations: [
      { find: '1', replace: '', effect: 'one' },
      { find: '2', replace: '', effect: 'two' },
      { find: '3', replace: '', effect: 'three', equivalent: 'no test can see it' },
      { find: '4', replace: '', effect: 'four', equivalent: 'no test can see it' },
      { find: '5', replace: '', effect: 'five' },
    ],
  }

  it('tells what nobody explained from what was explained wrongly', () => {
    const outcomes: RunReport = {
      'packages/core/src/x.ts: one': 'caught',
      'packages/core/src/x.ts: two': 'survived',
      'packages/core/src/x.ts: three': 'survived',
      'packages/core/src/x.ts: four': 'caught',
    }
    const score = scoreArea({ files: [file] }, outcomes)
    expect(score).toEqual({
      planted: 4,
      caught: 2,
      equivalent: 1,
      unexplained: ['packages/core/src/x.ts: two'],
      misjudged: ['packages/core/src/x.ts: four'],
    })
    expect(percentCaught(score)).toBeCloseTo(66.7, 1)
  })
})

/** One program over all texts, none of which is resolved or checked. */
function findSyntaxErrors(texts: readonly string[]): string[] {
  const named = new Map(texts.map((text, index) => [`/${index}.ts`, text]))
  const host: ts.CompilerHost = {
    fileExists: (name) => named.has(name),
    readFile: (name) => named.get(name),
    getSourceFile: (name) => ts.createSourceFile(name, named.get(name) ?? '', ts.ScriptTarget.Latest),
    getDefaultLibFileName: () => '/lib.d.ts',
    writeFile: () => undefined,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  }
  const program = ts.createProgram([...named.keys()], { noLib: true, noResolve: true }, host)
  return program
    .getSyntacticDiagnostics()
    .map(
      ({ file, messageText }) =>
        `${file?.text.slice(0, 80)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    )
}
