import { type Fault, type FaultMaterial, type FaultScript, invalid, success } from './fault.ts'

const sending =
  (write: (material: FaultMaterial) => string): FaultScript =>
  (material) => ({ status: 200, headers: { 'content-type': 'application/json' }, body: write(material) })

const depth = 10_000
const deepArray = '['.repeat(depth) + ']'.repeat(depth)

/** The success answer with one more field, whose value is given as JSON. */
const withField = (name: string, value: string): FaultScript =>
  sending((material) => `${material.success.slice(0, -1)},"${name}":${value}}`)

/** One object with the members of both, so that every key stands in it twice. */
const joinMembers = (first: string, second: string): string => `${first.slice(0, -1)},${second.slice(1)}`

const contradiction =
  'the answer says two things, and parsers differ in which they take; what cannot be trusted is an error'

/** The body is JSON, or nearly, and says what no documented answer says. */
export const jsonFaults: readonly Fault[] = [
  {
    name: 'an answer about another reference',
    meets: sending((material) => material.success),
    asksAnother: true,
    demands: [{ code: 'RESPONSE_MISMATCH', httpStatus: 200 }],
  },
  {
    name: 'every key twice, first failed, then success',
    meets: sending((material) => joinMembers(material.failed, material.success)),
    demands: [invalid()],
    because: contradiction,
  },
  {
    name: 'every key twice, first success, then failed',
    meets: sending((material) => joinMembers(material.success, material.failed)),
    demands: [invalid()],
    because: contradiction,
  },
  {
    name: `an array ${depth} deep`,
    meets: sending(() => deepArray),
    demands: [invalid()],
  },
  {
    name: `an unknown field, ${depth} deep`,
    meets: withField('brand_new_field', deepArray),
    demands: [success],
    because: 'unknown fields decide nothing',
  },
  {
    name: 'a key `__proto__` beside the answer',
    meets: withField('__proto__', '{"status":"failed","data":{"status":"failed"},"error":{}}'),
    demands: [success],
    because: 'it is an unknown field',
  },
  {
    name: 'the answer inside a key `__proto__`',
    meets: sending((material) => `{"__proto__":${material.success}}`),
    demands: [invalid()],
  },
  {
    name: 'numbers beyond what a number can hold, in an unknown field',
    meets: withField('brand_new_field', `[1e400,-1e400,${'9'.repeat(400)},0.${'1'.repeat(400)}]`),
    demands: [success],
  },
  { name: 'NaN', meets: withField('brand_new_field', 'NaN'), demands: [invalid()] },
  { name: 'Infinity', meets: withField('brand_new_field', '-Infinity'), demands: [invalid()] },
  {
    name: 'text behind the JSON',
    meets: sending((material) => `${material.success}<!-- 3 ms -->`),
    demands: [invalid()],
  },
  {
    name: 'two JSON documents',
    meets: sending((material) => `${material.success}\n${material.success}`),
    demands: [invalid()],
  },
  {
    name: 'a comma too many',
    meets: sending((material) => `${material.success.slice(0, -1)},}`),
    demands: [invalid()],
  },
  {
    name: 'a comment',
    meets: sending((material) => `${material.success.slice(0, -1)}/* cached */}`),
    demands: [invalid()],
  },
  { name: 'a number with a zero before it', meets: withField('brand_new_field', '01'), demands: [invalid()] },
  {
    name: 'a line feed inside a text',
    meets: withField('brand_new_field', '"two\nlines"'),
    demands: [invalid()],
  },
  {
    name: 'half of a surrogate pair, in an unknown field',
    meets: withField('brand_new_field', '"\\ud83d"'),
    demands: [success],
  },
  {
    name: 'single quotes',
    meets: sending((material) => material.success.replaceAll('"', "'")),
    demands: [invalid()],
  },
]
