import { listFiles, readText } from './repository.ts'

/** Phrases that texts for users must not have, and what to write instead. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bunless said\b|\bunless told\b/, '"default: …" in a column or in parentheses'],
  [/\bhas a field that\b/, 'unknown option "name" (did you mean "other"?)'],
  [/\bgive (it|them|the|either|your|one)\b/, '"pass" or "set", or "… is required", "… must be a string"'],
  [/\b(is|are|be|was|were|been) (told|asked)\b/, 'requested, notified, called; name who requests what'],
  [/\bwho(m)?ever\b|\bwhosoever\b/, 'the caller, the reader; name the person or program'],
  [/\bstands? (in|for|once|under|beside)\b/, '"is in", "represents", "replaces"'],
  [/\bnobody\b/, '"undocumented", or name who does not'],
  [/\bc(omes|ame) to\b/, '"results in", "returns"'],
  [/\bthe house\b/, 'the repository, or "Repository layout"'],
  [/\bfulfil(?!l)/, 'fulfill'],
  [/\bremed(y|ies)\b/, 'fix, recovery'],
  [/\bpatience\b|\bpatient\b/, 'grace period'],
  [/\bin force\b/, 'effective, applied'],
  [/\b(held?|holds?) .{0,30}\bagainst\b/, '"compare with", "reconcile against"'],
  [/\bborne\b|\bbears with\b/, '"retried", "tolerated"'],
  [/\bthe words? of (the|a) (page|provider)/, '"status word" or "text"; name it'],
  [/\bin good order\b/, '"gracefully"'],
  [/\bcan be asked\b|\basks? (again|once more|for many)\b/, '"poll", "retry", "batch"'],
  [/\b(he|his|him|himself)\b/, '"they", "the caller"'],
  [/\bgoes? (away|before that of)\b/, '"closes", "takes precedence over"'],
  [/\bas (it|they) should\b/, 'state what was checked'],
  [/\bsays? (otherwise|so)\b/, '"overrides", "states"; name what'],
  [/\ba mistake in cekstatus\b/, 'a bug in cekstatus'],
  [/\bis none of\b/, '"unknown …", "must be one of …"'],
  [/\b(hand|hands|handed) (in|out)\b/, '"pass", "return"'],
]

const isText = (path: string): boolean =>
  /\.md$/.test(path)
    ? !/(^|\/)CHANGELOG\.md$|\.id\.md$/.test(path)
    : /^(packages|mocks|contracts)\/.*(?<!\.(test|system|nightly|links|config))\.ts$/.test(path) &&
      !/\/test-[^/]*$|^packages\/(bench|conformance|consumers|repo-checks)\//.test(path)

/** The parts of a source file that users read: string literals and documentation comments, with comments blanked. */
function readableText(path: string, text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ')
  if (path.endsWith('.md')) return text.replace(/^ *```[\s\S]*?^ *```$/gm, blank).replace(/`[^`\n]*`/g, blank)
  return text.replace(/^\s*\/\/.*$/gm, blank)
}

let found = 0
for (const path of listFiles().filter(isText)) {
  const text = readableText(path, readText(path))
  for (const [index, line] of text.split('\n').entries()) {
    for (const [phrase, instead] of phrases) {
      const match = phrase.exec(line)
      if (match === null) continue
      found += 1
      process.stdout.write(`${path}:${index + 1}: "${match[0]}": write ${instead}\n`)
    }
  }
}
process.stdout.write(`${found} banned phrases\n`)
process.exitCode = found === 0 ? 0 : 1
