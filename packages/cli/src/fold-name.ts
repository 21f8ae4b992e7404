/** Keeps letters and digits in lower case: `No. Pesanan`, `no_pesanan` and `NOPESANAN` are one name. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
