import type { Capabilities, StatusQuery } from '@cekstatus/core'
import type { ErrorRow, ProviderDescription, StatusRow } from '@cekstatus/core/provider'
import type { MockProvider, Provenance } from '@cekstatus/mocks'
import type { z } from 'zod'
import type { JsonObject } from './json.ts'

/** What only this file knows about a provider; everything else is read from its package and its mock. */
export interface Api {
  /** `info.summary`: what the call does. */
  summary: string
  /** What a reader must know before all details: one sentence a paragraph, as Markdown. */
  notes: readonly string[]
  /** The provider's own start page of its documentation. */
  documentation: string
  capabilities: Capabilities
  description: ProviderDescription<never, never>
  statusMap: readonly StatusRow[]
  securitySchemes: Readonly<Record<string, JsonObject>>
  operations: readonly Operation[]
}

export interface Operation {
  /** The request among those that the package explains: `status`, `access token`. */
  purpose: string
  operationId: string
  tag: string
  summary: string
  description: string
  /** The provider's page of this call. */
  page: string
  /** As in the document: `/api/v1/check-status/{order_id}`. */
  path: string
  /** What the example request asks. */
  query: StatusQuery
  parameters: readonly Parameter[]
  body?: { name: string; schema: JsonObject }
  /** Alternatives; within one, all schemes are needed. */
  security: readonly (readonly string[])[]
  success: Body
  refusal: Body
  /** True where a refusal also comes under HTTP 200. */
  refusesUnderSuccess?: boolean
  /** Where the words of the status table stand. */
  statusWords: readonly { field: string; scope?: string }[]
  errorMap: readonly ErrorRow[]
  /** The responses that become examples; default: the mock's fixtures of this call. */
  answers?(mock: MockProvider): readonly Answer[]
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description: string
  schema: JsonObject
}

/** A body in answers: its schema, and what each of its fields means. */
export interface Body {
  /** Name of the component: `CheckStatusResponse`. */
  name: string
  description: string
  schema: z.core.$ZodType
  /** By path: `data.items[].price`. Every field that the schema names needs a line. */
  fields: Readonly<Record<string, string>>
}

/** One answer that can be shown. */
export interface Answer {
  name: string
  status: number
  headers: Readonly<Record<string, string>>
  body: string
  provenance: Provenance
  /** What the client makes of it; null where it is no answer about a transaction. */
  expected: JsonObject | null
}
