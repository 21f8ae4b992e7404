import type { Money, Refund, Transaction, TransactionLine } from '@cekstatus/core'
import { toPlainLine } from '../plain-line.ts'
import type { Terminal } from '../terminal.ts'

type Style = Terminal['style']

const colours = { fulfill: 'green', wait: 'yellow', release: 'red', review: 'magenta' } as const

/** Formats a transaction for people: the advice first, then one fact per line. */
export function describeTransaction(transaction: Transaction, style: Style): string {
  const { status, advice, final, lines, warnings } = transaction
  const headline = `${style(['bold', colours[advice]], advice)}  ${status}, ${final ? 'final' : 'not final'}`
  const facts = listFacts(transaction)
  const width = Math.max(...facts.map(([name]) => name.length))
  return [
    headline,
    ...facts.map(([name, value]) => `  ${style('dim', name.padEnd(width))}  ${toPlainLine(value)}`),
    ...lines.flatMap((line, index) => describeLine(line, index, style)),
    ...warnings.map(
      ({ code, field, message }) =>
        `  ${style('yellow', 'warning')}  ${code} at ${toPlainLine(field)}: ${toPlainLine(message)}`,
    ),
  ].join('\n')
}

function listFacts(transaction: Transaction): [string, string][] {
  const { channel, refund, evidence } = transaction
  const facts: [string, string | null][] = [
    ['provider', transaction.provider],
    ['kind', transaction.kind],
    ['merchant reference', transaction.merchantReference],
    ['provider reference', transaction.providerReference],
    ['provider status', transaction.providerStatus],
    ['reason', transaction.reason],
    ['amount', formatMoney(transaction.amount)],
    ['fee', formatMoney(transaction.fee)],
    ['net amount', formatMoney(transaction.netAmount)],
    ['refund', formatRefund(refund)],
    [
      'channel',
      channel === null ? null : [channel.name, channel.code, channel.type].filter(Boolean).join(', '),
    ],
    ['created', formatTime(transaction.createdAt)],
    ['updated', formatTime(transaction.updatedAt)],
    ['paid', formatTime(transaction.paidAt)],
    ['expires', formatTime(transaction.expiresAt)],
    ['test mode', transaction.sandbox === null ? null : transaction.sandbox ? 'yes' : 'no'],
    [
      'observed',
      `${formatTime(evidence.observedAt)}, HTTP ${evidence.httpStatus}, ${countOf(evidence.attempts)}`,
    ],
  ]
  return facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '')
}

const countOf = (attempts: number): string => (attempts === 1 ? '1 inquiry' : `${attempts} inquiries`)

/** Formats rupiah as `Rp 104.000` and other currencies with their code. */
export function formatMoney(money: Money | null): string | null {
  if (money === null) return null
  const [whole = '', hundredths = '00'] = money.value.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.')
  return `${money.currency === 'IDR' ? 'Rp' : money.currency} ${grouped}${hundredths === '00' ? '' : `,${hundredths}`}`
}

function formatRefund(refund: Refund | null): string | null {
  if (refund === null) return null
  return `${formatMoney(refund.amount) ?? 'amount not stated'}${refund.pending ? ', pending' : ''}`
}

/** Formats an instant in Jakarta time: `2026-01-25 17:30:00 +07:00`. */
export function formatTime(time: string | null): string | null {
  if (time === null) return null
  const shifted = new Date(Date.parse(time) + 7 * 3_600_000).toISOString()
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)} +07:00`
}

function describeLine(line: TransactionLine, index: number, style: Style): string[] {
  const { ordered, delivered, remaining, start } = line.quantity
  const facts: [string, string | null][] = [
    ['provider status', line.providerStatus],
    ['reason', line.reason],
    ['target', line.target],
    ['serial number', line.serialNumber],
    ['license', line.license],
    ['ticket', line.providerReference],
    ['amount', formatMoney(line.amount)],
    ['refund', formatRefund(line.refund)],
    [
      'quantity',
      [
        ordered === null ? null : `${ordered} ordered`,
        delivered === null ? null : `${delivered} delivered`,
        remaining === null ? null : `${remaining} remaining`,
        start === null ? null : `start count ${start}`,
      ]
        .filter((part) => part !== null)
        .join(', '),
    ],
  ]
  return [
    `  ${style('bold', `line ${index + 1}`)}  ${line.status}${line.name === null ? '' : `  ${toPlainLine(line.name)}`}`,
    ...facts
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => `    ${style('dim', name.padEnd(15))}  ${toPlainLine(value ?? '')}`),
  ]
}
