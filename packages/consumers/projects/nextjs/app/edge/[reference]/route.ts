export { GET } from '../../transactions/[reference]/route'

export const runtime = 'edge'
export const dynamic = 'force-dynamic'
