import type { Limits } from '#verification/challenge.ts'
import type { VerificationSettings } from '#verification/contract.ts'

/** The limits of the operator in the machine's milliseconds. */
export const limitsOf = (settings: VerificationSettings): Limits => ({
  failures: settings.failures,
  lockMs: settings.lockMinutes * 60_000,
  resendMs: settings.resendSeconds * 1000,
  codeMs: settings.codeMinutes * 60_000,
})
