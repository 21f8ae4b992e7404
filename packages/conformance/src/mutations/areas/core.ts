import type { Area } from '../mutation.ts'

export const coreReading: Area = {
  name: 'core: reading an answer',
  minimum: 30,
  files: [
    {
      path: 'packages/core/src/json.ts',
      tests: ['src/json.test.ts'],
      mutations: [
        {
          find: '    if (members !== countMembers(value)) return undefined\n',
          replace: '',
          effect: 'of two states under one key the last one is believed',
        },
        {
          find: 'inexactNumbers.length === 0 ? value : JSON.parse(quote(text, inexactNumbers))',
          replace: 'value',
          effect: 'an id of 24 digits is rounded',
        },
        {
          find: '/^[\\s\\uFEFF]+/',
          replace: '/^\\s+$/',
          effect: 'an answer with a byte order mark is broken',
        },
        {
          find: 'const shortestInexactNumber = 16',
          replace: 'const shortestInexactNumber = 20',
          effect: 'an id of 17 digits is rounded',
        },
        {
          find: '!Number.isInteger(number) || Number.isSafeInteger(number)',
          replace: 'Number.isFinite(number)',
          effect: 'an id above 2^53 that happens to print the same is a number',
        },
        {
          find: 'backslashes % 2 === 1',
          replace: 'backslashes > 0',
          effect: 'a text that ends in a backslash swallows what follows',
        },
        {
          find: '    if (code === quotationMark) index = endOfString(text, index)\n    else if',
          replace: '    if',
          effect: 'colons inside texts count as members',
        },
        {
          find: "id === null || id === undefined || id === '' ? null",
          replace: 'id === null || id === undefined ? null',
          effect: 'an empty reference is told as a reference',
        },
        { find: ' && !Array.isArray(value)\n', replace: '\n', effect: 'a list passes for an object' },
      ],
    },
    {
      path: 'packages/core/src/response.ts',
      tests: ['src/response.test.ts', 'src/status-response.test.ts'],
      mutations: [
        {
          find: 'received.httpStatus >= 200 && received.httpStatus < 300',
          replace: 'received.httpStatus >= 200 && received.httpStatus < 400',
          effect: 'a redirect is an answer',
        },
        {
          find: '  if (documented !== null) return refuse(documented, received, reading)\n',
          replace: '',
          effect: 'the provider’s own code does not count',
        },
        {
          find: "  if (httpStatus >= 500) return refuse({ code: 'PROVIDER_UNAVAILABLE' }, received, reading)\n",
          replace: '',
          effect: 'a server in trouble is told as a broken answer, and not asked again',
        },
        {
          find: '(httpStatus === 401 || httpStatus === 403) && isRecord(json)',
          replace: 'httpStatus === 401 || httpStatus === 403',
          effect: 'a page of a proxy is told as a wrong credential',
        },
        {
          find: 'isRecord(json) && reading.isNotFound(received)',
          replace: 'httpStatus === 404',
          effect: 'any 404 says that the transaction does not exist',
        },
        {
          find: 'clientError && isRecord(json)',
          replace: 'clientError',
          effect: 'a page of a proxy is told as a rejected inquiry',
        },
        {
          find: 'received.retryAfterMs ?? refusal.retryAfterMs',
          replace: 'refusal.retryAfterMs ?? received.retryAfterMs',
          effect: 'the delay that the provider names is not obeyed',
        },
        {
          find: 'Math.min(Number(value.trim()), maxRetryAfterSeconds) * 1000',
          replace: 'Math.min(Number(value.trim()), maxRetryAfterSeconds)',
          effect: 'seconds are taken for milliseconds',
        },
        {
          find: 'Math.min(Number(value.trim()), maxRetryAfterSeconds)',
          replace: 'Number(value.trim())',
          effect: 'a demanded delay has no end',
        },
        {
          find: ' && httpStatus !== 304',
          replace: '',
          effect: 'an answer that says "as before" is told as a redirect',
        },
        {
          find: 'Math.max(0, instant - observedAt.getTime())',
          replace: 'instant - Date.now()',
          effect: 'a date in Retry-After is compared with another clock, and may be negative',
        },
        {
          find: "limited ? 'provider' : null",
          replace: "limited ? 'local' : null",
          effect: 'the limiter does not slow down when the provider says so',
        },
        {
          find: 'toPlainLine(maskPersonal(text))',
          replace: 'toPlainLine(text)',
          effect: 'an error shows the buyer’s phone number',
        },
      ],
    },
    {
      path: 'packages/core/src/headers.ts',
      tests: ['src/response.test.ts'],
      mutations: [
        {
          find: '(key !== name && key.toLowerCase() !== name)',
          replace: 'key !== name',
          effect: 'headers written in capitals are overlooked',
        },
        {
          find: "Array.isArray(value) ? value.join(', ') : value",
          replace: 'value',
          effect: 'a header that comes as a list is overlooked',
        },
        {
          find: "typeof headers.get === 'function'",
          replace: 'headers instanceof Headers',
          effect: 'the headers of another fetch package are overlooked',
        },
      ],
    },
    {
      path: 'packages/core/src/status-response.ts',
      tests: ['src/status-response.test.ts', 'src/answer.test.ts', 'src/response.test.ts'],
      mutations: [
        {
          find: '!isSuccessful(received) || !isRecord(json)',
          replace: '!isRecord(json)',
          effect: 'a success under HTTP 500 is believed',
        },
        {
          find: ' || reading.readRefusal(received) !== null',
          replace: '',
          effect: 'a refusal that has the form of an answer is one',
        },
        {
          find: '  if (result.success) return json as Raw\n',
          replace: '  if (result.success || isRecord(json)) return json as Raw\n',
          effect: 'an answer of another form is believed',
        },
        {
          find: "isCekStatusError(error) ? error : invalidResponse(received, reading, 'reading it failed')",
          replace: 'error',
          effect: 'a hostile body throws an error that is not ours',
        },
        {
          find: 'new Date(now().getTime())',
          replace: 'now()',
          effect: 'the time of an answer moves with a clock under test',
        },
        {
          find: 'if (!Number.isNaN(instant.getTime())) return instant',
          replace: 'return instant',
          effect: 'a broken clock throws an error that is not ours',
        },
      ],
    },
    {
      path: 'packages/core/src/answer.ts',
      tests: ['src/answer.test.ts'],
      mutations: [
        {
          find: '    if (facts[field] !== asked) throw mismatch(context, context.fieldPaths[field])\n',
          replace: '',
          effect: 'an answer about another order is believed',
        },
        {
          find: '    if (facts[field] !== asked) throw',
          replace: '    if (facts[field]?.toLowerCase() !== asked.toLowerCase()) throw',
          effect: 'references that differ in case are one',
        },
        {
          find: '  if (identified) return\n',
          replace: "  if (identified || facts.status === 'success') return\n",
          effect: 'a success without any reference is acted on',
        },
        { find: '    identified = true\n', replace: '', effect: 'every answer is doubted' },
        {
          find: '  } else if (asked !== undefined && asked !== facts.kind) {\n    throw mismatch(context, context.fieldPaths.kind)\n  }',
          replace: '  }',
          effect: 'an answer about a payout passes for one about a payment',
        },
        {
          find: 'doubtful ? lowerAdvice(rule.advice) : rule.advice',
          replace: 'rule.advice',
          effect: 'goods leave on a doubtful answer',
        },
        {
          find: "advice === 'fulfil' || advice === 'release' ? 'review' : advice",
          replace: "advice === 'fulfil' ? 'review' : advice",
          effect: 'an order is closed on a doubtful answer',
        },
        {
          find: "return advice === 'fulfil' || advice === 'release' ? 'review' : advice",
          replace: "return 'review'",
          effect: 'a person is called for every pending order',
        },
        {
          find: "facts.advice === 'review' || reader",
          replace: 'reader',
          effect: 'a failed payout is sent again',
        },
        {
          find: "facts.sandbox === true && context.environment === 'production'",
          replace: "facts.sandbox === true && context.environment === 'sandbox'",
          effect: 'goods leave for a test payment',
        },
        {
          find: 'facts.amount === null || toHundredths(facts.amount) === 0n',
          replace: 'facts.amount === null',
          effect: 'goods leave for a payment of nothing',
        },
        {
          find: "facts.kind !== 'payment' || facts.status !== 'success'",
          replace: "facts.kind !== 'payout' || facts.status !== 'success'",
          effect: 'goods leave for a payment without an amount',
        },
        {
          find: '!isSameMoney(actual, expected)',
          replace: 'actual.value !== expected.value',
          effect: 'dollars pass for rupiah',
        },
        {
          find: 'expect.kind === undefined || expect.kind === facts.kind',
          replace: "expect.kind === undefined || facts.kind !== 'unknown'",
          effect: 'another kind than expected is acted on',
        },
        {
          find: '    if (actual === null) {',
          replace: '    if (actual === null && field === null) {',
          effect: 'an amount that cannot be compared throws or passes',
        },
        {
          find: 'attempts: 1 },\n    raw',
          replace: 'attempts: 0 },\n    raw',
          effect: 'an answer seems to have come by itself',
        },
      ],
    },
    {
      path: 'packages/core/src/status.ts',
      tests: ['src/status.test.ts', 'src/answer.test.ts', 'src/merge.test.ts'],
      mutations: [
        {
          find: "partial: { final: true, advice: 'review'",
          replace: "partial: { final: true, advice: 'fulfil'",
          effect: 'half an order counts as a whole one',
        },
        {
          find: "refunded: { final: true, advice: 'review'",
          replace: "refunded: { final: true, advice: 'release'",
          effect: 'an undone payment is closed as if it never was',
        },
        {
          find: 'failed: { final: true',
          replace: 'failed: { final: false',
          effect: 'a failure is asked for for ever',
        },
        {
          find: 'unknown: { final: false',
          replace: 'unknown: { final: true',
          effect: 'nobody asks again what became of an unknown one',
        },
        {
          find: "processing: { final: false, advice: 'wait'",
          replace: "processing: { final: false, advice: 'release'",
          effect: 'an order under way is bought again',
        },
      ],
    },
    {
      path: 'packages/core/src/status-words.ts',
      tests: ['src/status-words.test.ts'],
      mutations: [
        {
          find: 'const trimmed = word.trim()',
          replace: 'const trimmed = word',
          effect: 'a word with a space behind it is unknown',
        },
        {
          find: 'trimmed.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())',
          replace: 'trimmed.toLowerCase()',
          effect: 'the Kelvin sign is read as a k',
        },
        {
          find: '(row.kind === undefined || row.kind === context.kind) &&',
          replace: '',
          effect: 'the kind of a transaction does not count',
        },
        {
          find: '(row.scope === undefined || row.scope === context.scope)',
          replace: 'row !== undefined',
          effect: 'a word of one place is read in another',
        },
        {
          find: 'entries.set(key, [...(entries.get(key) ?? []), row])',
          replace: 'entries.set(key, [row])',
          effect: 'of a word with two meanings only the last is known',
        },
      ],
    },
    {
      path: 'packages/core/src/field-reader.ts',
      tests: ['src/field-reader.test.ts'],
      mutations: [
        {
          find: "return status ?? 'unknown'",
          replace: "return status ?? 'success'",
          effect: 'a word that nobody documents is a success',
        },
        {
          find: "if (status === undefined) warn('STATUS_UNDOCUMENTED', field, 'nobody documents this status word')\n",
          replace: '',
          effect: 'nobody hears of a new word',
        },
        {
          find: "word === undefined || word.trim() === ''",
          replace: 'word === undefined',
          effect: 'a blank state is told as a new word',
        },
        {
          find: 'if (parsed === null) complain()',
          replace: 'if (parsed === undefined) complain()',
          effect: 'a field that cannot be read leaves no warning',
        },
        {
          find: 'quantity >= 0 ?',
          replace: 'quantity > 0 ?',
          effect: 'nothing left to deliver cannot be told',
        },
        {
          find: 'parseMoney(amount, currency)',
          replace: 'parseMoney(amount)',
          effect: 'dollars are told as rupiah',
        },
      ],
    },
    {
      path: 'packages/core/src/money.ts',
      tests: ['src/money.test.ts'],
      mutations: [
        {
          find: '/^\\d{1,15}(\\.\\d{1,2})?$/',
          replace: '/^\\d{1,15}(\\.\\d{1,3})?$/',
          effect: '"104.000" is 104 rupiah',
        },
        {
          find: '/^\\d{1,15}(\\.\\d{1,2})?$/',
          replace: '/^-?\\d{1,15}(\\.\\d{1,2})?$/',
          effect: 'a negative amount is an amount',
        },
        {
          find: '/^\\d{1,15}(\\.\\d{1,2})?$/',
          replace: '/^\\d{1,15}(\\.\\d{1,2})?/',
          effect: '"104,000" is 104 rupiah',
        },
        {
          find: "fraction.padEnd(2, '0')",
          replace: "fraction.padStart(2, '0')",
          effect: 'five tenths are told as five hundredths',
        },
        {
          find: 'BigInt(value.slice(0, -3) + value.slice(-2))',
          replace: 'BigInt(value.slice(0, -3))',
          effect: 'hundredths do not count',
        },
        { find: 'left.currency === right.currency && ', replace: '', effect: 'dollars pass for rupiah' },
        { find: ".replace(/^0+(?=\\d)/, '')", replace: '', effect: 'one amount has two spellings' },
      ],
    },
    {
      path: 'packages/core/src/timestamp.ts',
      tests: ['src/timestamp.test.ts'],
      mutations: [
        { find: ' || !isCalendarDay(text)', replace: '', effect: '30 February is a day of March' },
        {
          find: '(?:Z|[+-]\\d{2}:[0-5]\\d)$',
          replace: '(?:Z|[+-]\\d{2}:[0-5]\\d)?$',
          effect: 'a time without a zone is taken for UTC',
        },
        {
          find: 'readNumber(text, 14) - offsetMinutes',
          replace: 'readNumber(text, 14) + offsetMinutes',
          effect: 'a time in Jakarta is fourteen hours off',
        },
        {
          find: '? -minutes : minutes',
          replace: '? minutes : minutes',
          effect: 'a time west of Greenwich is hours off',
        },
        {
          find: 'minutes >= 0 && minutes < minutesOfDay',
          replace: 'minutes < minutesOfDay',
          effect: 'a time before seven in Jakarta has a broken hour',
        },
        {
          find: 'Math.abs(offsetMinutes) > maxOffsetMinutes',
          replace: 'offsetMinutes > maxOffsetMinutes',
          effect: 'an offset that no place has is read',
        },
        {
          find: ".padEnd(3, '0')",
          replace: ".padStart(3, '0')",
          effect: 'half a second is told as five milliseconds',
        },
        {
          find: 'year % 100 !== 0 || year % 400 === 0',
          replace: 'year % 100 !== 0',
          effect: '29 February 2000 is no day',
        },
        {
          find: 'day === 29 && year % 4 === 0 && (',
          replace: 'day === 29 && year % 4 === 0 || (',
          effect: '29 February 2100 is a day',
        },
      ],
    },
    {
      path: 'packages/core/src/query.ts',
      tests: ['src/query.test.ts'],
      mutations: [
        {
          find: 'if (fields[field] === undefined || known.includes(field)) continue',
          replace: 'if (known.length > 0) continue',
          effect: 'a misspelt field is ignored, and another order is asked for',
        },
        {
          find: '[...value].length > maxLength',
          replace: 'value.length > 0',
          effect: 'a reference with emoji is refused too early',
        },
        {
          find: "reference === '.' || reference === '..'",
          replace: "reference === '.'",
          effect: 'the reference .. asks another address',
        },
        {
          find: '!value.isWellFormed()',
          replace: 'value.length < 0',
          effect: 'half a character is sent as another one',
        },
        {
          find: '/\\p{Cc}/u',
          replace: '/\\n/u',
          effect: 'a reference with a carriage return or NUL is sent',
        },
        {
          find: 'kind !== undefined || rules.kindRequired',
          replace: 'kind !== undefined',
          effect: 'a query without its kind is sent',
        },
        {
          find: 'kinds.find((known) => known === value)',
          replace: 'kinds[0]',
          effect: 'whatever kind is asked, the first one is sent',
        },
        {
          find: 'fields: Record<string, unknown> = { ...query }',
          replace: 'fields: Record<string, unknown> = query as Record<string, unknown>',
          effect: 'a field of the prototype is asked for',
        },
      ],
    },
    {
      path: 'packages/core/src/lines.ts',
      tests: ['src/lines.test.ts'],
      mutations: [
        {
          find: "  if (all.includes('unknown')) return 'unknown'\n",
          replace: '',
          effect: 'an order with an item that nobody knows is partial',
        },
        {
          find: " || all.includes('processing')",
          replace: '',
          effect: 'an order with an item under way is partial',
        },
        {
          find: "  if (first === undefined) return 'unknown'\n",
          replace: "  if (first === undefined) return 'success'\n",
          effect: 'an order without items is delivered',
        },
        {
          find: 'others.every((status) => status === first)',
          replace: 'others.some((status) => status === first)',
          effect: 'an order with one failed item is delivered',
        },
        { find: "? first : 'partial'", replace: "? first : 'success'", effect: 'half an order is delivered' },
      ],
    },
    {
      path: 'packages/core/src/media-type.ts',
      tests: ['src/media-type.test.ts', 'src/response.test.ts'],
      mutations: [
        {
          find: '/^\\s*([\\w.+-]{1,80}(?:\\/[\\w.+-]{1,80})?)/',
          replace: '/^(.*)$/',
          effect: 'an error shows whatever stands in a header',
        },
      ],
    },
  ],
}

const dispatcherTests = [
  'src/undici.test.ts',
  'src/undici-versions.test.ts',
  'src/transport/default-transport.test.ts',
]
const transportTests = ['src/transport/any-transport.test.ts', 'src/transport/exchange.test.ts']

export const coreAsking: Area = {
  name: 'core: asking and asking again',
  minimum: 20,
  files: [
    {
      path: 'packages/core/src/call/retry.ts',
      tests: ['src/call/attempts.test.ts', 'src/call/runner.test.ts'],
      mutations: [
        { find: '2 ** (tries - 1)', replace: '2 * (tries - 1)', effect: 'the second try comes at once' },
        {
          find: 'Math.min(plan.maxDelayMs, plan',
          replace: 'Math.max(plan.maxDelayMs, plan',
          effect: 'every pause is the longest',
        },
        {
          find: 'retry === false ? { maxAttempts: 1 }',
          replace: 'retry === false ? { maxAttempts: 3 }',
          effect: 'retry: false tries again',
        },
        {
          find: 'Math.min(error.retryAfterMs ?? 0, maxRetryAfterMs)',
          replace: '0',
          effect: 'the delay that the provider demands is not obeyed',
        },
        {
          find: ', maxRetryAfterMs))',
          replace: ', plan.maxDelayMs))',
          effect: 'of the delay that the provider demands only a part is waited',
        },
        {
          find: 'maxAttempts: 3,',
          replace: 'maxAttempts: 4,',
          effect: 'there is one try more than documented',
        },
      ],
    },
    {
      path: 'packages/core/src/jitter.ts',
      tests: ['src/call/attempts.test.ts', 'src/waiting/schedule.test.ts'],
      mutations: [
        {
          find: '(delayMs * (1 + share)) / 2',
          replace: 'delayMs * share',
          effect: 'a pause may be none at all',
        },
        {
          find: '!(share >= 0 && share <= 1)',
          replace: 'share < 0',
          effect: 'a wrong source of chance makes pauses of years',
        },
      ],
    },
    {
      path: 'packages/core/src/call/deadline.ts',
      tests: ['src/call/options.test.ts', 'src/call/runner.test.ts', 'src/call/attempts.test.ts'],
      mutations: [
        {
          find: '    if (callerSignal?.aborted) throw abortedError()\n',
          replace: '',
          effect: 'a call that was ended before it began is sent',
        },
        {
          find: "if (leftMs <= 0) throw timeoutError('deadlineMs', deadlineMs)\n",
          replace: '',
          effect: 'a call is sent after its deadline',
        },
        {
          find: "limitMs <= leftMs ? timeoutError('timeoutMs', limitMs) : timeoutError('deadlineMs', deadlineMs)",
          replace: "timeoutError('timeoutMs', limitMs)",
          effect: 'the wrong option is named',
        },
        { find: 'Math.min(limitMs, leftMs)', replace: 'limitMs', effect: 'a call outlives its deadline' },
        {
          find: '        clearTimeout(timer)\n',
          replace: '',
          effect: 'every call leaves a timer that keeps the process alive',
        },
        {
          find: '        for (const reject of waiting) reject(reason)\n',
          replace: '',
          effect: 'a transport that ignores its signal hangs',
        },
        {
          find: 'if (controller.signal.aborted) reject(controller.signal.reason)\n',
          replace: '',
          effect: 'what begins after the end of an attempt hangs',
        },
        {
          find: 'end: () => leave?.()',
          replace: 'end: () => undefined',
          effect: 'every call leaves a listener at the caller’s signal',
        },
        {
          find: 'abortCurrent?.(abortedError())',
          replace: "abortCurrent?.(timeoutError('deadlineMs', deadlineMs))",
          effect: 'the end by the caller is told as a timeout',
        },
      ],
    },
    {
      path: 'packages/core/src/call/attempts.ts',
      tests: ['src/call/attempts.test.ts', 'src/call/runner.test.ts'],
      mutations: [
        {
          find: " || error.code === 'ABORTED'",
          replace: '',
          effect: 'a call that the caller ended goes on',
          equivalent:
            'ABORTED is never retryable and never has a remedy, so pauseBeforeRetry throws the same error.',
        },
        {
          find: '      if (!context.setup.repeatable) throw error\n',
          replace: '',
          effect: 'a call that buys is sent twice',
        },
        {
          find: '!tried.includes(remedy.name)',
          replace: 'tried.length < 100',
          effect: 'a refused token is renewed without end',
        },
        {
          find: 'context.sending.answered ? ',
          replace: 'context.sending.attempts > 0 ? ',
          effect: 'a refusal of the token is cured with another token',
        },
        { find: '!error.retryable || ', replace: '', effect: 'a wrong key is tried three times' },
        {
          find: ' || byOurLimiter || ',
          replace: ' || ',
          effect: 'a call waits for the limiter longer than it may',
        },
        {
          find: 'tries >= retry.maxAttempts',
          replace: 'tries > retry.maxAttempts',
          effect: 'there is one try more than said',
        },
        {
          find: '  if (delayMs >= deadline.remainingMs()) throw error\n',
          replace: '',
          effect: 'a pause that cannot end in time is waited for, and the cause is lost',
        },
        { find: '  apply?.()\n', replace: '', effect: 'the refused token is used again' },
        { find: '        tries += 1\n', replace: '', effect: 'a call is tried until its deadline' },
      ],
    },
    {
      path: 'packages/core/src/call/attempt.ts',
      tests: ['src/call/limiter.test.ts', 'src/call/attempts.test.ts', 'src/call/runner.test.ts'],
      mutations: [
        { find: '    permit?.release()\n', replace: '', effect: 'slots are never given back' },
        {
          find: '    if (signal.aborted) waiting?.then((permit) => permit.release()).catch(() => undefined)\n',
          replace: '',
          effect: 'a permit that comes too late is held by nobody',
        },
        {
          find: '    obeyRefusal(error, context)\n',
          replace: '',
          effect: 'a 429 does not slow the limiter down',
        },
        {
          find: '    obeyRateLimit(response, context)\n',
          replace: '',
          effect: 'the provider’s headers are not obeyed',
        },
        { find: '    sending.attempts += 1\n', replace: '', effect: 'attempts are not counted' },
        {
          find: '  sending.answered = false\n',
          replace: '',
          effect: 'a timeout after a refusal is cured with a new token',
        },
        {
          find: 'Math.min(maxWaitMs, Math.max(0, Math.floor(deadline.remainingMs())))',
          replace: 'maxWaitMs',
          effect: 'a call waits for the limiter beyond its deadline',
        },
        {
          find: "error.limitedBy !== 'provider'",
          replace: 'error.limitedBy === null',
          effect: 'our own limiter slows itself down',
          equivalent:
            'What our own limiter refuses is thrown before this part of an attempt begins, so only the provider is ever named here.',
        },
      ],
    },
    {
      path: 'packages/core/src/call/runner.ts',
      tests: [
        'src/call/options.test.ts',
        'src/call/runner.test.ts',
        'src/call/preparation.test.ts',
        'src/observing.test.ts',
        'src/configuration.test.ts',
      ],
      mutations: [
        {
          find: 'withAttempts(transaction, sending.attempts)',
          replace: 'withAttempts(transaction, 1)',
          effect: 'an answer of the third try seems to be of the first',
        },
        {
          find: '        throw cleanError(error, sending)\n',
          replace: '        throw error\n',
          effect: 'an error shows a credential',
        },
        {
          find: 'callOptions.deadlineMs ?? clientDeadlineMs',
          replace: 'clientDeadlineMs',
          effect: 'the deadline of one call is not obeyed',
        },
        {
          find: 'callOptions.timeoutMs ?? clientTimeoutMs',
          replace: 'clientTimeoutMs',
          effect: 'the time of one call is not obeyed',
        },
        {
          find: 'callOptions.maxWaitMs ?? clientMaxWaitMs',
          replace: 'clientMaxWaitMs',
          effect: 'the longest wait of one call is not obeyed',
        },
        {
          find: 'query: copyOf(query)',
          replace: 'query',
          effect: 'a query that the caller changes meanwhile is compared with the answer',
        },
        {
          find: '        deadline.throwIfAborted()\n',
          replace: '',
          effect: 'a call that was ended before it began waits for the limiter',
          equivalent:
            'Each part of a call asks the same question again before it waits or sends; only a malformed query would be named first.',
        },
        {
          find: 'options.maxBodyBytes ?? defaultMaxBodyBytes',
          replace: 'defaultMaxBodyBytes',
          effect: 'the size cap cannot be set',
        },
        {
          find: '        inquiry.check(call.query)\n',
          replace: '',
          effect: 'a malformed query waits for the limiter and a token first',
        },
      ],
    },
    {
      path: 'packages/core/src/transport/exchange.ts',
      tests: transportTests,
      mutations: [
        {
          find: "    if (hasNoBody(status)) return { status, headers, body: '' }\n",
          replace: '',
          effect: 'the body of a redirect is read as an answer',
        },
        {
          find: ' && body.length <= maxBodyBytes',
          replace: '',
          effect: 'a transport without a cap fills the memory',
        },
        {
          find: 'bodyTooLarge !== true && ',
          replace: '',
          effect: 'a body that was cut is read as a whole one',
        },
        {
          find: "    if (speaksWithoutBody(status)) return { status, headers, body: '' }\n",
          replace: '',
          effect: 'a server in trouble with a large page is not asked again',
        },
        {
          find: '    if (signal.aborted) throw signal.reason\n',
          replace: '',
          effect: 'a timeout is told as a network fault',
        },
        {
          find: 'within(transport(request, options))',
          replace: 'transport(request, options)',
          effect: 'a transport that ignores its signal hangs',
        },
      ],
    },
    {
      path: 'packages/core/src/transport/default-transport.ts',
      tests: ['src/transport/default-transport.test.ts'],
      mutations: [
        {
          find: 'isOfNode(globalThis.fetch) ? readGlobalDispatcher() : undefined',
          replace: 'readGlobalDispatcher()',
          effect: 'what replaces fetch, such as a mock, is passed by',
        },
        {
          find: 'isOfNode(globalThis.fetch) ? readGlobalDispatcher() : undefined',
          replace: 'isOfNode(globalThis.fetch) && false ? readGlobalDispatcher() : undefined',
          effect: 'every call takes the time of fetch',
        },
        {
          find: 'if (candidate !== asked) {',
          replace: 'if (asked === undefined) {',
          effect: 'a fetch that was replaced later is passed by',
        },
        {
          find: "'undici.globalDispatcher.1'",
          replace: "'undici.globalDispatcher.0'",
          effect: 'a proxy for all requests of the process is passed by',
        },
      ],
    },
    {
      path: 'packages/core/src/transport/dispatcher-transport.ts',
      tests: dispatcherTests,
      mutations: [
        {
          find: "  signal.addEventListener('abort', abort, { once: true })\n",
          replace: '',
          effect: 'a connection outlives its deadline',
        },
        {
          find: '    if (signal.aborted) giveUp()\n',
          replace: '',
          effect: 'what waits in a queue is sent after its deadline',
        },
        {
          find: '    options.signal.throwIfAborted()\n',
          replace: '',
          effect: 'what was aborted before is sent',
        },
        {
          find: '    reject(signal.reason)\n',
          replace: '',
          effect: 'a call that waits in a queue outlives its deadline',
        },
        {
          find: 'if (hasNoBody(status)) {',
          replace: 'if (status < 0) {',
          effect: 'the body of a redirect is read as an answer',
        },
        {
          find: "      take('')\n      giveUp()\n",
          replace: "      take('')\n",
          effect: 'a redirect without an end keeps its connection',
        },
        {
          find: '    take(null)\n    giveUp()\n',
          replace: '    take(null)\n',
          effect: 'a body over the cap keeps its connection',
        },
        {
          find: '    if (status < 200) return\n',
          replace: '',
          effect: 'an interim answer is taken for the answer',
        },
        {
          find: '    onHead(head)\n',
          replace: '',
          effect: 'the head of an answer that breaks off is lost',
        },
        {
          find: 'onError: fail,',
          replace: 'onError: leave,',
          effect: 'a call whose connection breaks never ends on Node 20 and 22',
        },
        {
          find: 'onResponseError: (_controller, error) => fail(error),',
          replace: 'onResponseError: leave,',
          effect: 'a call whose connection breaks never ends',
        },
        {
          find: "          'accept-encoding': 'identity',\n",
          replace: '',
          effect: 'answers come packed for no reason',
        },
        {
          find: "          'cache-control': 'no-store',\n",
          replace: '',
          effect: 'an old answer comes out of a cache',
        },
        {
          find: "          'user-agent': 'node',\n",
          replace: '',
          effect: 'gateways refuse a request without a sender',
        },
        {
          find: 'maxRedirections: 0,',
          replace: 'maxRedirections: 3 as 0,',
          effect: 'credentials are sent to another server',
        },
        {
          find: 'known === undefined ? values : [...known, ...values]',
          replace: 'values',
          effect: 'of two headers with one name only one is seen on Node 20 and 22',
        },
        {
          find: 'name.toLowerCase()',
          replace: 'name',
          effect: 'headers in capitals are lost on Node 20 and 22',
        },
        {
          find: "    else reject(new Error('no head'))\n",
          replace: "    else take('')\n",
          effect: 'an answer without a head is one',
        },
      ],
    },
    {
      path: 'packages/core/src/transport/body-collector.ts',
      tests: dispatcherTests,
      mutations: [
        {
          find: 'readText(readable, maxBodyBytes, signal)',
          replace: 'readText(readable, 2 ** 40, signal)',
          effect: 'a packed body has no cap',
        },
        {
          find: 'return bytes <= maxBodyBytes * 1.01 + 1_000',
          replace: 'return bytes > 0',
          effect: 'a packed body without an end is read for as long as it comes',
        },
        {
          find: 'return bytes <= maxBodyBytes * 1.01 + 1_000',
          replace: 'return bytes <= maxBodyBytes',
          effect: 'a body that fits but does not pack well is refused',
        },
        {
          find: '\\s*$/i',
          replace: '\\s*$/',
          effect: 'a packed body is taken for text where its header is in capitals',
        },
      ],
    },
    {
      path: 'packages/core/src/transport/transport.ts',
      tests: [...transportTests, ...dispatcherTests],
      mutations: [
        {
          find: 'status === 204 || status === 205 || ',
          replace: '',
          effect: 'what follows an answer without a body is read as its body',
        },
        {
          find: '(status >= 300 && status < 400)',
          replace: 'status === 302',
          effect: 'the body of a redirect is read as an answer',
        },
      ],
    },
    {
      path: 'packages/core/src/transport/text-collector.ts',
      tests: transportTests,
      mutations: [
        {
          find: 'if (bytes > maxBytes) return false',
          replace: 'if (piece.byteLength > maxBytes) return false',
          effect: 'a body in small pieces has no cap',
        },
        {
          find: 'text += decoder.decode(piece, { stream: true })',
          replace: 'text += decoder.decode(piece)',
          effect: 'a letter that two pieces share is lost',
        },
      ],
    },
    {
      path: 'packages/core/src/transport/fetch-transport.ts',
      tests: transportTests,
      mutations: [
        {
          find: "redirect: 'manual'",
          replace: "redirect: 'follow'",
          effect: 'credentials are sent to another server',
        },
      ],
    },
    {
      path: 'packages/core/src/transport/read-text.ts',
      tests: transportTests,
      mutations: [
        {
          find: '    giveUp()\n    throw error\n',
          replace: '    throw error\n',
          effect: 'a connection stays open after an error',
          equivalent:
            'A read that rejects has ended its stream, and one that the signal ends was given up by the listener; cancelling it once more does nothing.',
        },
      ],
    },
    {
      path: 'packages/core/src/configuration.ts',
      tests: ['src/configuration.test.ts', 'src/call/runner.test.ts'],
      mutations: [
        {
          find: "if (value === undefined) return 'production'",
          replace: "if (value === undefined) return 'sandbox'",
          effect: 'a client asks the sandbox unless told',
        },
        {
          find: 'if (value !== value.trim()) throw',
          replace: "if (value === ' ') throw",
          effect: 'a key copied with a line feed is sent',
        },
        {
          find: '/^[\\x21-\\x7e]+$/',
          replace: '/^[^\\n]+$/',
          effect: 'a key with a space or an accent is sent',
        },
        {
          find: "url.username !== '' || url.password !== '' || ",
          replace: '',
          effect: 'a password in the address is sent along or shown',
        },
        {
          find: 'if (leadingParts(ownPath, documentedHost).some((part) => path.endsWith(part)))',
          replace: 'if (path.length < 0)',
          effect: 'the provider’s path is sent twice',
        },
        {
          find: "url.pathname.replace(/\\/+$/, '')",
          replace: 'url.pathname',
          effect: 'a base that ends in a slash makes two of them',
        },
        {
          find: 'return url.origin + path',
          replace: 'return url.origin',
          effect: 'the prefix of a proxy is lost',
        },
        {
          find: 'if (value === undefined || names.includes(name)) continue',
          replace: 'if (names.length > 0) continue',
          effect: 'a misspelt option is ignored',
        },
        {
          find: 'if (baseDelayMs > maxDelayMs)',
          replace: 'if (baseDelayMs < 0)',
          effect: 'a first delay above the longest one is ignored',
        },
        {
          find: 'Object.keys(expect).some((field) => !expectationFields.includes(field))',
          replace: 'Object.keys(expect).length > 100',
          effect: 'a misspelt expectation is compared with nothing',
        },
      ],
    },
  ],
}

export const coreLimits: Area = {
  name: 'core: rate limits',
  minimum: 10,
  files: [
    {
      path: 'packages/core/src/rate-limit/line.ts',
      tests: ['src/rate-limit/local-limiter.test.ts', 'src/rate-limit/shared-limiter.test.ts'],
      mutations: [
        {
          find: 'restMs = wanted.windowMs + marginMs',
          replace: 'restMs = wanted.windowMs',
          effect: 'a provider whose clock runs faster blocks the merchant',
        },
        {
          find: '        const restsUntil = restFrom(restMs)\n',
          replace: '        const restsUntil = restFrom(0)\n',
          effect: 'slots do not rest, and the limit is none',
        },
        {
          find: 'performance.now() + request.holdMs + restMs',
          replace: 'performance.now() + restMs',
          effect: 'a slow call and a fast one arrive within one window',
        },
        {
          find: '        if (released) return\n',
          replace: '',
          effect: 'a permit given back twice frees a slot of another call, or makes it rest for longer',
        },
        {
          find: 'slot.holder === permit ? restsUntil : Math.max(slot.dueAt, restsUntil)',
          replace: 'restsUntil',
          effect: 'a late call frees the slot of another one',
        },
        {
          find: 'length: wanted.calls }',
          replace: 'length: wanted.calls + 1 }',
          effect: 'one call more than allowed goes out',
        },
        {
          find: 'Math.max(pausedUntil, performance.now() + Math.min(delayMs, maxPauseMs))',
          replace: 'performance.now() + Math.min(delayMs, maxPauseMs)',
          effect: 'a short pause ends a long one',
        },
        {
          find: 'Math.min(delayMs, maxPauseMs))',
          replace: 'delayMs)',
          effect: 'a wrong header stops all calls for years',
        },
        {
          find: 'const waiter = slot === null ? undefined : waiters.shift()',
          replace: 'const waiter = slot === null ? undefined : waiters.pop()',
          effect: 'whoever came last goes first',
        },
        {
          find: 'if (waiters.length === 0) return\n    const slotAt',
          replace: 'const slotAt',
          effect: 'a timer keeps the process alive',
        },
        {
          find: '          waiters = waiters.filter((other) => other !== waiter)\n',
          replace: '',
          effect: 'a call that was ended keeps its place in the line',
        },
        {
          find: 'now + delayMs > waiter.latestAt',
          replace: 'now > waiter.latestAt',
          effect: 'a call that cannot be served in time waits instead of failing at once',
        },
        {
          find: 'if (limit !== null || wanted === null) return',
          replace: 'if (wanted === null) return',
          effect: 'every call makes the slots anew, and the limit is none',
        },
      ],
    },
    {
      path: 'packages/core/src/rate-limit/bounded-limiter.ts',
      tests: ['src/rate-limit/local-limiter.test.ts', 'src/rate-limit/process-limiter.test.ts'],
      mutations: [
        { find: '        waiting -= 1\n', replace: '', effect: 'after many calls every call is refused' },
        {
          find: 'if (line.isIdle()) lines.delete(key)',
          replace: 'lines.delete(key)',
          effect: 'the limiter forgets calls of the last minute',
        },
        {
          find: '    if (lines.size >= maxKeys) return null\n',
          replace: '',
          effect: 'memory grows with every credential',
        },
      ],
    },
    {
      path: 'packages/core/src/rate-limit/shared/shared-line.ts',
      tests: ['src/rate-limit/shared-limiter.test.ts'],
      mutations: [
        {
          find: '2 * timeoutMs + request.holdMs + restMs',
          replace: 'restMs',
          effect: 'a process that dies under way frees its slot too early',
        },
        {
          find: '    if (forgotten) {',
          replace: '    if (forgotten && slotKey === null) {',
          effect: 'a store that lost its memory lets the limit pass twice',
        },
        {
          find: 'Math.ceil(durationMs / 1_000)',
          replace: 'Math.floor(durationMs / 1_000)',
          effect: 'a slot ends up to a second too early',
        },
        {
          find: 'if (known === null || known.leftMs < delayMs) ',
          replace: '',
          effect: 'a short pause of one process ends the long one of all',
        },
        {
          find: "      giveBack()\n      return { outcome: 'paused', delayMs: paused.leftMs }",
          replace: "      return { outcome: 'paused', delayMs: paused.leftMs }",
          effect: 'each look during a pause takes a slot away',
        },
      ],
    },
    {
      path: 'packages/core/src/rate-limit/shared/store.ts',
      tests: ['src/rate-limit/shared-limiter.test.ts'],
      mutations: [
        {
          find: 'if (failure !== null) throw storeFailed(failure.reason)',
          replace: 'if (failure !== null) failure = null',
          effect: 'calls are kept for a store that is away and all carried out when it is back',
        },
        {
          find: 'throw failure === null ? error : storeFailed(error)',
          replace: 'throw error',
          effect: 'an error of the store is not ours',
        },
        {
          find: 'error.msBeforeNext < 0 ? 1_000 : error.msBeforeNext',
          replace: '0',
          effect: 'a slot that is taken is asked for without end',
        },
        {
          find: 'withinTime(operation, timeoutMs)',
          replace: 'operation',
          effect: 'a store that does not answer hangs every call',
        },
      ],
    },
  ],
}

export const coreSecrets: Area = {
  name: 'core: secrets',
  minimum: 10,
  files: [
    {
      path: 'packages/core/src/secrets.ts',
      tests: ['src/secrets.test.ts'],
      mutations: [
        { find: "'gi'), mask", replace: "'g'), mask", effect: 'a secret echoed in capitals is shown' },
        { find: "'gi'), mask", replace: "'i'), mask", effect: 'the second echo of a secret is shown' },
        {
          find: '    encodeURIComponent(secret),\n',
          replace: '',
          effect: 'a secret echoed in an address is shown',
        },
        {
          find: "    json.replaceAll('/', '\\\\/'),\n",
          replace: '',
          effect: 'a secret with a slash, echoed by PHP, is shown',
        },
        {
          find: "    json.replace(/[<>&=']/g, toUnicodeEscape),\n",
          replace: '',
          effect: 'a secret with a sign, echoed by .NET, is shown',
        },
        {
          find: '    ...listByteForms(new TextEncoder().encode(secret)),\n',
          replace: '',
          effect: 'a secret echoed as base64 or hex is shown',
        },
        {
          find: 'return [0, 1, 2]',
          replace: 'return [0]',
          effect: 'a secret inside a longer base64 is shown',
        },
        {
          find: '  if (hidden.length === 0) return text\n',
          replace: '  if (hidden.length >= 0) return text\n',
          effect: 'a secret with signs in between is shown',
        },
        {
          find: 'text.endsWith(cutMark) || findPieces(text, secrets).length > 0',
          replace: 'findPieces(text, secrets).length > 0',
          effect: 'the beginning of a secret at a cut is shown where it is short',
        },
        {
          find: 'secret.forms() : secret.shortForms()',
          replace: 'secret.forms() : []',
          effect: 'a short secret is shown',
        },
        {
          find: 'forms().filter((form) => listPieces(form).length === 0)',
          replace: 'forms().filter((form) => form.length < pieceLength)',
          effect: 'a long secret of few letters is shown',
        },
        {
          find: 'index < place + 4',
          replace: 'index < place + 14',
          effect: 'a piece of a secret is shown that is followed by something else',
        },
        {
          find: '[reverse(text), ...forms()]',
          replace: '[...forms()]',
          effect: 'a secret echoed backwards is shown',
        },
        {
          find: 'line.length > maxTextLength ? line.slice(0, maxTextLength) + cutMark : line',
          replace: 'line',
          effect: 'an error holds a whole page',
        },
        {
          find: '  if (!text.endsWith(cutMark)) return text\n',
          replace: '  if (text.length > 0) return text\n',
          effect: 'the beginning of a secret is shown where a text was cut',
        },
        {
          find: 'sort((left, right) => right.length - left.length)',
          replace: 'sort((left, right) => left.length - right.length)',
          effect: 'of a secret that holds another one a part is shown',
        },
        {
          find: "text.replace(/[.*+?^${}()|[\\]\\\\/-]/g, '\\\\$&')",
          replace: 'text',
          effect: 'a secret with a sign of patterns is shown, or an error throws another',
        },
        {
          find: '/[\\p{Cc}\\u2028\\u2029]+/gu',
          replace: '/\\n+/gu',
          effect: 'an error writes lines into a log of its own making',
        },
      ],
    },
    {
      path: 'packages/core/src/redact.ts',
      tests: ['src/redact.test.ts'],
      mutations: [
        {
          find: 'license: line.license === null ? null : mask',
          replace: 'license: line.license',
          effect: 'a log shows a license',
        },
        {
          find: 'target: line.target === null ? null : mask',
          replace: 'target: line.target',
          effect: 'a log shows a phone number',
        },
        {
          find: 'const { raw: _raw, ...rest } = transaction',
          replace: 'const rest = transaction',
          effect: 'a log shows the whole body',
        },
        {
          find: 'serialNumber: clean(line.serialNumber)',
          replace: 'serialNumber: line.serialNumber',
          effect: 'a log shows a license that stands in a serial number',
        },
        {
          find: 'reason: clean(rest.reason), lines',
          replace: 'lines',
          effect: 'a log shows a link or a target that stands in the reason',
        },
        { find: '/https?:\\/\\/\\S+/gi', replace: '/https:\\/\\/\\S+/g', effect: 'a log shows a pay link' },
      ],
    },
    {
      path: 'packages/core/src/personal.ts',
      tests: ['src/personal.test.ts'],
      mutations: [
        { find: '.replace(mobileNumber, mask)', replace: '', effect: 'an error shows a phone number' },
        { find: '(?:\\+?62|0)', replace: '(?:0)', effect: 'an error shows a phone number with country code' },
        { find: '`$1/${mask}`', replace: '`$&`', effect: 'an error shows a pay link' },
      ],
    },
    {
      path: 'packages/core/src/call/clean-error.ts',
      tests: ['src/call/runner.test.ts', 'src/errors.test.ts'],
      mutations: [
        {
          find: 'message: maskSecrets(error.message, secrets)',
          replace: 'message: error.message',
          effect: 'the message of an error shows a credential',
        },
        {
          find: 'providerMessage: clean(error.providerMessage)',
          replace: 'providerMessage: error.providerMessage',
          effect: 'what the provider echoes shows a credential',
        },
        {
          find: 'providerCode: clean(error.providerCode)',
          replace: 'providerCode: error.providerCode',
          effect: 'a code that echoes a credential shows it',
        },
        {
          find: 'describeFailure(error.cause, secrets)',
          replace: 'error.cause',
          effect: 'the cause of an error shows a credential',
        },
        {
          find: 'failed (${nameFailure(error)})',
          replace: 'failed (${String(error)})',
          effect: 'what a function of the caller throws shows a credential',
        },
        {
          find: 'cutShort.has(error.code) ? (head?.status ?? null) : null',
          replace: 'null',
          effect: 'nobody sees that the head of an answer had come',
        },
      ],
    },
    {
      path: 'packages/core/src/call/limiter-key.ts',
      tests: ['src/call/limiter.test.ts'],
      mutations: [
        {
          find: '${digest.slice(0, 32)}',
          replace: '${credential}',
          effect: 'a shared store shows the credential',
        },
        {
          find: 'new URL(baseUrl).origin, credential]',
          replace: 'new URL(baseUrl).origin]',
          effect: 'two merchants share one limit',
        },
        {
          find: 'new URL(baseUrl).origin',
          replace: 'baseUrl',
          effect: 'two paths of one server have a limit each',
        },
      ],
    },
  ],
}

const waitTests = ['src/waiting/wait.test.ts', 'src/waiting/watch.test.ts', 'src/waiting/leftovers.test.ts']
const mergeTests = ['src/merge.test.ts', 'src/merge-laws.test.ts']

export const coreKnowing: Area = {
  name: 'core: waiting, many and merging',
  minimum: 20,
  files: [
    {
      path: 'packages/core/src/merge.ts',
      tests: mergeTests,
      mutations: [
        {
          find: '    Number(isFinal(left)) - Number(isFinal(right)),\n',
          replace: '',
          effect: 'a final state goes back to pending',
        },
        {
          find: '    compareText(readInstant(left), readInstant(right)),\n',
          replace: '',
          effect: 'an older answer overrules a newer one',
        },
        {
          find: "advice: contradiction ? 'review' : joinAdvice(held, other)",
          replace: 'advice: joinAdvice(held, other)',
          effect: 'goods leave although the provider contradicts itself',
        },
        {
          find: 'isContradictory(finalAnswers) || [known, observed].some(wasContradiction)',
          replace: 'isContradictory(finalAnswers)',
          effect: 'a contradiction is forgotten',
        },
        {
          find: 'merchantReference: held.merchantReference ?? other.merchantReference',
          replace: 'merchantReference: held.merchantReference',
          effect: 'a reference that was known is lost',
        },
        {
          find: "held.kind === 'unknown' ? other.kind : held.kind",
          replace: 'held.kind',
          effect: 'a kind that was known is lost',
        },
        {
          find: "  if (left.provider !== right.provider) return 'provider'\n",
          replace: '',
          effect: 'answers of two providers are one',
        },
        {
          find: ' && left[name] !== right[name],',
          replace: ' && left[name] === null,',
          effect: 'answers about two orders are one',
        },
        {
          find: "return named && !shared ? 'merchantReference' : null",
          replace: 'return null',
          effect: 'answers that share no reference are one',
        },
        {
          find: 'agreeing.every((answer) => answer.advice === advice)',
          replace: 'agreeing.some((answer) => answer.advice === advice)',
          effect: 'the doubt of one of two answers is lost',
        },
        {
          find: 'final: isFinal(held)',
          replace: 'final: held.final',
          effect: 'a stored flag overrules the table',
        },
        {
          find: '    statuses.indexOf(left.status) - statuses.indexOf(right.status),\n',
          replace: '',
          effect: 'of two answers of one instant the order of arrival decides',
        },
      ],
    },
    {
      path: 'packages/core/src/final-answers.ts',
      tests: mergeTests,
      mutations: [
        {
          find: "success: ['partial', 'refunded']",
          replace: "success: ['partial', 'refunded', 'failed']",
          effect: 'a success that becomes a failure is no contradiction',
        },
        {
          find: "success: ['partial', 'refunded']",
          replace: "success: ['partial']",
          effect: 'every refund is a contradiction',
        },
        {
          find: ' && left.lastObservedAt <= right.firstObservedAt',
          replace: '',
          effect: 'a refund that goes back to success is no contradiction',
        },
        {
          find: '.map((answer) => answer.lastObservedAt).reduce(laterOf)',
          replace: '.map((answer) => answer.lastObservedAt)[0] ?? first.lastObservedAt',
          effect: 'when a state was seen last depends on the order of arrival',
        },
      ],
    },
    {
      path: 'packages/core/src/waiting/schedule.ts',
      tests: ['src/waiting/schedule.test.ts'],
      mutations: [
        {
          find: 'Math.min(attempt, delays.length) - 1',
          replace: 'Math.min(attempt, delays.length - 1)',
          effect: 'the first pause is the second one',
        },
        {
          find: 'isWaiting(status) ? delayAt(complete[status], attempt, random) : null',
          replace: 'delayAt(complete[isWaiting(status) ? status : "unknown"], attempt, random)',
          effect: 'a final status is asked for for ever',
        },
        {
          find: "transaction === null ? 'pending' : transaction.status",
          replace: "transaction === null ? 'unknown' : transaction.status",
          effect: 'the first answer of a payment is waited for too long',
        },
        {
          find: 'Number(delay) >= (index === 0 ? 1 : Number(value[index - 1]))',
          replace: 'Number(delay) >= 0',
          effect: 'a schedule without pauses is taken',
        },
        {
          find: '!Number.isInteger(attempt) || attempt < 1',
          replace: 'attempt < 1',
          effect: 'a count that is no number makes a pause that is none',
        },
      ],
    },
    {
      path: 'packages/core/src/waiting/observe.ts',
      tests: waitTests,
      mutations: [
        {
          find: 'if (!isWorthAskingAgain(answer, patient, settings)) throw answer',
          replace: 'if (answer.code === null) throw answer',
          effect: 'a wrong key is asked with until the deadline',
        },
        {
          find: 'transaction === null && performance.now() - startedAt',
          replace: 'performance.now() - startedAt',
          effect: '"not found" after an answer is taken for too early',
        },
        {
          find: '  if (errorTable[error.code].retryable) return true\n',
          replace: '',
          effect: 'a network fault ends the waiting',
        },
        {
          find: "  if (contradiction) return 'nothing'\n",
          replace: '',
          effect: 'a contradiction is asked for until the deadline',
        },
        {
          find: "  if (isWaiting(status)) return 'final'\n",
          replace: '',
          effect: 'waiting ends while the order is pending',
        },
        {
          find: "status === 'expired' && phase === 'final' && ",
          replace: "status === 'expired' && ",
          effect: 'an expired order is looked at without end',
        },
        {
          find: 'Math.min(error?.retryAfterMs ?? 0, maxRetryAfterMs)',
          replace: '0',
          effect: 'the delay that the provider demands is not obeyed',
        },
        {
          find: 'attempts >= settings.maxAttempts',
          replace: 'attempts > settings.maxAttempts',
          effect: 'there is one call more than said',
        },
        {
          find: '  if (wantedMs < remainingMs) return wantedMs\n',
          replace: '  if (wantedMs < 0) return wantedMs\n',
          effect: 'every pause is the whole time that is left',
        },
        {
          find: '    clearTimeout(timer)\n',
          replace: '',
          effect: 'every call leaves a timer that keeps the process alive',
        },
        {
          find: "phase === 'second look' && error === null",
          replace: "phase === 'second look'",
          effect: 'an error at the second look waits for another whole one',
        },
      ],
    },
    {
      path: 'packages/core/src/waiting/wait.ts',
      tests: waitTests,
      mutations: [
        {
          find: 'settled && transaction !== null',
          replace: 'transaction !== null',
          effect: 'a pending order at the deadline is told as final',
        },
      ],
    },
    {
      path: 'packages/core/src/waiting/watch.ts',
      tests: waitTests,
      mutations: [
        {
          find: '[status, advice, contradiction,',
          replace: '[status, contradiction,',
          effect: 'a doubt that comes later is not told',
        },
        {
          find: '    if (news !== told) yield transaction\n',
          replace: '    yield transaction\n',
          effect: 'every answer is told as news',
        },
        {
          find: '  if (unanswered !== null) throw unanswered\n',
          replace: '',
          effect: 'a watch that lost its provider ends as if all were well',
        },
        { find: '    statuses,\n', replace: '', effect: 'an item that was delivered is not told' },
      ],
    },
    {
      path: 'packages/core/src/waiting/many.ts',
      tests: ['src/waiting/many.test.ts'],
      mutations: [
        {
          find: 'started - delivered < concurrency',
          replace: 'started < concurrency',
          effect: 'only the first few orders are asked for',
        },
        {
          find: 'started - delivered < concurrency',
          replace: 'inFlight.size < concurrency',
          effect: 'outcomes that nobody takes fill the memory',
        },
        {
          find: 'ordered ? finished.findIndex(({ index }) => index === delivered) : 0',
          replace: '0',
          effect: 'outcomes come out of order although order was asked for',
        },
        {
          find: 'for (const controller of inFlight) controller.abort()\n',
          replace: '',
          effect: 'a break leaves calls under way',
        },
        {
          find: 'if (isCekStatusError(error)) settle({ query, index, transaction: null, error })',
          replace:
            'if (isCekStatusError(error) && error.retryable) settle({ query, index, transaction: null, error })',
          effect: 'an error of one order ends all, or hangs',
        },
        { find: '    await input.close()\n', replace: '', effect: 'a break leaves a file or a cursor open' },
        {
          find: '  input.throwFailure()\n',
          replace: '',
          effect: 'a list that broke off is taken for a whole one',
        },
        {
          find: 'input.isOver() && started === delivered',
          replace: 'input.isOver()',
          effect: 'the last outcomes are lost',
        },
        {
          find: '      inFlight.splice(inFlight.indexOf(controller), 1)\n',
          replace: '',
          effect: 'memory grows with every order',
        },
      ],
    },
    {
      path: 'packages/core/src/waiting/stoppable.ts',
      tests: [...waitTests, 'src/waiting/many.test.ts', 'src/waiting/stoppable.test.ts'],
      mutations: [
        {
          find: 'unfollow ??= follow(callerSignal, controller)',
          replace: 'unfollow ??= () => undefined',
          effect: "the caller's signal ends nothing",
        },
        {
          find: 'if (item.done) unfollow()',
          replace: '',
          effect: "a listener stays on the caller's signal after the last item",
        },
        {
          find: '        unfollow()\n        if (stopped)',
          replace: '        if (stopped)',
          effect: "a listener stays on the caller's signal after an error",
        },
        {
          find: '      unfollow?.()\n',
          replace: '',
          effect: "a listener stays on the caller's signal after a break",
        },
        {
          find: '      controller.abort()\n',
          replace: '',
          effect: 'a break waits for the item that is awaited',
        },
        {
          find: 'if (stopped) return',
          replace: 'if (false) return',
          effect: 'a break while an item is awaited is thrown as an error',
        },
      ],
    },
    {
      path: 'packages/core/src/signals.ts',
      tests: ['src/signals.test.ts', 'src/waiting/many.test.ts', 'src/call/runner.test.ts'],
      mutations: [
        {
          find: '    listeners.splice(listeners.indexOf(listener), 1)\n',
          replace: '',
          effect: 'calls that have ended listen on',
        },
        {
          find: 'listeners.indexOf(listener), 1',
          replace: '0, 1',
          effect: 'a call that ends takes the ear of another',
        },
        {
          find: 'if (listeners.length === 0) leave()',
          replace: 'leave()',
          effect: 'the first call that ends makes the others deaf',
        },
        {
          find: 'if (listeners.length === 0) leave()',
          replace: '',
          effect: "a listener stays on the caller's signal",
        },
        {
          find: 'of [...listeners]) listener()',
          replace: 'of listeners) listener()',
          effect: 'of calls that end together every other one is not told',
        },
        {
          find: '    audiences.delete(signal)\n',
          replace: '',
          effect: 'who comes after everybody left is never told',
        },
      ],
    },
    {
      path: 'packages/core/src/waiting/ask.ts',
      tests: [...waitTests, 'src/waiting/many.test.ts'],
      mutations: [
        {
          find: 'untilAborted(client.getTransactionStatus({ ...query }, { ...options, signal }), signal)',
          replace: 'client.getTransactionStatus({ ...query }, { ...options, signal })',
          effect: 'a client that ignores its signal hangs',
        },
        {
          find: '{ ...query }, {',
          replace: 'query, {',
          effect: 'a query that the caller changes meanwhile is asked',
        },
        {
          find: '    if (isCekStatusError(error)) throw error\n',
          replace: '',
          effect: 'every error of a client is told as a wrong option',
        },
      ],
    },
  ],
}
