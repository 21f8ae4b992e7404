import type { Random } from './random.ts'

/** Flips, cuts, inserts and repeats bytes, one to six times. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = Buffer.from(bytes)
  const count = 1 + random.below(6)
  for (let done = 0; done < count && changed.length > 0; done += 1) changed = mutateOnce(changed, random)
  return changed
}

function mutateOnce(bytes: Buffer<ArrayBuffer>, random: Random): Buffer<ArrayBuffer> {
  const place = random.below(bytes.length)
  const length = 1 + random.below(12)
  switch (random.below(6)) {
    case 0:
      bytes[place] = (bytes[place] ?? 0) ^ (1 << random.below(8))
      return bytes
    case 1:
      return bytes.subarray(0, place)
    case 2:
      return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + length)])
    case 3:
      return Buffer.concat([bytes.subarray(0, place), randomBytes(length, random), bytes.subarray(place)])
    case 4:
      return Buffer.concat([bytes.subarray(0, place + length), bytes.subarray(place)])
    default:
      bytes[place] = random.pick([0x22, 0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d, 0x30, 0x39, 0x5c, 0x20, 0x00])
      return bytes
  }
}

/** Any bytes, or any characters that JSON is made of. */
export function randomBytes(length: number, random: Random): Buffer<ArrayBuffer> {
  const alphabet = '{}[]",:0123456789.eE+-truefalsn \\u'
  const any = random.percent(50)
  return Buffer.from(
    Array.from({ length }, () =>
      any ? random.below(256) : alphabet.charCodeAt(random.below(alphabet.length)),
    ),
  )
}
