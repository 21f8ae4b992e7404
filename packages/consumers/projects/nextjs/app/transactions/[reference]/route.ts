import { createPaymenku } from '@cekstatus/paymenku'
import { answer } from '../../../lib/answer'

export const dynamic = 'force-dynamic'

export async function GET(_request: Request, { params }: { params: Promise<{ reference: string }> }) {
  const paymenku = createPaymenku({
    apiKey: process.env.PAYMENKU_API_KEY ?? '',
    baseUrl: process.env.PAYMENKU_BASE_URL ?? '',
  })
  return answer(paymenku, { merchantReference: (await params).reference })
}
