import type { Area } from '../mutation.ts'

const vectors = 'src/vectors.test.ts'

export const snapBiSigner: Area = {
  name: 'signer of SNAP BI',
  minimum: 10,
  files: [
    {
      path: 'packages/snap-bi/src/transaction.ts',
      tests: ['src/transaction.test.ts', vectors],
      mutations: [
        {
          find: "].join(':')",
          replace: "].join('|')",
          effect: 'every inquiry is refused: the parts are joined by another sign',
        },
        {
          find: "    checkBodyHash(fields.bodyHash),\n    checkText('timestamp', fields.timestamp),\n",
          replace: "    checkText('timestamp', fields.timestamp),\n    checkBodyHash(fields.bodyHash),\n",
          effect: 'every inquiry is refused: hash and time change places',
        },
        {
          find: '    checkAccessToken(fields.accessToken),\n',
          replace: '',
          effect: 'every inquiry is refused: the token is not signed',
        },
        {
          find: 'checkAccessToken(fields.accessToken)',
          replace: '`Bearer ${checkAccessToken(fields.accessToken)}`',
          effect: 'every inquiry is refused: the scheme is signed with the token',
        },
        {
          find: "createHmac('sha512'",
          replace: "createHmac('sha256'",
          effect: 'every inquiry is refused: another hash',
        },
        {
          find: "createHmac('sha512', clientSecret)",
          replace: "createHmac('sha512', Buffer.from(clientSecret, 'hex'))",
          effect: 'every inquiry is refused: the secret is read as hex',
        },
        {
          find: '.digest(encoding)',
          replace: ".digest('base64')",
          effect: 'a provider that wants hex gets base64',
        },
        {
          find: 'hashBody(input.body)',
          replace: "hashBody(input.body.replace(/\\s/g, ''))",
          effect: 'an inquiry with a space in a reference is refused: another body is hashed than sent',
        },
        {
          find: "checkText('clientSecret', input.clientSecret)",
          replace: 'input.clientSecret.trim()',
          effect: 'a secret copied with a line feed signs silently, or an empty one does',
        },
      ],
    },
    {
      path: 'packages/snap-bi/src/body-hash.ts',
      tests: ['src/body-hash.test.ts', vectors],
      mutations: [
        {
          find: ".digest('hex')",
          replace: ".digest('hex').toUpperCase()",
          effect: 'every inquiry is refused: capital letters are signed',
        },
        { find: "'utf8'", replace: "'latin1'", effect: 'an inquiry with a letter beyond ASCII is refused' },
        {
          find: "createHash('sha256')",
          replace: "createHash('sha512')",
          effect: 'every inquiry is refused: another hash of the body',
        },
      ],
    },
    {
      path: 'packages/snap-bi/src/access-token.ts',
      tests: ['src/access-token.test.ts', vectors],
      mutations: [
        { find: '}|${', replace: '}:${', effect: 'no token is issued: the parts are joined by another sign' },
        {
          find: "`${checkText('clientKey', fields.clientKey)}|${checkText('timestamp', fields.timestamp)}`",
          replace:
            "`${checkText('timestamp', fields.timestamp)}|${checkText('clientKey', fields.clientKey)}`",
          effect: 'no token is issued: the parts change places',
        },
        {
          find: 'checkEncoding(input.encoding)',
          replace: "'base64'",
          effect: 'a provider that wants hex gets base64',
        },
      ],
    },
    {
      path: 'packages/snap-bi/src/service.ts',
      tests: ['src/service.test.ts', vectors],
      mutations: [
        {
          find: '    checkMethod(fields.method),\n',
          replace: '',
          effect: 'notifications of another method pass for this one',
        },
        { find: '    checkBodyHash(fields.bodyHash),\n', replace: '', effect: 'a signature fits any body' },
        {
          find: 'hashBody(input.body)',
          replace: "hashBody('')",
          effect: 'the body of a notification is not looked at',
        },
      ],
    },
    {
      path: 'packages/snap-bi/src/rsa.ts',
      tests: [vectors, 'src/access-token.test.ts', 'src/verify.test.ts'],
      mutations: [
        {
          find: 'createSign(algorithm).update(text',
          replace: "createSign('RSA-SHA1').update(text",
          effect: 'no token is issued: another hash under the signature',
        },
        {
          find: ".update(text, 'utf8').sign(",
          replace: ".update(text, 'latin1').sign(",
          effect: 'a client key beyond ASCII gets no token',
        },
        {
          find: ".update(text, 'utf8').verify(",
          replace: ".update(text.trim(), 'utf8').verify(",
          effect: 'a notification whose text was changed at its ends passes',
        },
      ],
    },
    {
      path: 'packages/snap-bi/src/verify.ts',
      tests: ['src/verify.test.ts', vectors],
      mutations: [
        {
          find: ' || !written[encoding].test(signature)',
          replace: '',
          effect: 'a signature with foreign characters inside passes',
        },
        {
          find: "typeof signature !== 'string' || ",
          replace: '',
          effect: 'a notification without a signature throws instead of being refused',
        },
      ],
    },
    {
      path: 'packages/snap-bi/src/timestamp.ts',
      tests: ['src/timestamp.test.ts', vectors],
      mutations: [
        { find: '7 * 60 * 60 * 1000', replace: '8 * 60 * 60 * 1000', effect: 'every request is an hour off' },
        {
          find: 'instant.getTime() + offsetMs',
          replace: 'instant.getTime() - instant.getTimezoneOffset() * 60_000',
          effect: 'requests are hours off on every machine outside Jakarta',
        },
        {
          find: 'slice(0, 19)',
          replace: 'slice(0, 23)',
          effect: 'the time has milliseconds, which the standard does not',
        },
        { find: '}+07:00`', replace: '}Z`', effect: 'every request is seven hours off' },
        {
          find: 'year >= 1 && year <= 9999',
          replace: 'year <= 9999',
          effect: 'a year below 1 is written in another form and refused',
        },
      ],
    },
    {
      path: 'packages/snap-bi/src/external-id.ts',
      tests: ['src/external-id.test.ts'],
      mutations: [
        { find: ".padStart(12, '0')", replace: '', effect: 'an id may be shorter than promised' },
        { find: 'length < 20', replace: 'length < 1', effect: 'ids of few digits repeat within the day' },
        {
          find: 'randomInt(1e12)',
          replace: '(Date.now() % 1e12)',
          effect: 'two requests of one millisecond have one id',
        },
        {
          find: 'digit < 0 || digit > 9',
          replace: 'digit < 0',
          effect: 'an id has more digits than promised',
        },
      ],
    },
    {
      path: 'packages/snap-bi/src/fields.ts',
      tests: ['src/transaction.test.ts', 'src/service.test.ts', 'src/access-token.test.ts'],
      mutations: [
        {
          find: 'if (text !== text.trim())',
          replace: "if (text === ' ')",
          effect: 'white space is signed that HTTP then drops',
        },
        {
          find: " || path.startsWith('//')",
          replace: '',
          effect: 'a path that begins with a host is signed',
        },
        {
          find: '/^bearer\\s/i',
          replace: '/^Bearer\\s/',
          effect: 'a token with "bearer" in small letters is signed as it is',
        },
        { find: '/^[A-Z]+$/', replace: '/^[A-Z]+$/i', effect: 'another method is signed than sent' },
        {
          find: '!value.isWellFormed()',
          replace: 'false',
          effect: 'half a character is signed as another one',
        },
        {
          find: '/^[0-9a-f]{64}$/',
          replace: '/^[0-9a-f]{64}$/i',
          effect: 'a hash in capital letters is signed and refused',
        },
      ],
    },
    {
      path: 'packages/snap-bi/src/keys.ts',
      tests: ['src/keys.test.ts'],
      mutations: [
        {
          find: 'const minimumBits = 2048',
          replace: 'const minimumBits = 1024',
          effect: 'a key that is too weak is accepted',
        },
        {
          find: 'if (!verifies)',
          replace: 'if (key === null)',
          effect: 'a damaged key signs what nobody can verify',
        },
      ],
    },
    {
      path: 'packages/snap-bi/src/minify.ts',
      tests: ['src/minify.test.ts'],
      mutations: [
        { find: '/[ \\t\\r\\n]/g', replace: '/ /g', effect: 'line feeds between members stay' },
        {
          find: "    if (text[position] === '\\\\') position += 1\n",
          replace: '',
          effect: 'a quotation mark inside a text ends it',
        },
      ],
    },
  ],
}
