/** Rupiah as Indonesians write them, hundredths only where there are any: `Rp 104.000`, `Rp 104.000,50`. */
export function formatRupiah(hundredths: bigint): string {
  const cents = hundredths % 100n
  const fraction = cents === 0n ? '' : `,${String(cents).padStart(2, '0')}`
  return `Rp ${group(String(hundredths / 100n))}${fraction}`
}

/** `104.000` */
export function formatCount(count: number): string {
  return group(String(count))
}

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, '.')
