import { REPLY_VARIABLES, type ReplyVariable } from '../../../../src/desk/contract.ts'
import styles from './replies.module.css'

/** A reply with its variables marked, or filled with examples; one that does not exist stands out. */
export function ReplyText({ body, values }: { body: string; values?: Record<ReplyVariable, string> }) {
  return body.split(/(\{[^{}]*\})/).map((piece, at) => {
    if (!/^\{.*\}$/.test(piece)) return piece
    const name = piece.slice(1, -1) as ReplyVariable
    const known = REPLY_VARIABLES.includes(name)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change their order
      <span key={`${at}:${piece}`} className={known ? styles.variable : styles.unknown}>
        {known ? (values?.[name] ?? piece) : piece}
      </span>
    )
  })
}
