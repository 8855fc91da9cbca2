import type { FailureCase, Suggestion } from '../../../../src/learning/contract.ts'

/** A case with its likely labels, as the server hands it out. */
export type Offer = { case: FailureCase; suggestions: Suggestion[] }
