import type { Random } from './random.ts'

/** Characters that look like others, or fold into them by some rule but not by that of the provider's page. */
const lookAlikes: Readonly<Record<string, readonly string[]>> = {
  a: ['\u0430', '\uff41', '\u00e1'],
  c: ['\u0441', '\uff43'],
  d: ['\uff44', '\u0501'],
  e: ['\u0435', '\u00e9'],
  i: ['\u0456', '\u0131', '\u0130', '1', 'l'],
  k: ['\u212a', '\u043a'],
  l: ['1', '\u04cf'],
  m: ['\uff4d'],
  o: ['\u043e', '0'],
  p: ['\u0440', '\uff50'],
  s: ['\u017f', '\u0455', '5', '\u00df'],
  t: ['\uff54'],
  u: ['\uff55', '\u03c5'],
}

const invisible: readonly [string, ...string[]] = [
  '\u200b',
  '\u200d',
  '\u00ad',
  '\u2060',
  '\ufeff',
  '\u00a0',
  '\u0301',
  '\u202e',
  '\u0000',
  '\t',
  '\n',
  '\ud800',
]

const additions: readonly [string, ...string[]] = [
  ' Sebagian',
  ' sebagian',
  'x',
  'un',
  'not ',
  'belum ',
  'tidak ',
  '-',
  '_',
  '.',
  '0',
  'failed: ',
  ':',
  ' ',
  's',
  '\u0000',
]

/** Changes a text as a typist, a translator or a forger would. */
export function mutateText(text: string, random: Random): string {
  const place = random.below(text.length + 1)
  switch (random.below(10)) {
    case 9:
      return replaceLookAlike(text, 0, random)
    case 0:
      return text.toUpperCase()
    case 1:
      return text.toLowerCase()
    case 2:
      return replaceLookAlike(text, place, random)
    case 3:
      return text.slice(0, place) + random.pick(invisible) + text.slice(place)
    case 4:
      return random.percent(50) ? text + random.pick(additions) : random.pick(additions) + text
    case 5:
      return text.slice(0, place) + text.slice(place + 1)
    case 6:
      return ` ${text}\t`
    case 7:
      return [...text].reverse().join('')
    default:
      return text.normalize('NFKD') + text
  }
}

/** Replaces the first character from the place on that has a look-alike. */
function replaceLookAlike(text: string, place: number, random: Random): string {
  for (let at = place; at < text.length; at += 1) {
    const alike = random.pickFrom(lookAlikes[text.charAt(at).toLowerCase()] ?? [])
    if (alike !== undefined) return text.slice(0, at) + alike + text.slice(at + 1)
  }
  return text
}
