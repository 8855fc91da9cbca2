import styles from './wall.module.css'

export type TileProps = { name: string; value: number | string; note: string; bad: boolean; onOpen: () => void }

/** One number of the wall; what is bad is said by a word and a frame too, not by colour alone. */
export function Tile({ name, value, note, bad, onOpen }: TileProps) {
  return (
    <button type="button" className={bad ? `${styles.tile} ${styles.alarm}` : styles.tile} onClick={onOpen}>
      <span>
        {bad && '⚠ '}
        {name}
      </span>
      <b className={String(value).length > 3 ? styles.long : undefined}>{value}</b>
      <small>{note}</small>
    </button>
  )
}
