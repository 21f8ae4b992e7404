import { statuses } from '@cekstatus/core'
import { UsageError } from '../../usage-error.ts'
import type { Expected, ExpectedStatus } from './expected.ts'

/** Status words of shops, compared as a whole: `Belum Dibayar` is not `dibayar`. */
export const statusWords: Readonly<Record<ExpectedStatus, readonly string[]>> = {
  pending: [
    'pending',
    'waiting',
    'unpaid',
    'waiting for payment',
    'menunggu',
    'menunggu pembayaran',
    'belum bayar',
    'belum dibayar',
    'belum lunas',
    'tertunda',
    'wc pending',
  ],
  authorized: ['authorized', 'authorised', 'authorize', 'on hold'],
  processing: [
    'processing',
    'in process',
    'in progress',
    'proses',
    'diproses',
    'dalam proses',
    'sedang diproses',
  ],
  success: [
    'success',
    'succeeded',
    'successful',
    'paid',
    'settled',
    'settlement',
    'capture',
    'completed',
    'complete',
    'delivered',
    'sukses',
    'berhasil',
    'lunas',
    'dibayar',
    'sudah dibayar',
    'terbayar',
    'selesai',
    'done',
    'sudah bayar',
    'telah dibayar',
    'transaksi sukses',
    'transaksi berhasil',
    'pembayaran berhasil',
    'pesanan selesai',
    'wc completed',
  ],
  partial: ['partial', 'partial refund', 'sebagian', 'sukses sebagian', 'berhasil sebagian'],
  failed: ['failed', 'failure', 'deny', 'denied', 'gagal', 'ditolak', 'transaksi gagal', 'wc failed'],
  expired: ['expired', 'expire', 'kedaluwarsa', 'kadaluwarsa', 'kadaluarsa', 'kedaluarsa'],
  canceled: ['canceled', 'cancelled', 'cancel', 'void', 'voided', 'batal', 'dibatalkan', 'wc cancelled'],
  refunded: ['refunded', 'refund', 'reversed', 'wc refunded', 'dana dikembalikan', 'sudah dikembalikan'],
}

const kindWords: Readonly<Record<NonNullable<Expected['kind']>, readonly string[]>> = {
  payment: ['payment', 'pembayaran'],
  payout: ['payout', 'disbursement', 'pencairan', 'penarikan'],
  purchase: ['purchase', 'pembelian'],
}

/** Replaces white space, underscores and hyphens by one space, in lower case. */
export function foldPhrase(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
}

/** Returns the status of a shop's word; undefined for an unknown word. */
export type StatusReader = (word: string) => ExpectedStatus | undefined

/** The user's own words take precedence over the documented ones. */
export function createStatusReader(own: ReadonlyMap<string, ExpectedStatus>): StatusReader {
  const words = new Map<string, ExpectedStatus>(listWords(statusWords))
  for (const [word, status] of own) words.set(word, status)
  return (word) => words.get(foldPhrase(word))
}

const kinds = new Map(listWords(kindWords))

export const readKind = (word: string): Expected['kind'] | undefined => kinds.get(foldPhrase(word))

function listWords<Meaning extends string>(
  table: Readonly<Record<Meaning, readonly string[]>>,
): [string, Meaning][] {
  return Object.entries<readonly string[]>(table).flatMap(([meaning, words]) =>
    words.map((word): [string, Meaning] => [word, meaning as Meaning]),
  )
}

/**
 * Parses `--map-status`: `SELESAI=success,MENUNGGU=pending`.
 *
 * @throws UsageError
 */
export function readStatusMapOption(texts: readonly string[]): Map<string, ExpectedStatus> {
  const own = new Map<string, ExpectedStatus>()
  for (const pair of texts.flatMap((text) => text.split(','))) {
    const [word = '', status = '', ...more] = pair.split('=')
    const known = statuses.find((name) => name === status.trim().toLowerCase())
    if (word.trim() === '' || known === undefined || known === 'unknown' || more.length > 0) {
      throw new UsageError(
        `--map-status: "${pair}" must be word=status`,
        `statuses: ${Object.keys(statusWords).join(', ')}`,
      )
    }
    own.set(foldPhrase(word), known)
  }
  return own
}
