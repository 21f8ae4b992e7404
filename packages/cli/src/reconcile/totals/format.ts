/** Formats hundredths of a rupiah: `Rp 104.000`, `-Rp 104.000,50`. */
export function formatRupiah(hundredths: bigint): string {
  if (hundredths < 0n) return `-${formatRupiah(-hundredths)}`
  const cents = hundredths % 100n
  const fraction = cents === 0n ? '' : `,${String(cents).padStart(2, '0')}`
  return `Rp ${group(String(hundredths / 100n))}${fraction}`
}

/** `104.000` */
export function formatCount(count: number): string {
  return group(String(count))
}

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, '.')
