import type { TextDeviation } from './text-deviations.ts'

/** Every order of the items; meant for up to five. */
export const permutationsOf = <Item>(items: readonly Item[]): Item[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, index) =>
        permutationsOf(items.filter((_other, other) => other !== index)).map((rest) => [item, ...rest]),
      )

const commonSeparators = [':', '|', '\n', ' ', '.']
const rareSeparators = [
  ...[';', ',', '&', '-', '_', '+', '/', '#', '~', '*', '=', '%', '\t', '\r\n'],
  ...['::', ': ', ' : ', ' | ', ' + ', '||', ', ', '--', '\\n'],
]

/** Other characters, or none, between the parts of a text. `name` is the right one in words: `a colon`. */
export const separatorDeviations = (correct: string, name: string): TextDeviation[] => [
  {
    id: 'separators-missing',
    what: 'The parts of the signed text are joined without anything between them.',
    fix: `Join them with ${name}.`,
    text: '',
  },
  ...[...commonSeparators, ...rareSeparators]
    .filter((text) => text !== correct)
    .map((text) => ({
      ...(rareSeparators.includes(text) ? { alone: true as const } : {}),
      id: 'another-separator',
      what: `The parts of the signed text are joined with ${JSON.stringify(text)}.`,
      fix: `Join them with ${name}.`,
      text,
    })),
]

/** What can happen to a text as a whole before it is signed. */
export interface WrapDeviation {
  id: string
  what: string
  fix: string
  wrap: (text: string) => string
}

/** `formula` says how the text is put together, in one sentence. */
export const wrapDeviations = (formula: string): WrapDeviation[] => [
  ...[
    ['a line break', '\n'],
    ['a Windows line break', '\r\n'],
    ['a colon', ':'],
    ['a vertical bar', '|'],
    ['a space', ' '],
  ].map(([name, end]) => ({
    id: 'string-end',
    what: `The signed text has ${name} at its end.`,
    fix: 'End it with its last part; echo, heredocs and joins add more.',
    wrap: (text: string) => `${text}${end}`,
  })),
  {
    id: 'string-start',
    what: 'A separator stands before the signed text.',
    fix: formula,
    wrap: (text) => `:${text}`,
  },
  {
    id: 'string-case',
    what: 'The whole text was changed to lower case before signing.',
    fix: formula,
    wrap: (text) => text.toLowerCase(),
  },
  {
    id: 'string-case',
    what: 'The whole text was changed to upper case before signing.',
    fix: formula,
    wrap: (text) => text.toUpperCase(),
  },
  {
    id: 'string-quoted',
    what: 'The signed text stands in quotation marks.',
    fix: formula,
    wrap: (text) => JSON.stringify(text),
  },
  {
    id: 'string-encoded',
    what: 'The text was encoded as base64 before signing.',
    fix: formula,
    wrap: (text) => Buffer.from(text).toString('base64'),
  },
  {
    id: 'string-encoded',
    what: 'The text was URL-encoded before signing.',
    fix: formula,
    wrap: (text) => encodeURIComponent(text),
  },
]
