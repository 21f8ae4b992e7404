import type { Area } from '../mutation.ts'

const smilepayTests = ['smilepay/verify-signature.test.ts', 'smilepay/engine.test.ts']
const sessionTests = ['src/session/sessions.test.ts']

export const smilepayVerifier: Area = {
  name: 'mock of SmilePay: signatures and tokens',
  minimum: 10,
  files: [
    {
      path: 'mocks/smilepay/verify-signature.ts',
      tests: smilepayTests,
      mutations: [
        {
          find: '${httpMethod}:${endpointUrl}',
          replace: '${endpointUrl}:${httpMethod}',
          effect: 'right signatures are refused: method and path change places',
        },
        { find: ':${accessToken}:', replace: ':', effect: 'a signature without the token passes' },
        {
          find: ':${hashBody(body)}:',
          replace: ':${hashBody("")}:',
          effect: 'a signature of another body passes',
        },
        {
          find: '${hashBody(body)}:${timestamp}`',
          replace: '${hashBody(body)}`',
          effect: 'a signature of another time passes',
        },
        {
          find: '.update(minifyJson(body))',
          replace: '.update(body)',
          effect: 'a body with white space is refused, which the provider takes',
        },
        {
          find: "createHmac('sha512', merchantSecret)",
          replace: "createHmac('sha512', Buffer.from(merchantSecret, 'hex'))",
          effect: 'a secret read as hex passes',
        },
        { find: "createHmac('sha512'", replace: "createHmac('sha256'", effect: 'another hash passes' },
        { find: ".digest('base64')", replace: ".digest('hex')", effect: 'a signature in hex passes' },
        {
          find: 'leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)',
          replace: 'leftBytes.length === rightBytes.length',
          effect: 'any signature of the right length passes',
        },
        {
          find: '  isEqualText(\n    signature,',
          replace: '  isEqualText(\n    signature.trim(),',
          effect: 'a signature with white space around it passes',
        },
        {
          find: '`${clientKey}|${timestamp}`',
          replace: '`${clientKey}:${timestamp}`',
          effect: 'a token request joined by another sign passes',
        },
        {
          find: '`${clientKey}|${timestamp}`',
          replace: '`${timestamp}|${clientKey}`',
          effect: 'a token request in the other order passes',
        },
        {
          find: "bytes.toString('base64') === signature && ",
          replace: '',
          effect: 'a signature in base64url passes',
        },
        {
          find: "verify('sha256', ",
          replace: "verify('sha1', ",
          effect: 'another hash under the signature passes',
        },
        {
          find: " && verify('sha256', Buffer.from(stringToSign), publicKey, bytes)",
          replace: ' && bytes.length > 0',
          effect: 'any signature passes',
        },
        {
          find: "    if (isInString && character === '\\\\') index += 1\n    else if",
          replace: '    if',
          effect: 'a quotation mark inside a text ends it',
        },
        {
          find: '!isInString && isWhiteSpace(character)',
          replace: 'isWhiteSpace(character)',
          effect: 'spaces inside texts are not hashed',
        },
        { find: " || character === '\\r'", replace: '', effect: 'a body with carriage returns is refused' },
      ],
    },
    {
      path: 'mocks/smilepay/token-desk.ts',
      tests: ['smilepay/engine.test.ts'],
      mutations: [
        { find: 'nowSeconds() < expiry', replace: 'expiry > 0', effect: 'an expired token passes' },
        {
          find: 'nowSeconds() < expiry',
          replace: 'nowSeconds() <= expiry',
          effect: 'a token passes in the second of its end',
        },
        {
          find: 'expiry !== undefined && nowSeconds() < expiry',
          replace: 'token.split(".").length === 3',
          effect: 'a token that was never issued passes',
        },
        {
          find: 'tokenLifetimeSeconds = 900',
          replace: 'tokenLifetimeSeconds = 90_000',
          effect: 'tokens live longer than the page’s',
        },
        { find: 'getTime() / 1000)', replace: 'getTime())', effect: 'tokens end within a second' },
      ],
    },
    {
      path: 'mocks/smilepay/access-token.ts',
      tests: ['smilepay/engine.test.ts'],
      mutations: [
        {
          find: "  if (!isSigned(request)) return unauthorizedTokenRequest('X-SIGNATURE is wrong')\n",
          replace: '',
          effect: 'an unsigned request gets a token',
        },
        {
          find: 'readMerchantSession(clientKey) === undefined',
          replace: "clientKey === ''",
          effect: 'another merchant gets a token',
        },
        {
          find: "grantType !== 'client_credentials'",
          replace: "grantType === 'password'",
          effect: 'another grant gets a token',
        },
        {
          find: "  if (timestampFault) return invalidFieldFormat(service, 'X-TIMESTAMP', timestampFault)\n",
          replace: '',
          effect: 'a malformed time gets a token',
        },
        {
          find: "'X-TIMESTAMP', 'X-CLIENT-KEY', 'X-SIGNATURE']",
          replace: "'X-CLIENT-KEY', 'X-SIGNATURE']",
          effect: 'a request without a time is told otherwise',
        },
      ],
    },
    {
      path: 'mocks/smilepay/inquiry-status.ts',
      tests: ['smilepay/engine.test.ts'],
      mutations: [
        {
          find: "  if (!isSigned(request)) return refuseWith('invalid-signature', 'X-SIGNATURE is wrong')\n",
          replace: '',
          effect: 'an unsigned inquiry is answered',
        },
        {
          find: '!tokens.accepts(readToken(request))',
          replace: "readToken(request) === ''",
          effect: 'any token is taken',
        },
        { find: '/^Bearer (\\S+)$/i', replace: '/(\\S+)$/i', effect: 'a token without its scheme is taken' },
        {
          find: 'endpointUrl: inquiryPath',
          replace: 'endpointUrl: request.path.toUpperCase()',
          effect: 'right signatures are refused: another path is signed',
        },
        {
          find: "readMerchantSession(readHeader(request, 'X-PARTNER-ID')) === undefined",
          replace: "readHeader(request, 'X-PARTNER-ID') === ''",
          effect: 'another merchant is answered',
        },
        { find: '/^\\d{1,36}$/', replace: '/^\\d+$/', effect: 'an external id that is too long is taken' },
        {
          find: "  if (!takeExternalId(externalId)) return refuseWith('conflict', 'X-EXTERNAL-ID was used before today')\n",
          replace: '',
          effect: 'an external id is taken twice',
        },
        {
          find: 'value.length <= 32',
          replace: 'value.length <= 64',
          effect: 'a number that is too long is taken',
        },
        {
          find: '  if (!orderNo && !tradeNo) return',
          replace: '  if (!orderNo) return',
          effect: 'an inquiry by their number alone is refused',
        },
      ],
    },
    {
      path: 'mocks/smilepay/external-ids.ts',
      tests: ['smilepay/external-ids.test.ts', 'smilepay/engine.test.ts'],
      mutations: [
        {
          find: 'now().getTime() + utcPlus7Ms',
          replace: 'now().getTime()',
          effect: 'the day changes at seven in the morning',
        },
        { find: '      taken.clear()\n', replace: '', effect: 'an id of yesterday is refused' },
        {
          find: 'forgotten !== externalId',
          replace: 'forgotten === externalId',
          effect: 'ids are never forgotten',
        },
      ],
    },
  ],
}

export const apigamesVerifier: Area = {
  name: 'mock of API Games: signatures',
  minimum: 10,
  files: [
    {
      path: 'mocks/apigames/verify-signature.ts',
      tests: ['apigames/verify-signature.test.ts', 'apigames/engine.test.ts'],
      mutations: [
        {
          find: '`${merchantId}:${secretKey}:${refId}`',
          replace: '`${secretKey}:${merchantId}:${refId}`',
          effect: 'a signature in another order passes',
        },
        {
          find: ':${secretKey}:${refId}`',
          replace: ':${secretKey}`',
          effect: 'a signature of another reference passes',
        },
        {
          find: '${merchantId}:${secretKey}',
          replace: '${merchantId}',
          effect: 'a signature without the secret passes',
        },
        {
          find: '}:${refId}',
          replace: '}${refId}',
          effect: 'a signature without a sign between the parts passes',
        },
        {
          find: ':${refId}`',
          replace: ':${encodeURIComponent(refId)}`',
          effect: 'a signature of the encoded reference passes',
        },
        { find: "createHash('md5')", replace: "createHash('sha1')", effect: 'another hash passes' },
        { find: ".digest('hex')", replace: ".digest('base64')", effect: 'another encoding passes' },
        {
          find: 'isEqualText(signature, computeSignature(parts))',
          replace: 'isEqualText(signature.toLowerCase(), computeSignature(parts))',
          effect: 'capital letters pass',
        },
        {
          find: 'leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)',
          replace: 'leftBytes.length === rightBytes.length',
          effect: 'any signature of the right length passes',
        },
        {
          find: 'isEqualText(signature, computeSignature(parts))',
          replace: 'computeSignature(parts).startsWith(signature)',
          effect: 'an empty or cut signature passes',
        },
        {
          find: 'isEqualText(signature, computeSignature(parts))',
          replace: 'isEqualText(signature.trim(), computeSignature(parts))',
          effect: 'a signature with white space around it passes',
        },
      ],
    },
    {
      path: 'mocks/apigames/engine.ts',
      tests: ['apigames/engine.test.ts'],
      mutations: [
        {
          find: 'readMerchantSession(merchantId) !== undefined &&\n  ',
          replace: '',
          effect: 'another merchant with the same secret passes',
        },
        {
          find: '  isSignatureValid(signature, { merchantId, secretKey: credentials.secretKey, refId })',
          replace: "  signature !== ''",
          effect: 'any signature passes',
        },
        {
          find: 'merchantId, secretKey: credentials.secretKey, refId }',
          replace: 'merchantId: credentials.merchantId, secretKey: credentials.secretKey, refId }',
          effect: 'a session signs as the merchant without it',
        },
        {
          find: "if (method !== 'POST') return methodNotAllowed('POST')",
          replace: "if (method === 'DELETE') return methodNotAllowed('POST')",
          effect: 'another method is answered',
        },
        {
          find: '    if (!request) return unreadableBody()\n',
          replace: '    if (!request) return noSuchPath()\n',
          effect: 'a body that is no JSON is told as a wrong path',
        },
      ],
    },
    {
      path: 'mocks/apigames/read-request.ts',
      tests: ['apigames/engine.test.ts'],
      mutations: [
        {
          find: "typeof value === 'string' ? value : ''",
          replace: "value === undefined ? '' : String(value)",
          effect: 'a number passes for a text',
        },
        { find: ' || Array.isArray(value)', replace: '', effect: 'a list passes for an object' },
        {
          find: 'refId: textOrEmpty(members.ref_id)',
          replace: 'refId: textOrEmpty(members.ref_id).trim()',
          effect: 'another reference is verified than was sent',
        },
      ],
    },
  ],
}

export const paymenkuVerifier: Area = {
  name: 'mock of Paymenku: key and limit',
  minimum: 10,
  files: [
    {
      path: 'mocks/paymenku/read-call.ts',
      tests: ['paymenku/engine.test.ts', ...sessionTests],
      mutations: [
        {
          find: '`Bearer ${credentials.apiKey}`',
          replace: 'credentials.apiKey',
          effect: 'a key without its scheme passes',
        },
        { find: "/^bearer +/i, 'Bearer '", replace: "/^\\w+ +/i, 'Bearer '", effect: 'any scheme passes' },
        { find: '/^bearer +/i', replace: '/^Bearer +/', effect: 'the scheme in small letters is refused' },
        { find: '/^bearer +/i', replace: '/^(bearer +)?/i', effect: 'the key alone passes' },
        {
          find: 'headers.authorization?',
          replace: "headers['x-api-key']?",
          effect: 'the key is looked for in another header',
        },
      ],
    },
    {
      path: 'mocks/paymenku/engine.ts',
      tests: ['paymenku/engine.test.ts'],
      mutations: [
        {
          find: 'readKeySession(request) === undefined',
          replace: 'request.headers.authorization === undefined',
          effect: 'any key passes',
        },
        {
          find: "if (request.method !== 'GET') return methodNotAllowed('GET')",
          replace: "if (request.method === 'DELETE') return methodNotAllowed('GET')",
          effect: 'another method is answered',
        },
        {
          find: "fixtureOf(fixtures, 'unauthorized'), 'the API key",
          replace: "fixtureOf(fixtures, 'not-found'), 'the API key",
          effect: 'a wrong key is told as an unknown payment',
        },
      ],
    },
    {
      path: 'mocks/paymenku/rate-limit.ts',
      tests: ['src/rate-limit/rate-limits.test.ts'],
      mutations: [
        {
          find: 'const limit = 60',
          replace: 'const limit = 61',
          effect: 'one call more than documented is answered',
        },
        {
          find: 'window.isOver ? refusal(waitSeconds) : answer()',
          replace: 'answer()',
          effect: 'the limit is never enforced',
        },
        {
          find: "'retry-after': String(retryAfterSeconds)",
          replace: "'retry-after': String(retryAfterSeconds * 1000)",
          effect: 'seconds are told as milliseconds',
        },
      ],
    },
    {
      path: 'mocks/src/session/credential-session.ts',
      tests: [
        ...sessionTests,
        'paymenku/engine.test.ts',
        'sekalipay/engine.test.ts',
        'smilepay/engine.test.ts',
      ],
      mutations: [
        {
          find: '  if (received === credential) return null\n',
          replace: '  if (received.toLowerCase() === credential.toLowerCase()) return null\n',
          effect: 'a key in another case passes',
        },
        {
          find: '  if (received === credential) return null\n',
          replace: '  if (credential.startsWith(received)) return null\n',
          effect: 'a part of a key passes, and so does none',
        },
        {
          find: 'isSessionName(session) ? session : undefined',
          replace: 'session',
          effect: 'whatever a wrong key is, it names a session',
        },
        {
          find: 'const start = `${credential}${separator}`',
          replace: 'const start = credential',
          effect: 'a key with letters behind it passes',
        },
      ],
    },
  ],
}

export const sekalipayVerifier: Area = {
  name: 'mock of Sekalipay: key',
  minimum: 10,
  files: [
    {
      path: 'mocks/sekalipay/read-call.ts',
      tests: ['sekalipay/engine.test.ts', ...sessionTests],
      mutations: [
        {
          find: "headers['x-apikey'] ?? ''",
          replace: "headers['x-api-key'] ?? ''",
          effect: 'the key is looked for in another header',
        },
        {
          find: "headers['x-apikey'] ?? ''",
          replace: "headers.authorization ?? ''",
          effect: 'the key is looked for as a bearer token',
        },
        {
          find: "headers['x-apikey'] ?? ''",
          replace: "headers['x-apikey'] ?? credentials.apiKey",
          effect: 'a call without a key passes',
        },
        {
          find: "headers['x-apikey'] ?? ''",
          replace: "headers['x-apikey']?.trim().toLowerCase() ?? ''",
          effect: 'a key in another case passes',
        },
        {
          find: "headers['x-apikey'] ?? ''",
          replace: "headers['x-apikey']?.replace(/^bearer /i, '') ?? ''",
          effect: 'a key with a scheme before it passes',
        },
        {
          find: "credentials.apiKey, '.')",
          replace: "credentials.apiKey, '-')",
          effect: 'a session is named by another sign',
        },
        {
          find: "credentials.apiKey, '.')",
          replace: "credentials.apiKey.slice(0, 8), '.')",
          effect: 'the beginning of the key passes',
        },
        {
          find: "pathPrefix = '/api/v1/trx/'",
          replace: "pathPrefix = '/api/v1/transactions/'",
          effect: 'another path is answered',
        },
      ],
    },
    {
      path: 'mocks/sekalipay/engine.ts',
      tests: ['sekalipay/engine.test.ts'],
      mutations: [
        {
          find: 'readKeySession(request) === undefined',
          replace: "request.headers['x-apikey'] === undefined",
          effect: 'any key passes',
        },
        {
          find: 'readKeySession(request) === undefined',
          replace: 'readKeySession(request) === null',
          effect: 'the right key is refused and wrong ones pass',
        },
        {
          find: "if (request.method !== 'GET') return methodNotAllowed('GET')",
          replace: "if (request.method === 'DELETE') return methodNotAllowed('GET')",
          effect: 'another method is answered',
        },
        {
          find: "fixtureOf(fixtures, 'unauthorized')",
          replace: "fixtureOf(fixtures, 'not-found')",
          effect: 'a wrong key is told as an unknown order',
        },
      ],
    },
  ],
}

export const paystratorVerifier: Area = {
  name: 'mock of Paystrator: token',
  minimum: 10,
  files: [
    {
      path: 'mocks/paystrator/read-call.ts',
      tests: ['paystrator/engine.test.ts', ...sessionTests],
      mutations: [
        {
          find: '[headers.publicaccesstoken, headers.authorization]',
          replace: '[headers.publicaccesstoken]',
          effect: 'the second documented header is refused',
        },
        {
          find: '[headers.publicaccesstoken, headers.authorization]',
          replace: '[headers.authorization]',
          effect: 'the first documented header is refused',
        },
        {
          find: '`Bearer ${credentials.accessToken}`',
          replace: 'credentials.accessToken',
          effect: 'a token without its scheme passes',
        },
        { find: "/^bearer +/i, 'Bearer '", replace: "/^\\w+ +/i, 'Bearer '", effect: 'any scheme passes' },
        { find: '/^bearer +/i', replace: '/^Bearer +/', effect: 'the scheme in small letters is refused' },
        { find: '/^bearer +/i', replace: '/^(bearer +)?/i', effect: 'the token alone passes' },
        {
          find: 'sessions.find((session) => session !== undefined)',
          replace: 'sessions[0]',
          effect: 'a right token beside a wrong one is refused',
        },
        {
          find: 'sessions.find((session) => session !== undefined)',
          replace: 'sessions.find((session) => session === undefined) ?? null',
          effect: 'wrong tokens pass',
        },
        {
          find: " ?? query.get('transaction_id')",
          replace: '',
          effect: 'the second documented parameter is refused',
        },
        {
          find: "path = '/v1/get-status'",
          replace: "path = '/v1/status'",
          effect: 'another path is answered',
        },
      ],
    },
    {
      path: 'mocks/paystrator/engine.ts',
      tests: ['paystrator/engine.test.ts'],
      mutations: [
        {
          find: 'readTokenSession(request) === undefined',
          replace:
            'request.headers.authorization === undefined && request.headers.publicaccesstoken === undefined',
          effect: 'any token passes',
        },
        {
          find: "if (request.method !== 'GET') return methodNotAllowed('GET')",
          replace: "if (request.method === 'DELETE') return methodNotAllowed('GET')",
          effect: 'another method is answered',
        },
        {
          find: "fixtureOf(fixtures, 'unauthorized')",
          replace: "fixtureOf(fixtures, 'not-found')",
          effect: 'a wrong token is told as an unknown transaction',
        },
      ],
    },
  ],
}
