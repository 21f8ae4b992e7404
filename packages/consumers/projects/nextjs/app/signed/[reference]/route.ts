import { createApigames } from '@cekstatus/apigames'
import { answer } from '../../../lib/answer'

export const dynamic = 'force-dynamic'

export async function GET(_request: Request, { params }: { params: Promise<{ reference: string }> }) {
  const apigames = createApigames({
    merchantId: process.env.APIGAMES_MERCHANT_ID ?? '',
    secretKey: process.env.APIGAMES_SECRET_KEY ?? '',
    baseUrl: process.env.APIGAMES_BASE_URL ?? '',
  })
  return answer(apigames, { merchantReference: (await params).reference })
}
