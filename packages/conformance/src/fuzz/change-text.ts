import fc from 'fast-check'

export type TextChange = (text: string) => string

/** For each letter, characters that look like it, or fold into it by some rule but not by that of a provider's page. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: '\u0430\uff41\u00e1',
  c: '\u0441\uff43',
  d: '\uff44\u0501',
  e: '\u0435\u00e9',
  i: '\u0456\u0131\u01301l',
  k: '\u212a\u043a',
  l: '1\u04cf',
  m: '\uff4d',
  o: '\u043e0',
  p: '\u0440\uff50',
  s: '\u017f\u04555\u00df',
  t: '\uff54',
  u: '\uff55\u03c5',
}
const invisible = [...'\u200b\u200d\u00ad\u2060\ufeff\u00a0\u0301\u202e\u0000\t\n', '\ud800']
const affixes = [
  ' Sebagian',
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
]

/** Changes a text as a typist, a translator or a forger would. */
export const textChanges: fc.Arbitrary<TextChange> = fc.oneof(
  fc.constantFrom<TextChange>(
    (text) => text.toUpperCase(),
    (text) => text.toLowerCase(),
    (text) => ` ${text}\t`,
    (text) => [...text].reverse().join(''),
    (text) => text.normalize('NFKD') + text,
  ),
  atPlace(fc.constantFrom(...invisible), (before, behind, sign) => before + sign + behind),
  atPlace(fc.constant(''), (before, behind) => before + behind.slice(1)),
  atPlace(fc.nat(), replaceLookAlike),
  fc.nat().map(
    (pick): TextChange =>
      (text) =>
        replaceLookAlike('', text, pick),
  ),
  fc.constantFrom(...affixes).map(
    (affix): TextChange =>
      (text) =>
        affix + text,
  ),
  fc.constantFrom(...affixes).map(
    (affix): TextChange =>
      (text) =>
        text + affix,
  ),
)

function atPlace<Drawn>(
  drawing: fc.Arbitrary<Drawn>,
  change: (before: string, behind: string, drawn: Drawn) => string,
): fc.Arbitrary<TextChange> {
  return fc.tuple(fc.nat(), drawing).map(([pick, drawn]) => (text) => {
    const place = pick % (text.length + 1)
    return change(text.slice(0, place), text.slice(place), drawn)
  })
}

/** Replaces the first character of the second half that has a look-alike. */
function replaceLookAlike(before: string, behind: string, pick: number): string {
  for (const [at, letter] of [...behind].entries()) {
    const alike = lookAlikes[letter.toLowerCase()]
    if (alike !== undefined)
      return before + behind.slice(0, at) + alike[pick % alike.length] + behind.slice(at + 1)
  }
  return before + behind
}
