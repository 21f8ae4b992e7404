import type { Area } from '../mutation.ts'

export const paymenkuSigner: Area = {
  name: 'credentials of Paymenku',
  minimum: 10,
  files: [
    {
      path: 'packages/paymenku/src/sign.ts',
      tests: ['src/request.test.ts', 'src/traps.test.ts', 'src/client.test.ts'],
      mutations: [
        {
          find: '`Bearer ${credentials.apiKey}`',
          replace: 'credentials.apiKey',
          effect: 'every inquiry is refused: no scheme before the key',
        },
        { find: '`Bearer ${', replace: '`Basic ${', effect: 'every inquiry is refused: another scheme' },
        {
          find: '{ authorization: `',
          replace: "{ 'x-api-key': `",
          effect: 'every inquiry is refused: another header',
        },
        {
          find: "checkHeaderCredential('paymenku', 'apiKey', credentials?.apiKey)",
          replace: 'credentials?.apiKey',
          effect: 'a missing key is sent as "undefined"',
        },
        {
          find: 'credentials?.apiKey',
          replace: 'credentials?.apiKey?.trim()',
          effect: 'a key copied with a line feed is changed silently',
        },
      ],
    },
    {
      path: 'packages/paymenku/src/request.ts',
      tests: ['src/request.test.ts', 'src/traps.test.ts', 'src/client.test.ts'],
      mutations: [
        {
          find: 'providerReference ?? merchantReference',
          replace: 'merchantReference ?? providerReference',
          effect: 'given both, the merchant’s reference is asked, which need not be unique',
        },
        {
          find: 'encodeURIComponent(reference)',
          replace: 'reference',
          effect: 'a reference with a slash asks another address',
        },
        { find: 'encodeURIComponent', replace: 'encodeURI', effect: 'a reference with ? or # is cut' },
        {
          find: "ownPath = '/api/v1/check-status'",
          replace: "ownPath = '/api/v1/transaction/check-status'",
          effect: 'another call is asked, with other words',
        },
        {
          find: "method: 'GET'",
          replace: "method: 'POST'",
          effect: 'every inquiry is refused: another method',
        },
        {
          find: 'referenceInPath: true',
          replace: 'referenceInPath: false',
          effect: 'the reference .. asks another address',
        },
        {
          find: "required: 'either'",
          replace: "required: 'merchantReference'",
          effect: 'a query by their number alone is refused',
        },
        {
          find: "kinds: ['payment']",
          replace: "kinds: ['payment', 'payout']",
          effect: 'a payment is asked for as a payout',
        },
        {
          find: '      ...authorize(credentials),\n',
          replace: '',
          effect: 'every inquiry is refused: no key',
        },
        {
          find: 'checkCredentials(credentials), resolveContext',
          replace: 'credentials, resolveContext',
          effect: 'a malformed key is sent',
        },
      ],
    },
  ],
}

export const sekalipaySigner: Area = {
  name: 'credentials of Sekalipay',
  minimum: 10,
  files: [
    {
      path: 'packages/sekalipay/src/sign.ts',
      tests: ['src/request.test.ts', 'src/traps.test.ts', 'src/client.test.ts'],
      mutations: [
        {
          find: "'x-apikey': credentials.apiKey",
          replace: "'x-api-key': credentials.apiKey",
          effect: 'every inquiry is refused: another header',
        },
        {
          find: "'x-apikey': credentials.apiKey",
          replace: 'authorization: `Bearer ${credentials.apiKey}`',
          effect: 'every inquiry is refused: the key is sent as a bearer token',
        },
        {
          find: "'x-apikey': credentials.apiKey",
          replace: "'x-apikey': `Bearer ${credentials.apiKey}`",
          effect: 'every inquiry is refused: a scheme before the key',
        },
        {
          find: "checkHeaderCredential('sekalipay', 'apiKey', credentials?.apiKey)",
          replace: 'credentials?.apiKey',
          effect: 'a missing key is sent as "undefined"',
        },
        {
          find: 'credentials?.apiKey',
          replace: 'credentials?.apiKey?.trim()',
          effect: 'a key copied with a line feed is changed silently',
        },
      ],
    },
    {
      path: 'packages/sekalipay/src/request.ts',
      tests: ['src/request.test.ts', 'src/traps.test.ts', 'src/client.test.ts'],
      mutations: [
        {
          find: 'providerReference ?? merchantReference',
          replace: 'merchantReference ?? providerReference',
          effect: 'given both, the reference is asked instead of the invoice',
        },
        {
          find: 'encodeURIComponent(reference)',
          replace: 'reference',
          effect: 'a reference with a slash asks another address',
        },
        { find: 'encodeURIComponent', replace: 'encodeURI', effect: 'a reference with ? or # is cut' },
        {
          find: "ownPath = '/api/v1/trx'",
          replace: "ownPath = '/api/v1/transaction'",
          effect: 'another call is asked',
        },
        {
          find: "method: 'GET'",
          replace: "method: 'POST'",
          effect: 'the call that asks may become one that orders',
        },
        {
          find: 'referenceInPath: true',
          replace: 'referenceInPath: false',
          effect: 'the reference .. asks another address',
        },
        {
          find: "required: 'either'",
          replace: "required: 'merchantReference'",
          effect: 'a query by the invoice alone is refused',
        },
        {
          find: "kinds: ['purchase']",
          replace: "kinds: ['purchase', 'payment']",
          effect: 'a purchase is asked for as a payment',
        },
        { find: '...authorize(credentials), ', replace: '', effect: 'every inquiry is refused: no key' },
      ],
    },
  ],
}

export const paystratorSigner: Area = {
  name: 'credentials of Paystrator',
  minimum: 10,
  files: [
    {
      path: 'packages/paystrator/src/sign.ts',
      tests: ['src/request.test.ts', 'src/traps.test.ts', 'src/client.test.ts'],
      mutations: [
        {
          find: '`Bearer ${accessToken}`',
          replace: 'accessToken',
          effect: 'every inquiry is refused: no scheme before the token',
        },
        {
          find: '[tokenHeader]: `',
          replace: 'publicAccessToken: `',
          effect: 'the header that the merchant chose is not used',
        },
        {
          find: '[tokenHeader]: `',
          replace: 'authorization: `',
          effect: 'the header of the page is not used',
        },
        {
          find: '/^\\s*bearer\\s/i',
          replace: '/^Bearer\\s/',
          effect: 'a token with "bearer" before it is sent with two',
        },
        {
          find: "return checkHeaderCredential('paystrator', 'accessToken', accessToken)",
          replace: 'return String(accessToken)',
          effect: 'a missing token is sent as "undefined"',
        },
        {
          find: "  if (typeof accessToken === 'function') return { accessToken: accessToken as () => string | Promise<string> }\n",
          replace: '',
          effect: 'a function that returns fresh tokens is refused',
        },
      ],
    },
    {
      path: 'packages/paystrator/src/request.ts',
      tests: ['src/request.test.ts', 'src/traps.test.ts', 'src/client.test.ts'],
      mutations: [
        {
          find: 'return choices[0]',
          replace: 'return choices[choices.length - 1] ?? choices[0]',
          effect: 'the other form is used unless said',
        },
        {
          find: '  if (choice !== undefined) return choice\n',
          replace: '  return choice ?? choices[0]\n',
          effect: 'a misspelt choice is ignored',
        },
        {
          find: '?${idParameter}=',
          replace: '?id=',
          effect: 'the parameter that the merchant chose is not used',
        },
        {
          find: 'encodeURIComponent(providerReference)',
          replace: 'providerReference',
          effect: 'an id with & in it asks for another one',
        },
        {
          find: '  if (tokenOfRequest !== undefined) return checkAccessToken(tokenOfRequest)\n',
          replace: '',
          effect: 'the fresh token is not used',
        },
        {
          find: 'return checkAccessToken(tokenOfRequest)',
          replace: 'return tokenOfRequest',
          effect: 'whatever a function returns is sent',
        },
        {
          find: "required: 'providerReference'",
          replace: "required: 'either'",
          effect: 'an order is asked for by an id that the call does not take',
        },
        {
          find: "ownPath = '/v1/get-status'",
          replace: "ownPath = '/v1/status'",
          effect: 'every inquiry is refused: another path',
        },
        {
          find: "kinds: ['payment', 'payout']",
          replace: "kinds: ['payment']",
          effect: 'a payout cannot be asked for',
        },
        {
          find: "method: 'GET'",
          replace: "method: 'POST'",
          effect: 'every inquiry is refused: another method',
        },
      ],
    },
  ],
}
