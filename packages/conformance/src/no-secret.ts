import { inspect } from 'node:util'
import type { StatusQuery } from '@cekstatus/core'
import { expect } from 'vitest'
import type { ProviderUnderTest, Sent } from './provider-under-test.ts'

/** Fails when anything that a log could make of `value` shows a credential, or a token or signature of a request. */
export function expectNoSecret<Query extends StatusQuery>(
  value: unknown,
  provider: ProviderUnderTest<Query>,
  received: readonly Sent[],
): void {
  const text = printed(value)
  const secrets = [...provider.secrets, ...received.flatMap((sent) => provider.readSecrets?.(sent) ?? [])]
  for (const secret of secrets.flatMap((plain) => [
    plain,
    encodeURIComponent(plain),
    btoa(plain).replace(/=+$/, ''),
  ])) {
    expect(text).not.toContain(secret)
  }
}

/** Everything that a log could make of a value. */
export function printed(value: unknown): string {
  const causes: unknown[] = []
  for (
    let cause = value;
    cause !== undefined && cause !== null;
    cause = (cause as { cause?: unknown }).cause
  ) {
    causes.push(cause)
  }
  return causes
    .map((cause) =>
      [
        String(cause),
        JSON.stringify(cause),
        inspect(cause, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
        ...Object.getOwnPropertyNames(cause).map((name) => String((cause as Record<string, unknown>)[name])),
      ].join('\n'),
    )
    .join('\n')
}
