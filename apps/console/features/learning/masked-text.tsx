import styles from './case.module.css'

/** A case's text; what stands for personal data, `{phone}`, is set apart from what the customer wrote. */
export function MaskedText({ text }: { text: string }) {
  const pieces = text.split(/(\{\w+\})/)
  return pieces.map((piece, at) =>
    at % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change
      <span key={at} className={styles.masked}>
        {piece.slice(1, -1)}
      </span>
    ) : (
      piece
    ),
  )
}
