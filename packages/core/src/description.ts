import type { StatusQuery } from './query.ts'
import type { Environment } from './transaction.ts'
import type { HttpRequest } from './transport/transport.ts'

/** One option of a provider's factory that only this provider has, for tools that ask people for it. */
export interface SettingDescription {
  /** As the factory calls it: `apiKey`. */
  name: string
  /** False where the factory does without it. */
  required: boolean
  /** True for what must never be printed. */
  secret: boolean
  /** What to give and where to find it, in Markdown without a full stop. */
  meaning: string
  /** The texts that it takes, where they are a closed list. */
  choices?: readonly string[]
  /** True for what has several lines, such as a key, and so is mostly kept in a file. */
  multiline?: boolean
  /** True where the factory also takes a function, which it asks for the value of each request. */
  renewable?: boolean
}

/** One step on the way to a signature: `bodyHash`, `stringToSign`, `signature`. */
export interface SignatureStage {
  /** As the signer calls it. */
  name: string
  /** The very characters; they may hold credentials. */
  value: string
  /** True for the signature and for what is as good as one; other stages may still contain credentials. */
  secret: boolean
}

/** One request of an inquiry, with the steps that signed it; without steps where nothing is signed. */
export interface ExplainedRequest {
  /** What it asks for: `access token`, `status`. */
  purpose: string
  /** Ready to be sent, signature included. */
  request: HttpRequest
  /** In the order in which they follow from one another; the signature is the last. */
  stages: readonly SignatureStage[]
}

/** Where explained requests would go and when they are signed; every field has a default. */
export interface ExplanationContext {
  /** Which documented host the requests are for. Default: `production`. */
  environment?: Environment
  /** Replaces that host; may carry a path prefix. */
  baseUrl?: string
  /** Returns the current time for timestamps. Default: the system clock. */
  now?: () => Date
  /** The token of the inquiry, where a call before it fetches one. Default: a placeholder. */
  accessToken?: string
  /** Makes the id of one request, where requests have one: 20 to 36 digits. */
  createExternalId?: () => string
}

/** What `amount`, `fee` and `netAmount` are at one provider, in the middle of a sentence. */
export interface AmountMeanings {
  amount: string
  fee?: string
  netAmount?: string
}

/** What a tool that serves every provider needs to know about one, besides its capabilities and tables. */
export interface ProviderDescription<Query extends StatusQuery = StatusQuery, Settings = unknown> {
  /** As the provider writes its name: `API Games`. */
  title: string
  /** The options that only this provider has, credentials first. */
  settings: readonly SettingDescription[]
  /** What the amounts of a transaction are at this provider, as its pages state them; absent where it states none. */
  amounts: AmountMeanings
  /** Where answers hold personal data, delivered secrets or pay links: `data.items[].note`, with all that is below it. */
  personalFields: readonly string[]
  /**
   * Builds the requests of one inquiry in the order in which they are sent, and sends nothing.
   * @throws CekStatusError `CONFIGURATION`
   */
  explainRequests(query: Query, settings: Settings, context?: ExplanationContext): readonly ExplainedRequest[]
}
