import { describe, expect, it } from 'vitest'
import { readArguments } from './read-arguments.ts'
import { UsageError } from './usage-error.ts'

describe('readArguments', () => {
  it.each([
    [['acme'], { help: false, name: 'acme', title: 'Acme' }],
    [['acme', '--title', 'Acme Pay'], { help: false, name: 'acme', title: 'Acme Pay' }],
    [['--title=A&B Co.9', 'acme'], { help: false, name: 'acme', title: 'A&B Co.9' }],
    [['--help'], { help: true }],
    [['acme', '--help'], { help: true }],
  ])('reads %j', (argv, wanted) => {
    expect(readArguments(argv)).toEqual(wanted)
  })

  it.each([
    [[], '<name> is required'],
    [['acme', 'emca'], 'pass one name, not 2'],
    [['acme', '--titel', 'x'], "Unknown option '--titel'"],
    [['acme', '--title'], "'--title <value>' argument missing"],
    [['acme', '--title', ''], '--title'],
    [['acme', '--title', '{x}'], '--title'],
    [['acme', '--title', "it's"], '--title'],
    [['acme', '--title', 'x'.repeat(41)], '--title'],
  ])('rejects %j', (argv, told) => {
    expect(() => readArguments(argv)).toThrow(UsageError)
    expect(() => readArguments(argv)).toThrow(told)
  })
})
