import type { Area } from '../mutation.ts'

const tests = ['src/order.test.ts', 'src/lines.test.ts', 'src/response.test.ts', 'src/traps.test.ts']
const lookup = 'createStatusLookup(statusTable)'
const type = 'ReturnType<typeof createStatusLookup>'

export const sekalipayStatus: Area = {
  name: 'status table and lines of Sekalipay',
  minimum: 10,
  files: [
    {
      path: 'packages/sekalipay/src/status.ts',
      tests: ['src/status.test.ts', 'src/response.test.ts'],
      mutations: [
        {
          find: "{ scope: 'order', providerStatus: 'pending', status: 'pending'",
          replace: "{ scope: 'order', providerStatus: 'pending', status: 'failed'",
          effect: 'an order that waits is bought again',
        },
        {
          find: "providerStatus: 'paid', status: 'processing'",
          replace: "providerStatus: 'paid', status: 'success'",
          effect: 'a paid order counts as delivered',
        },
        {
          find: "providerStatus: 'completed',\n    status: 'unknown'",
          replace: "providerStatus: 'completed',\n    status: 'success'",
          effect: 'the table says that a dispatched order is delivered',
        },
        {
          find: "{ scope: 'order', providerStatus: 'failed', status: 'failed'",
          replace: "{ scope: 'order', providerStatus: 'failed', status: 'canceled'",
          effect: 'a failure is told as a cancellation',
        },
        {
          find: "providerStatus: 'sandbox',\n    status: 'unknown'",
          replace: "providerStatus: 'sandbox',\n    status: 'success'",
          effect: 'a test order counts as delivered',
        },
        {
          find: "providerStatus: 'cancelled'",
          replace: "providerStatus: 'void'",
          effect: 'the word in its other spelling is unknown',
        },
        {
          find: "{ scope: 'H2H line', providerStatus: 'failed', status: 'failed'",
          replace: "{ scope: 'H2H line', providerStatus: 'failed', status: 'success'",
          effect: 'goods that did not come count as delivered',
        },
        {
          find: "providerStatus: 'in progress',\n    status: 'processing'",
          replace: "providerStatus: 'in progress',\n    status: 'success'",
          effect: 'followers under way count as delivered',
        },
        {
          find: "providerStatus: 'partial',\n    status: 'partial'",
          replace: "providerStatus: 'partial',\n    status: 'success'",
          effect: 'half of the followers count as all',
        },
        {
          find: lookup,
          replace: `((word: string, context?: { scope?: string }) => ${lookup}(word, context) ?? 'success') as ${type}`,
          effect: 'a word that nobody documents is a success',
        },
        {
          find: lookup,
          replace: `((word: string) => statusTable.find((row) => foldWord(row.providerStatus) === foldWord(word))?.status) as ${type}`,
          effect: 'a word of one place is read in another',
        },
        {
          find: lookup,
          replace: `((word: string, { scope }: { scope?: string } = {}) => statusTable.find((row) => foldWord(word).includes(row.providerStatus) && row.scope === scope)?.status) as ${type}`,
          effect: '"not completed" is read as "completed"',
        },
        {
          find: lookup,
          replace: `((word: string, { scope }: { scope?: string } = {}) => statusTable.find((row) => row.providerStatus === word && row.scope === scope)?.status) as ${type}`,
          effect: 'a word in another case is unknown',
        },
        {
          find: "lookup(word, { scope: 'SMM line' })",
          replace: "lookup(word, { scope: 'order' })",
          effect: 'followers are read with the words of the order',
        },
        {
          find: 'foldWord(word) === expected',
          replace: 'word === expected',
          effect: 'an item marked "Manual" is undecided',
        },
      ],
    },
    {
      path: 'packages/sekalipay/src/order.ts',
      tests,
      mutations: [
        {
          find: '  if (order.leavesItToLines) return decideByLines(lines, results, reader)\n',
          replace: "  if (order.leavesItToLines) return 'success'\n",
          effect: 'a dispatched order counts as delivered whatever its lines say',
        },
        {
          find: '!isOver || !hasMoved(lines, results)',
          replace: '!isOver',
          effect: 'an order is bought again while a line of it is under way',
        },
        {
          find: "order.status === 'failed' || order.status === 'canceled'",
          replace: "order.status === 'failed'",
          effect: 'a canceled order is closed while a line of it is under way',
        },
        {
          find: "results.haveItems ? statusFromLines(lines) : 'unknown'",
          replace: 'statusFromLines(lines)',
          effect: 'a result without an item is overlooked',
        },
        {
          find: "  if (status !== 'failed') return status\n",
          replace: '  return status\n',
          effect: 'a completed order whose lines failed is bought again',
        },
        {
          find: "['pending', 'processing', 'partial', 'success']",
          replace: "['success']",
          effect: 'an order is bought again while a line of it is pending',
        },
        {
          find: ' || lines.some(({ license }) => license !== null)',
          replace: '',
          effect: 'an order is bought again although its license was delivered',
        },
        {
          find: 'amounts.length < refunds.length',
          replace: 'amounts.length === 0',
          effect: 'a sum of refunds is told from which one is missing',
        },
        {
          find: 'refunds.some(({ pending }) => pending)',
          replace: 'refunds.every(({ pending }) => pending)',
          effect: 'a refund that is still owed is told as given',
        },
        {
          find: "padStart(2, '0')",
          replace: "padStart(1, '0')",
          effect: 'a refund of five hundredths is told as fifty',
        },
        {
          find: "line.status === 'failed' && line.reason !== null",
          replace: 'line.reason !== null',
          effect: 'the reason of a line that did not fail is told',
          equivalent:
            'Only a failed line ever has a reason: readH2hOutcome is the one place that gives one, under that very condition.',
        },
        {
          find: "isWord(word, 'completed')",
          replace: "word === 'completed'",
          effect: '"Completed" is not left to the lines',
        },
      ],
    },
    {
      path: 'packages/sekalipay/src/lines.ts',
      tests,
      mutations: [
        {
          find: '/^\\s*failed\\s*:/i',
          replace: '/^failed:/',
          effect: 'a failure text is handed to the buyer as a serial number',
        },
        {
          find: 'const isFailure = failureText.test(text)\n',
          replace: 'const isFailure = text === failureText.source\n',
          effect: 'a failure text beside a dispatch that succeeded counts as delivered',
        },
        {
          find: "status === 'success' ? filled(text) : null",
          replace: 'filled(text)',
          effect: 'the text of a failure is a serial number',
        },
        {
          find: "status: isRefused ? 'unknown' : status",
          replace: 'status',
          effect: 'an item whose H2H result failed counts as delivered',
        },
        {
          find: "  if (item.is_smm === true || isWord(item.order_process, 'smm')) return withoutResult(context, reader)\n",
          replace: '',
          effect: 'followers are read from the H2H result',
        },
        {
          find: '  if (results.smm !== null) return readSmmOutcome(results.smm, context, reader)\n',
          replace: '',
          effect: 'followers without a mark are read from the H2H result',
        },
        {
          find: "license !== null && isWord(item.order_process, 'auto')",
          replace: "isWord(item.order_process, 'auto')",
          effect: 'an item whose license is missing counts as delivered',
        },
        {
          find: 'order.leavesItToLines && (isManual || isLicensed)',
          replace: 'isManual || isLicensed',
          effect: 'an item of an unpaid order counts as delivered',
        },
        {
          find: "isContradicted ? 'unknown' : order.status",
          replace: 'order.status',
          effect: 'a delivered license under a failed order is told as failed',
        },
        {
          find: '  if (results.isAmbiguous) {',
          replace: '  if (results.isAmbiguous && order === null) {',
          effect: 'of two results of one id one is believed',
        },
        {
          find: 'remaining !== null && remaining > 0',
          replace: 'remaining !== null && remaining < 0',
          effect: 'followers still to come are not doubted',
        },
        {
          find: 'delivered < ordered',
          replace: 'delivered > ordered',
          effect: 'too few followers are not doubted',
        },
        {
          find: 'refund_amount: refund !== null',
          replace: 'refund_amount: false',
          effect: 'a refund beside "completed" is not doubted',
        },
        {
          find: 'isStated || pending ? ',
          replace: 'isStated ? ',
          effect: 'a refund that is still owed is not told',
        },
        {
          find: 'amount !== null && toHundredths(amount) > 0n',
          replace: 'amount !== null',
          effect: 'a refund of nothing is told as a refund',
        },
        {
          find: 'amount: reader.money(item.price, `${path}.price`)',
          replace: 'amount: reader.money(Number(item.price) * (ordered ?? 1), `${path}.price`)',
          effect: 'the total of a line is multiplied by its quantity',
        },
        {
          find: "{ ...nothingOwn(item), status: 'unknown' }\n}\n\n/** What no result says. */",
          replace: "{ ...nothingOwn(item), status: 'success' }\n}\n\n/** What no result says. */",
          effect: 'an item without any result counts as delivered',
        },
      ],
    },
    {
      path: 'packages/sekalipay/src/results.ts',
      tests,
      mutations: [
        {
          find: 'body.h2h_results, data.h2h_results',
          replace: 'body.h2h_results, undefined',
          effect: 'results inside data are overlooked',
        },
        {
          find: 'body.smm_results, data.smm_results',
          replace: 'undefined, data.smm_results',
          effect: 'results beside data are overlooked',
        },
        {
          find: '(itemsById.get(id)?.length ?? 0) > 1',
          replace: '(itemsById.get(id)?.length ?? 0) > 2',
          effect: 'one result counts for two items',
        },
        {
          find: 'found.length === 0 || (found.length === 1 && !list.isDisputed)',
          replace: 'found.length <= 1',
          effect: 'results that contradict each other are believed',
        },
        {
          find: 'Array.isArray(beside) ? outer : inner',
          replace: 'outer.length > 0 ? outer : inner',
          effect: 'an empty list beside data is overruled',
          equivalent:
            'An empty list beside data next to a filled one inside is disputed, and then both lists are kept; the branch differs only where both are empty.',
        },
        {
          find: 'haveItems: orphans.length === 0',
          replace: 'haveItems: orphans.length >= 0',
          effect: 'a result without an item is overlooked',
        },
        {
          find: 'const id = readId(identify(entry).variant_id)',
          replace: 'const id = identify(entry).variant_id as string | null',
          effect: '8 and "8" are two variants',
        },
      ],
    },
    {
      path: 'packages/sekalipay/src/response.ts',
      tests,
      mutations: [
        {
          find: "sandbox: isWord(data.status, 'sandbox') ? true : null",
          replace: 'sandbox: null',
          effect: 'a test order is told to be real',
        },
        {
          find: '    merchantReference: readId(data.ref_id),\n    providerReference: readId(data.invoice),',
          replace:
            '    merchantReference: readId(data.invoice),\n    providerReference: readId(data.ref_id),',
          effect: 'the references change places',
        },
        {
          find: "reader.money(data.amount, 'data.amount')",
          replace: "reader.money(data.price, 'data.amount')",
          effect: 'the price without fees is told as what was paid',
        },
        { find: ' + toHundredths(fee)', replace: '', effect: 'every order with fees is doubted' },
      ],
    },
    {
      path: 'packages/sekalipay/src/errors.ts',
      tests,
      mutations: [
        {
          find: 'httpStatus === 404 && isRecord(json) && notFoundCodes.includes(json.message)',
          replace: 'httpStatus === 404',
          effect: 'any 404 says that the order does not exist',
        },
        {
          find: 'httpStatus === 404 && isRecord(json)',
          replace: 'isRecord(json)',
          effect: 'a code under another HTTP status says that the order does not exist',
        },
        {
          find: "['TRX_NOT_FOUND', 'TRANSACTION_NOT_FOUND']",
          replace: "['TRX_NOT_FOUND']",
          effect: 'the other code for an unknown order is a refusal',
        },
        {
          find: "hint === undefined ? null : { code: 'AUTHENTICATION', hint }",
          replace: "hint === undefined ? null : { code: 'REJECTED', hint }",
          effect: 'a machine that is not on the list is told as a rejected inquiry',
        },
      ],
    },
  ],
}
