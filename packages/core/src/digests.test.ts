import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashMd5, hmacSha256 } from './digests.ts'

describe('hashMd5', () => {
  it('matches an example of RFC 1321', () => {
    expect(hashMd5('acme', 'message digest')).toBe('f96b697d7cb7938d525a2f31aaf161d0')
  })

  it('hashes the UTF-8 bytes', () => {
    expect(hashMd5('acme', 'é🎮')).toBe(createHash('md5').update(Buffer.from('é🎮', 'utf8')).digest('hex'))
  })
})

describe('hmacSha256', () => {
  it('matches an example of RFC 4231', () => {
    expect(hmacSha256('acme', 'Jefe', 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })

  it('uses the UTF-8 bytes of key and text', () => {
    const hmac = createHmac('sha256', Buffer.from('kunci-é', 'utf8'))
    expect(hmacSha256('acme', 'kunci-é', 'é🎮')).toBe(hmac.update(Buffer.from('é🎮', 'utf8')).digest('hex'))
  })
})
