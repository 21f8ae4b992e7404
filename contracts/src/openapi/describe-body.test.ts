import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { describeBody, nothingToNote } from './describe-body.ts'
import type { Json } from './json.ts'

const describeFields = (schema: z.ZodMiniType, fields: Record<string, string>, answers: Json[] = []) =>
  describeBody({ name: 'Answer', description: 'An answer.', schema, fields }, answers, nothingToNote)

describe('the schema of a body', () => {
  it('has one list of types for what may be text, number or absent', () => {
    const schema = z.looseObject({ id: z.nullish(z.union([z.string(), z.boolean()])) })
    expect(describeFields(schema, { id: 'The id.' })).toEqual({
      description: 'An answer.',
      type: 'object',
      additionalProperties: true,
      properties: { id: { description: 'The id.', type: ['string', 'boolean', 'null'] } },
    })
  })

  it('has one list of values for what is closed, and shows no examples of it', () => {
    const schema = z.looseObject({ kind: z.nullish(z.union([z.literal(1), z.literal('1')])) })
    const { properties } = describeFields(schema, { kind: 'The kind.' }, [{ kind: 1 }])
    expect(properties).toEqual({ kind: { description: 'The kind.', enum: [1, '1', null] } })
  })

  it('keeps a choice between two objects', () => {
    const choices = [z.object({ a: z.string() }), z.object({ b: z.string() })]
    const { properties } = describeFields(z.object({ either: z.union(choices) }), { either: 'One of two.' })
    expect(properties).toMatchObject({ either: { anyOf: [{ required: ['a'] }, { required: ['b'] }] } })
  })

  it('shows different values of the answers, and fields that only they have, without a type', () => {
    const schema = z.looseObject({ list: z.nullish(z.array(z.looseObject({ word: z.string() }))) })
    const answers = [
      { list: [{ word: 'a' }, { word: 'b', more: 7 }] },
      { list: [{ word: 'a' }] },
      { list: null },
    ]
    const { properties } = describeFields(schema, { list: 'A list.', 'list[].word': 'A word.' }, answers)
    expect(properties).toMatchObject({
      list: {
        type: ['array', 'null'],
        items: {
          type: 'object',
          required: ['word'],
          properties: {
            word: { description: 'A word.', type: 'string', examples: ['a', 'b'] },
            more: { description: 'Shown in answers; cekstatus does not read it.', examples: [7] },
          },
        },
      },
    })
  })

  it('is not made where a field has no description', () => {
    expect(() => describeFields(z.object({ id: z.string() }), {})).toThrow('Answer has no description of id')
  })

  it('is not made where a description has no field', () => {
    const fields = { id: 'The id.', 'data.id': 'Not there.' }
    expect(() => describeFields(z.object({ id: z.string() }), fields)).toThrow(
      'Answer describes fields that it does not have: data.id',
    )
  })
})
