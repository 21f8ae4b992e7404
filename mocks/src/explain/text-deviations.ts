/** Another text in a part's place, and how it came about. */
export interface TextDeviation {
  id: string
  what: string
  fix: string
  text: string
  /** Left out of the pairs; see `Deviation`. */
  alone?: true
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** An empty or unset variable in the place of a part; `name` begins a sentence: `The timestamp`. */
export const unsetText = (part: string, name: string): TextDeviation[] => [
  {
    id: `${part}-missing`,
    what: `${name} is empty in the signed text.`,
    fix: `Read ${lowerFirst(name)} before signing.`,
    text: '',
  },
  ...['undefined', 'null', 'None'].map((text) => ({
    id: `${part}-missing`,
    what: `${name} is the word "${text}" in the signed text: the variable was not set.`,
    fix: `Read ${lowerFirst(name)} before signing.`,
    text,
    alone: true as const,
  })),
]

/** Seldom enough that nobody makes a second mistake with them. */
const rareIds = new Set(['secret-encoded', 'secret-truncated', 'secret-case-changed'])

/** How a secret can come out of a file, a shell or a form as something else. */
export const secretDeviations = (
  secret: string,
  { session, publicSecrets = [] }: { session: string | null; publicSecrets?: readonly string[] },
): TextDeviation[] => {
  const readAs = (id: string, what: string, fix: string, text: string): TextDeviation => ({
    id,
    what,
    fix,
    text,
  })
  const whiteSpace = (place: string, text: string): TextDeviation =>
    readAs(
      'secret-white-space',
      `The secret has ${place}.`,
      'Trim it where it is read from the environment or a file.',
      text,
    )
  return [
    whiteSpace('a line break at its end', `${secret}\n`),
    whiteSpace('a space at its end', `${secret} `),
    whiteSpace('a space before it', ` ${secret}`),
    whiteSpace('a Windows line break at its end', `${secret}\r\n`),
    whiteSpace('a carriage return at its end', `${secret}\r`),
    whiteSpace('a tab at its end', `${secret}\t`),
    whiteSpace('a byte order mark before it', `\ufeff${secret}`),
    ...['"', "'"].map((mark) =>
      readAs(
        'secret-quoted',
        'The quotation marks around the secret were taken for a part of it.',
        'Take the marks off; some readers of .env files keep them.',
        `${mark}${secret}${mark}`,
      ),
    ),
    readAs(
      'secret-case-changed',
      'The secret was changed to upper case.',
      'Use it as it is.',
      secret.toUpperCase(),
    ),
    readAs(
      'secret-case-changed',
      'The secret was changed to lower case.',
      'Use it as it is.',
      secret.toLowerCase(),
    ),
    readAs(
      'secret-encoded',
      'The secret was encoded as base64 first.',
      'Use its text.',
      Buffer.from(secret).toString('base64'),
    ),
    readAs(
      'secret-encoded',
      'The secret was encoded as hex first.',
      'Use its text.',
      Buffer.from(secret).toString('hex'),
    ),
    readAs(
      'secret-truncated',
      'The last character of the secret is missing.',
      'Copy all of it.',
      secret.slice(0, -1),
    ),
    readAs(
      'secret-truncated',
      'The first character of the secret is missing.',
      'Copy all of it.',
      secret.slice(1),
    ),
    ...unsetText('secret', 'The secret'),
    ...(session === null ? [] : ['-', '.']).map((separator) =>
      readAs(
        'session-in-secret',
        'The name of the session is attached to the secret.',
        'Attach it to the merchant id; every session signs with the same secret.',
        `${secret}${separator}${session}`,
      ),
    ),
    ...publicSecrets.map((text) =>
      readAs(
        'published-sample-secret',
        'The secret is a sample that the provider once published, not the one of this mock.',
        'Use the secret that the mock prints when it starts.',
        text,
      ),
    ),
  ]
    .filter(({ text }) => text !== secret)
    .map((deviation) => (rareIds.has(deviation.id) ? { ...deviation, alone: true as const } : deviation))
}
