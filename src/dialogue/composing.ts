import type { Option } from '#conversations/contract.ts'
import type { Words } from '#dialogue/contract.ts'

/** A question the language model was asked, and what is said when it brings no answer. */
export type Composing = Words & {
  instead:
    | { kind: 'article'; articleId: string; follow: Option[] }
    | { kind: 'choices'; options: Option[] }
    | { kind: 'miss' }
}
