import { toJSONSchema } from 'zod'
import type { Body } from './api.ts'
import { isObject, type Json, type JsonObject } from './json.ts'

/** Says something about one field besides its description. */
export type FieldNotes = (field: string) => { sentences: string[]; examples: Json[]; extensions: JsonObject }

export const nothingToNote: FieldNotes = () => ({ sentences: [], examples: [], extensions: {} })

const maxExamples = 3
const unread = 'Shown in answers; cekstatus does not read it.'

/**
 * The JSON schema of a body, made from its zod schema. Fields that only the answers show are added without a type, so
 * that nothing is forbidden that the client accepts.
 * @throws Error for a field of the schema without a description, and for a description without a field
 */
export function describeBody(body: Body, answers: readonly Json[], notesOf: FieldNotes): JsonObject {
  const { $schema: _dialect, ...plain } = toJSONSchema(body.schema, { io: 'input' }) as JsonObject
  const described = new Set<string>()

  const describeField = (
    schema: JsonObject | undefined,
    field: string,
    values: readonly Json[],
  ): JsonObject => {
    const text = body.fields[field]
    if (text === undefined && schema !== undefined && !field.endsWith('[]')) {
      throw new Error(`${body.name} has no description of ${field}`)
    }
    described.add(field)
    const { sentences, examples, extensions } = notesOf(field)
    const description = [text ?? (field.endsWith('[]') ? '' : unread), ...sentences].filter(Boolean).join(' ')
    const shown = examples.length > 0 ? examples : distinct(values.filter(isPrimitive)).slice(0, maxExamples)
    const { const: only, enum: choices, ...rest } = describe(schema ?? {}, field, values)
    return {
      ...(description === '' ? {} : { description }),
      ...(only === undefined ? {} : { const: only }),
      ...(choices === undefined ? {} : { enum: choices }),
      ...rest,
      ...(shown.length === 0 || only !== undefined || choices !== undefined ? {} : { examples: shown }),
      ...extensions,
    }
  }

  const describe = (schema: JsonObject, field: string, values: readonly Json[]): JsonObject => {
    const { properties, items, ...rest } = schema
    const objects = values.filter(isObject)
    const elements = values.filter(Array.isArray).flat() as Json[]
    const known = isObject(properties) ? properties : {}
    const names = new Set([...Object.keys(known), ...objects.flatMap((value) => Object.keys(value))])
    const describedProperties = [...names].map((name) => [
      name,
      describeField(
        known[name] as JsonObject | undefined,
        field === '' ? name : `${field}.${name}`,
        objects.flatMap((value) => (name in value ? [value[name] as Json] : [])),
      ),
    ])
    return {
      ...rest,
      ...(names.size === 0 ? {} : { properties: Object.fromEntries(describedProperties) as JsonObject }),
      ...(items === undefined ? {} : { items: describeField(items as JsonObject, `${field}[]`, elements) }),
    }
  }

  const schema = describe(simplify(plain), '', answers)
  const strange = Object.keys(body.fields).filter((field) => !described.has(field))
  if (strange.length > 0) throw new Error(`${body.name} describes fields that it does not have: ${strange}`)
  return { description: body.description, ...schema }
}

function isPrimitive(value: Json): boolean {
  return typeof value !== 'object'
}

function distinct(values: readonly Json[]): Json[] {
  return [...new Set(values)]
}

/** The same schema in the form that readers of OpenAPI 3.1 expect: lists of types and of values instead of nested choices. */
function simplify(schema: JsonObject): JsonObject {
  const { anyOf, properties, items, additionalProperties, ...rest } = schema
  const simple: JsonObject = {
    ...rest,
    ...(isObject(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, value]) => [name, simplify(value as JsonObject)]),
          ) as JsonObject,
        }
      : {}),
    ...(isObject(items) ? { items: simplify(items) } : {}),
    // An empty schema says the same, but some readers take it for "none".
    ...(additionalProperties === undefined ? {} : { additionalProperties: true }),
  }
  if (!Array.isArray(anyOf)) return simple
  return { ...simple, ...mergeChoices(flatten(anyOf as JsonObject[])) }
}

function flatten(choices: readonly JsonObject[]): JsonObject[] {
  return choices.flatMap((choice) =>
    Array.isArray(choice.anyOf) ? flatten(choice.anyOf as JsonObject[]) : [simplify(choice)],
  )
}

/** Constraints of one type do not touch values of another, so choices of different types can be one schema. */
function mergeChoices(choices: readonly JsonObject[]): JsonObject {
  if (choices.every((choice) => 'const' in choice || choice.type === 'null')) {
    return { enum: choices.map((choice) => choice.const ?? null) }
  }
  const types = choices.map(({ type }) => type)
  const canMerge = choices.every((choice) => typeof choice.type === 'string' && !('const' in choice))
  if (!canMerge || new Set(types).size < types.length) return { anyOf: [...choices] }
  return { ...Object.assign({}, ...choices), type: types as Json[] }
}
