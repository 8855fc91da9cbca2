import styles from './marked-text.module.css'

/** A text with places marked: where a search found its words. */
export function MarkedText({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }) {
  let at = 0
  const pieces = marks.flatMap(([from, to]) => {
    const plain = text.slice(at, from)
    at = to
    return [
      plain,
      <mark key={from} className={styles.mark}>
        {text.slice(from, to)}
      </mark>,
    ]
  })
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  )
}
